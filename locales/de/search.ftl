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
search-near = Ähnliche Wörter auf dieser Website:
search-kind = Art der Seite
search-topic = Thema
search-any = Alle
search-others = Mehr auf dieser Seite
search-kind-page = Seite
search-kind-chapter = Kapitel
search-kind-practice = Gute Praxis
search-kind-course = Kurs
search-kind-module = Modul
search-kind-session = Sitzung
search-kind-glossary = Glossar
search-kind-organisations = Organisationen
search-kind-timeline = Zeitleiste
