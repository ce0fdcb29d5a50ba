### Wörter rund um den Text einer Seite: Kästen, Angaben, Fragen, Fußnoten, Daten.

language-name = Deutsch
title-search = Suche
title-404 = Seite nicht gefunden

## Text
# $title: die Worte einer Überschrift.
anchor-label = Link zu diesem Abschnitt: { $title }
# $number: die wievielte Tabelle der Seite.
table-label = Tabelle { $number }
task-done = Erledigt
task-open = Offen
alert-note = Hinweis
alert-tip = Tipp
alert-important = Wichtig
alert-warning = Warnung
alert-caution = Achtung
note-title = Fußnoten
note-back = Zurück zum Text
handout = Arbeitsblatt
# $title: der Name eines Blattes für Teilnehmende. Beginnt er mit dem Wort von `handout`, steht er allein.
handout-title = { handout }: { $title }
trainer-notes = Für die Kursleitung
video-transcript = Abschrift
chart-data = Die Zahlen als Tabelle
see-also = Siehe auch:
term-languages = In anderen Sprachen
term-avoided = Besser nicht
term-see-also = Siehe auch
term-all = Alle Begriffe

## Fragen
quiz-title = Frage
quiz-answer = Antwort zeigen
quiz-right = Richtig
quiz-wrong = Falsch
quiz-check = Antwort prüfen

## Kästen aus den Angaben im Kopf der Seite
quiz-yours = Ihre Antwort

panel-key-points = Das Wichtigste
panel-outcomes = Nach diesem Kapitel
panel-checklist = Checkliste
panel-facts = Auf einen Blick
panel-aims = Ziele
panel-objectives = Lernziele
panel-plan = Ablauf
panel-practices = Gute Praxis
panel-chapters = Kapitel zum Lesen
panel-materials = Material
panel-policies = Politische Dokumente
panel-related = Siehe auch
panel-terms = Begriffe
panel-organisations = Organisationen
panel-events = Ereignisse

panel-timetable = Ablauf und Dauer

timetable-session = Sitzung
timetable-length = Dauer
timetable-objectives = Lernziele
plan-minutes = Minuten
plan-step = Schritt
plan-method = Methode

## Angaben zu Steckbriefen und Kursen
field-implementer = Durchgeführt von
field-country = Land
field-places = Orte
field-level = Ebene
field-actor-type = Art der Einrichtung
field-website = Website
field-contact = Ansprechperson
field-target-groups = Zielgruppen
field-target-group-other = Weitere Zielgruppe
field-duration = Laufzeit
field-funding = Finanzierung
field-partners = Partner
field-gcr-objectives = Ziele des Globalen Pakts für Flüchtlinge
field-videos = Videos
field-record-source = Quelle des Steckbriefs
# $date: wann die Quelle gelesen wurde.
record-retrieved = abgerufen { $date }
field-hours = Stunden
field-minutes = Dauer
field-participants = Teilnehmende
field-methods = Methoden
field-equipment = Ausstattung
field-certificate = Zertifikat
field-assessment = Leistungsnachweis

## Mengen und Daten
# $count: eine ganze Zahl von Minuten.
duration-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
# $hours: die Zahl, wie sie geschrieben wird, $count: dieselbe Zahl.
duration-hours =
    { $count ->
        [one] { $hours } Stunde
       *[other] { $hours } Stunden
    }
# $amount: die Zahl, wie sie geschrieben wird, $currency: ihr Zeichen.
money = { $amount } { $currency }
date-year = { $year }
date-month = { $month } { $year }
date-day = { $day }. { $month } { $year }
# $start: ein Datum.
date-ongoing = seit { $start }, läuft weiter
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
