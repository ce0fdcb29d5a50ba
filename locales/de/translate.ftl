### Wörter über Übersetzungen: für `kopru translate` und für Lesende einer Seite, die hinter ihrem Original zurückliegt.

## Zustände einer Einheit
translation-ok = aktuell
translation-minor = kleine Änderung
translation-stale = veraltet
translation-missing = fehlt
translation-extra = nicht im Original
translation-unconfirmed = unbestätigt
translation-adapted = angepasst
translation-identical = gleichlautend

## Hilfe der Befehle
cli-translate = Sehen und klären, was Übersetzungen ihrem Original schulden
cli-translate-status = Wie weit jede Seite in jeder Sprache ist
cli-translate-todo = Was als Nächstes zu tun ist, mit dem Aufwand in Wörtern
cli-translate-start = Beginnt die Übersetzung von Seiten, die noch nicht übersetzt sind
cli-translate-diff = Altes Original, neues Original und Übersetzung von allem, was nicht erledigt ist
cli-translate-accept = Bestätigt, dass die Übersetzung so richtig ist
cli-translate-adopt = Übernimmt früher entstandene Übersetzungen: erfasst und als nie geprüft vermerkt
cli-translate-export = Seiten für ein Übersetzungsprogramm ausgeben
cli-translate-import = Übernehmen, was aus einem Übersetzungsprogramm zurückkommt
cli-argument-pages = Seiten wie `handbook/index`, `de/handbook/index` oder `content/de/handbook/index.md` [Vorgabe: alle]
cli-argument-root = Der Ordner, in dem `content/` liegt
cli-argument-lang = Nur diese Sprache (mehrfach möglich)
cli-argument-format = Form der Ausgabe
cli-argument-drafts = Auch Seiten, die Entwürfe sind
cli-argument-ui-lang = Sprache dieser Texte statt der Sprache des Systems
cli-argument-stale = Bestätigt auch, was veraltet ist und niemand angefasst hat
cli-argument-repair = Schreibt beschädigte Abgleichdateien neu und bestätigt nichts
cli-argument-out = Eine Datei, oder ein Ordner für mehrere Sprachen [Vorgabe: Standardausgabe]
cli-argument-files = XLIFF- oder PO-Dateien, die `translate export` geschrieben und ein Programm bearbeitet hat

## Was die Befehle sagen
# $lang: ein Sprachkürzel. $settled und $pages: Anzahl der Seiten.
cli-status-language =
    { $pages ->
        [one] { $lang }: { $settled } von { $pages } Seite erledigt
       *[other] { $lang }: { $settled } von { $pages } Seiten erledigt
    }
cli-never-verified = Die unbestätigten Übersetzungen hat noch niemand geprüft. `kopru translate adopt` übernimmt sie, wie sie sind; `kopru translate accept` bürgt für sie.
# $units: Anzahl der Einheiten. $words: Anzahl der Wörter im Original.
cli-todo-stale =
    { $units ->
        [one] { $units } Einheit aktualisieren, deren Original sich geändert hat ({ $words } Wörter)
       *[other] { $units } Einheiten aktualisieren, deren Original sich geändert hat ({ $words } Wörter)
    }
cli-todo-missing =
    { $units ->
        [one] { $units } Einheit übersetzen ({ $words } Wörter)
       *[other] { $units } Einheiten übersetzen ({ $words } Wörter)
    }
cli-todo-unconfirmed =
    { $units ->
        [one] { $units } Einheit lesen und bestätigen ({ $words } Wörter)
       *[other] { $units } Einheiten lesen und bestätigen ({ $words } Wörter)
    }
cli-todo-extra =
    { $units ->
        [one] { $units } Einheit steht nicht im Original: entfernen oder als angepasst kennzeichnen ({ $words } Wörter)
       *[other] { $units } Einheiten stehen nicht im Original: entfernen oder als angepasst kennzeichnen ({ $words } Wörter)
    }
cli-todo-minor =
    { $units ->
        [one] { $units } kleine Änderung ansehen ({ $words } Wörter)
       *[other] { $units } kleine Änderungen ansehen ({ $words } Wörter)
    }
# Wenn nichts mehr offen ist.
cli-todo-nothing = Nichts zu tun.
cli-diff-source-old = altes Original
cli-diff-source-new = Original
cli-diff-translation = Übersetzung
cli-start-needs-page = nennen Sie die Seite, mit der Sie beginnen, zum Beispiel `kopru translate start de/handbook/index`
cli-start-nothing = die Seite ist bereits übersetzt
cli-export-nothing = keine Seite zum Ausgeben
cli-export-one-language = es sind mehrere Sprachen: wählen Sie eine mit `--lang`, oder nennen Sie mit `--out` einen Ordner
cli-import-refused = Nichts wurde übernommen: Beheben Sie die Probleme, und importieren Sie noch einmal.
cli-import-nothing = Nichts wurde bearbeitet: Alle Seiten bleiben, wie sie sind.
# $file: Pfad einer Datei.
cli-start-written = { $file }: dort steht der Originaltext; schreiben Sie Ihre Übersetzung darüber
cli-nothing-to-write = Nichts zu schreiben: Die Abgleichdateien sagen es schon.

## Was Lesenden gesagt wird
title-translation = Stand der Übersetzungen
translation-intro = Wie viel von jedem Teil übersetzt ist, was veraltet ist und wer daran gearbeitet hat.
progress-section = Teil
progress-pages = Seiten
progress-words = Wörter
progress-settled = Erledigt
progress-units = Einheiten
progress-reviewed = Älteste Durchsicht
progress-people = Beteiligte
progress-open-pages = Seiten, die jemand ansehen sollte
stale-passage = Veraltet: aktuelles Original anzeigen
translate-passage = Übersetzung dieser Stelle aktualisieren
behind-notice = Teile dieser Übersetzung liegen hinter dem Original zurück.
# $language: die Sprache des Originals mit ihrem eigenen Namen.
behind-original = Original: { $language }
# $count: Anzahl der Einheiten. $state: Name ihres Zustands.
translation-count = { $state }: { $count }

## Nebeneinander, in `kopru serve`
side-by-side = Original und Übersetzung nebeneinander
side-by-side-pages = Alle Seiten
side-by-side-legend = Im Original ist durchgestrichen, was seit der Übersetzung entfallen ist, und unterstrichen, was hinzukam.
side-by-side-state = Stand
# $line: die Nummer einer Zeile in der Datei.
side-by-side-line = Zeile { $line }
