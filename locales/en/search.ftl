### Words of the search field and its results. The script fills {n} and {query}.

search-label = Search this site
search-submit = Search
search-placeholder = Search
search-results-label = Search results
search-count-one = {"{n}"} result
search-count-other = {"{n}"} results
search-no-results = Nothing found for “{"{query}"}”. Try fewer or other words.
search-searching = Searching …
search-failed = The search could not be loaded. Check the connection and try again.
search-all-results = All results for “{"{query}"}”
search-near = Words on this site that come close:
search-kind = Kind of page
search-topic = Topic
search-any = All
search-others = More on this page
search-kind-page = Page
search-kind-chapter = Chapter
search-kind-practice = Good practice
search-kind-course = Course
search-kind-module = Module
search-kind-session = Session
search-kind-glossary = Glossary
search-kind-organisations = Organisations
search-kind-timeline = Timeline
