### Words around the text of a page: boxes, facts, quizzes, footnotes, dates.

language-name = English
title-search = Search
title-404 = Page not found

## Text
# $title: the words of a heading.
anchor-label = Link to this section: { $title }
# $number: the place of the table on the page.
table-label = Table { $number }
task-done = Done
task-open = To do
alert-note = Note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
note-title = Footnotes
note-back = Back to the text
handout = Handout
# $title: the name of a sheet for participants. One that begins with the word `handout` stands alone.
handout-title = { handout }: { $title }
trainer-notes = For trainers
video-transcript = Transcript
chart-data = The figures as a table
see-also = See also:
term-languages = In other languages
term-avoided = Better not
term-see-also = See also
term-all = All terms

## Quizzes
quiz-title = Question
quiz-answer = Show the answer
quiz-right = Right
quiz-wrong = Wrong
quiz-check = Check my answer
quiz-yours = Your answer

## Boxes made from front matter
panel-key-points = Key points
panel-outcomes = After this chapter
panel-checklist = Checklist
panel-facts = At a glance
panel-aims = Aims
panel-objectives = Objectives
panel-plan = Plan of the session
panel-practices = Good practices
panel-chapters = Chapters to read
panel-materials = Material
panel-policies = Policy documents
panel-related = See also
panel-terms = Terms
panel-organisations = Organisations
panel-events = Events

panel-timetable = Timetable

timetable-session = Session
timetable-length = Length
timetable-objectives = Objectives
plan-minutes = Minutes
plan-step = Step
plan-method = Method

## Fields of records and courses
field-implementer = Implemented by
field-country = Country
field-places = Places
field-level = Level
field-actor-type = Type of actor
field-website = Website
field-contact = Contact
field-target-groups = Target groups
field-target-group-other = Other target group
field-duration = Duration
field-funding = Funding
field-partners = Partners
field-gcr-objectives = Objectives of the Global Compact on Refugees
field-videos = Videos
field-record-source = Source of the record
# $date: when the source was read.
record-retrieved = retrieved { $date }
field-hours = Hours
field-minutes = Length
field-participants = Participants
field-methods = Methods
field-equipment = Equipment
field-certificate = Certificate
field-assessment = Assessment

## Quantities and dates
# $count: a whole number of minutes.
duration-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
# $hours: the number as it is written, $count: the same as a number.
duration-hours =
    { $count ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }
# $amount: the number as it is written, $currency: its sign.
money = { $currency }{ $amount }
date-year = { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
# $start: a date.
date-ongoing = since { $start }, ongoing
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
