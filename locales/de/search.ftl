### Wörter des Suchfelds und seiner Ergebnisse. {n} und {query} füllt das Skript.

search-label = Website durchsuchen
search-submit = Suchen
search-placeholder = Suchen
search-results-label = Suchergebnisse
search-count-one = {"{n}"} Ergebnis
search-count-other = {"{n}"} Ergebnisse
search-no-results = Nichts gefunden für „{"{query}"}“. Versuchen Sie es mit weniger oder anderen Wörtern.
search-searching = Suche läuft …
search-failed = Die Suche konnte nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es erneut.
search-all-results = Alle Ergebnisse für „{"{query}"}“
