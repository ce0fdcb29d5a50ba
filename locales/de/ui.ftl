### Wörter der Seiten, wie die Vorlagen sie verwenden.

## Orientierung
skip-to-content = Zum Inhalt springen
menu = Menü
site-navigation = Alle Seiten
trainer-edition = Ausgabe für Kursleitungen
languages = Sprachen
breadcrumbs = Sie sind hier
on-this-page = Auf dieser Seite
neighbours = Vorherige und nächste Seite
previous = Zurück
next = Weiter
parts = Bereiche dieser Website
start-reading = Mit dem Lesen beginnen
# $count: Zahl der Seiten eine Ebene unter dieser.
pages-in-section =
    { $count ->
        [one] Eine Seite in diesem Abschnitt
       *[other] { $count } Seiten in diesem Abschnitt
    }

## Nicht übersetzte Seiten
translation-notice = Zur Sprache dieser Seite
# $language: Name einer Sprache in dieser Sprache selbst.
not-translated-notice = Diese Seite ist noch nicht ins Deutsche übersetzt. Sie erscheint in ihrer Originalsprache: { $language }.
untranslated = nicht übersetzt
translate-page = Diese Seite übersetzen

## Über eine Seite
basis = Grundlage des Textes
about-this-page = Über diese Seite
updated = Stand
reviewed = Zuletzt geprüft
credits-author = Text
credits-translator = Übersetzung
credits-reviewer = Durchsicht
origin-human = von einem Menschen
origin-machine-reviewed = maschinelle Übersetzung, von einem Menschen durchgesehen
origin-machine = maschinelle Übersetzung, nicht durchgesehen
machine-notice = Diese Übersetzung stammt von einer Maschine; noch hat sie niemand durchgesehen.
topics = Themen
audience = Für wen
edit-page = Diese Seite bearbeiten
offline-title = Die Website zum Mitnehmen, mit Suche (entpacken und index.html öffnen)
downloads = Zum Herunterladen
# $size: eine ganze Zahl; die Einheit bleibt auf derselben Zeile.
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Fuß jeder Seite
published-by = Herausgegeben von { $publisher }
licence = Lizenz: { $licence }
home = Zur Startseite
feed = Newsfeed (Atom)

## Suchseite
a-to-z = Verzeichnis von A bis Z
letters = Buchstaben des Verzeichnisses

## Seite nicht gefunden
not-found-title = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es keine Seite. Vielleicht wurde sie verschoben oder umbenannt, oder die Adresse enthält einen Tippfehler.
not-found-search = Website durchsuchen
not-found-home = Zur Startseite

## Reading preferences
preferences = Leseeinstellungen
preferences-size = Schriftgröße
preferences-size-normal = Normal
preferences-size-large = Groß
preferences-size-largest = Sehr groß
preferences-scheme = Farben
preferences-as-device = Wie auf diesem Gerät
preferences-scheme-light = Hell
preferences-scheme-dark = Dunkel
preferences-contrast = Kontrast
preferences-contrast-more = Hoch
preferences-note = Diese Einstellungen bleiben in diesem Browser. Es wird nichts übertragen.

## Slides of a session
# $title: of the session.
slides-title = Folien: { $title }
slides-show = Folien zeigen
slides-present = Vorführen
slides-controls = Steuerung der Folien
slides-previous = Vorige Folie
slides-next = Nächste Folie
slides-overview = Übersicht
slides-fullscreen = Vollbild
slides-notes = Notizen
slides-leave = Beenden
# The script fills {n} and {count}.
slides-place = Folie {"{n}"} von {"{count}"}

## Files beside the pages of a course
course-scorm = Paket für eine Lernplattform (SCORM 1.2)

## The catalogue of records. The script fills {n} and {all}.
catalogue-title = Die Steckbriefe
# $count: number of records.
catalogue-count =
    { $count ->
        [one] Ein Steckbrief
       *[other] { $count } Steckbriefe
    }
# $count: number of records.
catalogue-jump =
    { $count ->
        [one] Zum Steckbrief
       *[other] Zu den { $count } Steckbriefen
    }
catalogue-status = {"{n}"} von {"{all}"} Steckbriefen werden gezeigt
catalogue-reset = Alle Steckbriefe zeigen
catalogue-compare = Die beiden gewählten Steckbriefe vergleichen
catalogue-pick = Vergleichen
catalogue-close = Zurück zur Liste
catalogue-failed = Die Steckbriefe konnten hier nicht geladen werden. Öffnen Sie beide nebeneinander:
catalogue-data = Alle Steckbriefe als Daten:
catalogue-schema = Schema
facet-country = Land
facet-level = Ebene
facet-actor-type = Art der Einrichtung
facet-target-groups = Zielgruppe
facet-topics = Thema
facet-time = Beginn
facet-funding = Finanzierung
facet-unknown = nicht angegeben
facet-ongoing = läuft noch
# $sum, $from, $to: sums of money.
facet-sum-below = unter { $sum }
facet-sum-between = { $from } bis { $to }
facet-sum-from = { $sum } und mehr

# Easy language: a version of a page for people who find reading hard.
easy-language = Leichte Sprache
easy-version = Diese Seite in Leichter Sprache
easy-notice = Diese Seite ist in Leichter Sprache.
easy-standard = Zur ausführlichen Seite
