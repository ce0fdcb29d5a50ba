### Words about translations: for `kopru translate`, and for readers of a page that is behind its original.

## States of a unit
translation-ok = up to date
translation-minor = minor change
translation-stale = out of date
translation-missing = missing
translation-extra = not in the original
translation-unconfirmed = unconfirmed
translation-adapted = adapted
translation-identical = identical

## Help of the commands
cli-translate = See and settle what translations owe their originals
cli-translate-status = How far each page is, in each language
cli-translate-todo = What to do next, with the effort in words
cli-translate-start = Begin the translation of pages that are not translated
cli-translate-diff = Old source, new source and translation of everything that is not settled
cli-translate-accept = Say that the translation is right as it stands
cli-translate-adopt = Take in translations that were made before: recorded, and marked as never verified
cli-translate-export = Write pages for a translation tool
cli-translate-import = Take in what came back from a translation tool
cli-argument-pages = Pages such as `handbook/index`, `de/handbook/index` or `content/de/handbook/index.md` [default: all]
cli-argument-root = The folder that holds `content/`
cli-argument-lang = This language only (may be given several times)
cli-argument-format = How to write the result
cli-argument-drafts = Pages marked as drafts too
cli-argument-ui-lang = The language of these words, instead of the one of the system
cli-argument-stale = Accept what is out of date, too, although nobody has touched it
cli-argument-repair = Write broken sync files anew, and accept nothing
cli-argument-out = A file, or a folder for several languages [default: standard output]
cli-argument-files = XLIFF or PO files that `translate export` wrote and a tool has edited

## What the commands say
# $lang: a language tag. $settled and $pages: numbers of pages.
cli-status-language =
    { $pages ->
        [one] { $lang }: { $settled } of { $pages } page settled
       *[other] { $lang }: { $settled } of { $pages } pages settled
    }
cli-never-verified = Nobody has verified the unconfirmed translations yet. `kopru translate adopt` takes them in as they are, `kopru translate accept` vouches for them.
# $units: a number of units. $words: of words in the source.
cli-todo-stale =
    { $units ->
        [one] update { $units } unit whose source changed ({ $words } words)
       *[other] update { $units } units whose source changed ({ $words } words)
    }
cli-todo-missing =
    { $units ->
        [one] translate { $units } unit ({ $words } words)
       *[other] translate { $units } units ({ $words } words)
    }
cli-todo-unconfirmed =
    { $units ->
        [one] read and accept { $units } unit ({ $words } words)
       *[other] read and accept { $units } units ({ $words } words)
    }
cli-todo-extra =
    { $units ->
        [one] { $units } unit is not in the source: remove it, or mark it as adapted ({ $words } words)
       *[other] { $units } units are not in the source: remove them, or mark them as adapted ({ $words } words)
    }
cli-todo-minor =
    { $units ->
        [one] glance at { $units } minor change ({ $words } words)
       *[other] glance at { $units } minor changes ({ $words } words)
    }
# When nothing is open.
cli-todo-nothing = Nothing to do.
cli-diff-source-old = old source
cli-diff-source-new = source
cli-diff-translation = translation
cli-start-needs-page = say which page to begin, for instance `kopru translate start de/handbook/index`
cli-start-nothing = the page is translated already
cli-export-nothing = there is no page to export
cli-export-one-language = there are several languages: choose one with `--lang`, or name a folder with `--out`
cli-import-refused = Nothing was taken in: settle the problems and import again.
cli-import-nothing = Nothing was edited: every page stays as it is.
# $file: the path of a file.
cli-start-written = { $file }: the source text stands there; write your translation over it
cli-nothing-to-write = Nothing to write: the sync files say it already.

## What readers are told
title-translation = State of the translations
translation-intro = How much of each section is translated, what is out of date, and who worked on it.
progress-section = Section
progress-pages = Pages
progress-words = Words
progress-settled = Settled
progress-units = Units
progress-reviewed = Oldest review
progress-people = People
progress-open-pages = Pages to look at
stale-passage = Out of date: show the current original
translate-passage = Update the translation of this passage
behind-notice = Parts of this translation are behind the original.
# $language: the language of the original, by its own name.
behind-original = Original: { $language }
# $count: a number of units. $state: the name of their state.
translation-count = { $state }: { $count }

## Side by side, in `kopru serve`
side-by-side = Original and translation side by side
side-by-side-pages = All pages
side-by-side-legend = In the original, what was taken out since it was translated is struck through, and what came in is underlined.
side-by-side-state = State
# $line: the number of a line in the file.
side-by-side-line = line { $line }
