# The words of printed books.

# The download that is folded and stitched
print-booklet = Booklet for printing: { $title }
print-imprint = Imprint
# Labels of the lines of the imprint
print-publisher = Publisher
print-place = Place
print-year = Year
print-run = Copies printed
print-isbn = ISBN
# A line in the words of the publisher
print-note = Note
print-date = Date
print-licence = Licence
print-address = On the web
# How much of the book is in its language, and how reliably; the second to fifth follow each other in one paragraph
print-translation = Translation
print-original = This is the original text.
print-translated = All pages are translated and in step with the original.
print-pages-current = Pages in step with the original: { $count } of { $total }.
print-pages-outdated = Pages whose original has changed since: { $count }.
print-pages-unverified = Pages whose translation nobody has verified yet: { $count }.
print-pages-original = Pages not translated, printed in their original language: { $count }.

print-contents = Contents
print-figures = Figures
print-tables = Tables
print-glossary = Glossary
# The list of terms with their pages
print-index = Index
# Above the title of a part; the number is Roman
print-part = Part { $number }
print-chapter = Chapter { $number }
# Behind the words of a link to another place of the book
print-page-reference = (page { $page })
print-figure = Figure { $number }
print-table = Table { $number }
print-credit = Picture: { $credit }
# The name of the mark of a footnote, for screen readers
print-footnote = Footnote

print-alert-note = Note
print-alert-tip = Tip
print-alert-important = Important
print-alert-warning = Warning
print-alert-caution = Caution

# Above notes in the edition for trainers
print-trainer = For trainers

print-video = Video: { $title }
print-transcript = Transcript:

print-quiz = Question
print-quiz-single = Choose one answer.
print-quiz-multiple = Several answers may be right.
print-quiz-true-false = True or false?
print-quiz-order = Put these in the right order.
print-quiz-match = Match the pairs.
print-quiz-short = Answer in a few words.
print-quiz-key = Answer

# Titles of the sheets of a course
print-sheet-slides = Slides
print-sheet-handouts = Handouts
print-sheet-questions = Questions
print-sheet-key = Key to the questions
print-sheet-notes = Slides with notes
print-sheet-attendance = Attendance sheet
# Columns and lines to be filled in by hand
print-sheet-number = No.
print-sheet-name = Name
print-sheet-organisation = Organisation
print-sheet-signature = Signature
print-sheet-date = Date
print-sheet-place = Place
print-sheet-place-date = Place and date
print-sheet-trainer = Trainer

print-certificate = Certificate of attendance
# Follows the person's name. $course: a title, $hours: for instance “150 hours”.
print-certificate-text = has taken part in the course “{ $course }”.
print-certificate-text-hours = has taken part in the course “{ $course }” ({ $hours }).

# E-books: what reading systems show beside the text
ebook-landmarks = Parts of the book
ebook-cover = Cover
ebook-start = Start of the text
ebook-accessibility = The text can be read aloud and in any size. Headings, lists, tables and footnotes are marked as such, and pictures have a description in words.
