# The words of printed books.

# The download that is folded and stitched
print-booklet = Broschüre zum Drucken: { $title }
print-imprint = Impressum
# Labels of the lines of the imprint
print-publisher = Herausgeber
print-place = Ort
print-year = Jahr
print-run = Auflage
print-isbn = ISBN
# A line in the words of the publisher
print-note = Hinweis
print-date = Stand
print-licence = Lizenz
print-address = Im Netz
# How much of the book is in its language, and how reliably; the second to fifth follow each other in one paragraph
print-translation = Übersetzung
print-original = Dies ist der Originaltext.
print-translated = Alle Seiten sind übersetzt und auf dem Stand des Originals.
print-pages-current = Seiten auf dem Stand des Originals: { $count } von { $total }.
print-pages-outdated = Seiten, deren Original sich seither geändert hat: { $count }.
print-pages-unverified = Seiten mit noch ungeprüfter Übersetzung: { $count }.
print-pages-original = Nicht übersetzte Seiten, in der Originalsprache gedruckt: { $count }.

print-contents = Inhalt
print-figures = Abbildungen
print-tables = Tabellen
print-glossary = Glossar
# The list of terms with their pages
print-index = Register
# Above the title of a part; the number is Roman
print-part = Teil { $number }
print-chapter = Kapitel { $number }
# Behind the words of a link to another place of the book
print-page-reference = (Seite { $page })
print-figure = Abbildung { $number }
print-table = Tabelle { $number }
print-credit = Bild: { $credit }
# The name of the mark of a footnote, for screen readers
print-footnote = Fußnote

print-alert-note = Hinweis
print-alert-tip = Tipp
print-alert-important = Wichtig
print-alert-warning = Warnung
print-alert-caution = Achtung

# Above notes in the edition for trainers
print-trainer = Für die Kursleitung

print-video = Video: { $title }
print-transcript = Text zum Film:

print-quiz = Frage
print-quiz-single = Wählen Sie eine Antwort.
print-quiz-multiple = Mehrere Antworten können richtig sein.
print-quiz-true-false = Richtig oder falsch?
print-quiz-order = Bringen Sie dies in die richtige Reihenfolge.
print-quiz-match = Ordnen Sie einander zu.
print-quiz-short = Antworten Sie in wenigen Worten.
print-quiz-key = Lösung

# Titles of the sheets of a course
print-sheet-slides = Folien
print-sheet-handouts = Arbeitsblätter
print-sheet-questions = Fragen
print-sheet-key = Lösungen zu den Fragen
print-sheet-notes = Folien mit Notizen
print-sheet-attendance = Anwesenheitsliste
# Columns and lines to be filled in by hand
print-sheet-number = Nr.
print-sheet-name = Name
print-sheet-organisation = Einrichtung
print-sheet-signature = Unterschrift
print-sheet-date = Datum
print-sheet-place = Ort
print-sheet-place-date = Ort und Datum
print-sheet-trainer = Kursleitung

print-certificate = Teilnahmebescheinigung
# Follows the person's name. $course: a title, $hours: for instance “150 hours”.
print-certificate-text = hat an der Fortbildung „{ $course }“ teilgenommen.
print-certificate-text-hours = hat an der Fortbildung „{ $course }“ ({ $hours }) teilgenommen.

# E-books: what reading systems show beside the text
ebook-landmarks = Teile des Buchs
ebook-cover = Umschlag
ebook-start = Beginn des Textes
ebook-accessibility = Der Text lässt sich vorlesen und in jeder Größe anzeigen. Überschriften, Listen, Tabellen und Fußnoten sind als solche ausgezeichnet, Bilder haben eine Beschreibung in Worten.
