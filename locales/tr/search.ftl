### Arama alanının ve sonuçlarının sözleri. {n} ve {query} yerini betik doldurur.

search-label = Sitede ara
search-submit = Ara
search-placeholder = Ara
search-results-label = Arama sonuçları
search-count-one = {"{n}"} sonuç
search-count-other = {"{n}"} sonuç
search-no-results = “{"{query}"}” için sonuç bulunamadı. Daha az ya da başka sözcüklerle deneyin.
search-searching = Aranıyor …
search-failed = Arama yüklenemedi. Bağlantıyı denetleyip yeniden deneyin.
search-all-results = “{"{query}"}” için tüm sonuçlar
