### Words of the pages, as their templates use them.

## Finding one's way
skip-to-content = Skip to content
menu = Menu
site-navigation = All pages
trainer-edition = Trainer edition
languages = Languages
breadcrumbs = You are here
on-this-page = On this page
neighbours = Previous and next page
previous = Previous
next = Next
parts = Parts of this site
start-reading = Start reading
# $count: number of pages one level below this one.
pages-in-section =
    { $count ->
        [one] One page in this section
       *[other] { $count } pages in this section
    }

## Pages that are not translated
translation-notice = About the language of this page
# $language: the name of a language in that language itself.
not-translated-notice = This page has not been translated into English yet. It is shown in its original language: { $language }.
untranslated = not translated
translate-page = Translate this page

## About a page
basis = Basis of this text
about-this-page = About this page
updated = Updated
reviewed = Last reviewed
credits-author = Written by
credits-translator = Translated by
credits-reviewer = Reviewed by
origin-human = by a person
origin-machine-reviewed = machine translation, reviewed by a person
origin-machine = machine translation, not reviewed
machine-notice = A machine made this translation, and nobody has reviewed it yet.
topics = Topics
audience = Written for
edit-page = Edit this page
offline-title = The site to take away, with search (unpack and open index.html)
downloads = Downloads
# $size: a whole number; the unit follows it without a line break.
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## The foot of every page
published-by = Published by { $publisher }
licence = Licence: { $licence }
home = Home page
feed = News feed (Atom)

## Search page
a-to-z = Index from A to Z
letters = Letters of the index

## A page that does not exist
not-found-title = Page not found
not-found-text = There is no page at this address. It may have been moved or renamed, or the address may contain a typing error.
not-found-search = Search this site
not-found-home = Go to the home page

## Reading preferences
preferences = Reading preferences
preferences-size = Text size
preferences-size-normal = Normal
preferences-size-large = Large
preferences-size-largest = Largest
preferences-scheme = Colours
preferences-as-device = As on this device
preferences-scheme-light = Light
preferences-scheme-dark = Dark
preferences-contrast = Contrast
preferences-contrast-more = High
preferences-note = These choices stay in this browser. Nothing is sent.

## Slides of a session
# $title: of the session.
slides-title = Slides: { $title }
slides-show = Show the slides
slides-present = Present
slides-controls = Controls of the slides
slides-previous = Previous slide
slides-next = Next slide
slides-overview = Overview
slides-fullscreen = Full screen
slides-notes = Notes
slides-leave = End
# The script fills {n} and {count}.
slides-place = Slide {"{n}"} of {"{count}"}

## Files beside the pages of a course
course-scorm = Package for a learning platform (SCORM 1.2)

## The catalogue of records. The script fills {n} and {all}.
catalogue-title = The records
# $count: number of records.
catalogue-count =
    { $count ->
        [one] One record
       *[other] { $count } records
    }
# $count: number of records.
catalogue-jump =
    { $count ->
        [one] Go to the record
       *[other] Go to the { $count } records
    }
catalogue-status = {"{n}"} of {"{all}"} records shown
catalogue-reset = Show all records
catalogue-compare = Compare the two chosen records
catalogue-pick = Compare
catalogue-close = Back to the list
catalogue-failed = The records could not be loaded here. Open both of them side by side:
catalogue-data = All records as data:
catalogue-schema = schema
facet-country = Country
facet-level = Level
facet-actor-type = Type of actor
facet-target-groups = Target group
facet-topics = Topic
facet-time = Beginning
facet-funding = Funding
facet-unknown = not stated
facet-ongoing = still running
# $sum, $from, $to: sums of money.
facet-sum-below = below { $sum }
facet-sum-between = { $from } to { $to }
facet-sum-from = { $sum } and more

# Easy language: a version of a page for people who find reading hard.
easy-language = Easy language
easy-version = This page in easy language
easy-notice = This page is in easy language.
easy-standard = Go to the full page
