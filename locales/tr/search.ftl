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
search-near = Bu sitedeki benzer sözcükler:
search-kind = Sayfa türü
search-topic = Konu
search-any = Tümü
search-others = Bu sayfada ayrıca
search-kind-page = Sayfa
search-kind-chapter = Bölüm
search-kind-practice = İyi uygulama
search-kind-course = Eğitim
search-kind-module = Modül
search-kind-session = Oturum
search-kind-glossary = Sözlük
search-kind-organisations = Kuruluşlar
search-kind-timeline = Zaman çizelgesi
