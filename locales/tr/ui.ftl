### Şablonların sayfalarda kullandığı sözler.

## Yol bulma
skip-to-content = İçeriğe geç
menu = Menü
site-navigation = Tüm sayfalar
trainer-edition = Eğitmen sürümü
languages = Diller
breadcrumbs = Buradasınız
on-this-page = Bu sayfada
neighbours = Önceki ve sonraki sayfa
previous = Önceki
next = Sonraki
parts = Sitenin bölümleri
start-reading = Okumaya başlayın
# $count: bu sayfanın bir alt düzeyindeki sayfaların sayısı.
pages-in-section =
    { $count ->
        [one] Bu bölümde bir sayfa var
       *[other] Bu bölümde { $count } sayfa var
    }

## Çevrilmemiş sayfalar
translation-notice = Bu sayfanın dili hakkında
# $language: dilin kendi dilindeki adı.
not-translated-notice = Bu sayfa henüz Türkçeye çevrilmedi; özgün dilinde gösteriliyor: { $language }.
untranslated = çevrilmedi
translate-page = Bu sayfayı çevir

## Sayfa hakkında
basis = Metnin dayanağı
about-this-page = Bu sayfa hakkında
updated = Güncelleme
reviewed = Son gözden geçirme
credits-author = Yazan
credits-translator = Çeviren
credits-reviewer = Gözden geçiren
origin-human = insan eliyle
origin-machine-reviewed = makine çevirisi, bir kişi gözden geçirdi
origin-machine = makine çevirisi, gözden geçirilmedi
machine-notice = Bu çeviriyi bir makine yaptı; henüz kimse gözden geçirmedi.
topics = Konular
audience = Kimler için
edit-page = Bu sayfayı düzenle
offline-title = Yanınıza alabileceğiniz site, arama dâhil (açıp index.html dosyasını çalıştırın)
downloads = İndirilebilir dosyalar
# $size: tam sayı; birim satır sonunda ondan ayrılmaz.
size-kilobytes = { $size } kB
size-megabytes = { $size } MB

## Her sayfanın altı
published-by = Yayımlayan: { $publisher }
licence = Lisans: { $licence }
home = Ana sayfa
feed = Haber akışı (Atom)

## Arama sayfası
a-to-z = A’dan Z’ye dizin
letters = Dizindeki harfler

## Bulunmayan sayfa
not-found-title = Sayfa bulunamadı
not-found-text = Bu adreste bir sayfa yok. Sayfa taşınmış, adı değişmiş ya da adres yanlış yazılmış olabilir.
not-found-search = Sitede ara
not-found-home = Ana sayfaya git

## Reading preferences
preferences = Okuma tercihleri
preferences-size = Yazı boyutu
preferences-size-normal = Normal
preferences-size-large = Büyük
preferences-size-largest = Çok büyük
preferences-scheme = Renkler
preferences-as-device = Bu cihazdaki gibi
preferences-scheme-light = Açık
preferences-scheme-dark = Koyu
preferences-contrast = Karşıtlık
preferences-contrast-more = Yüksek
preferences-note = Bu tercihler yalnızca bu tarayıcıda saklanır; hiçbir yere gönderilmez.

## Slides of a session
# $title: of the session.
slides-title = Slaytlar: { $title }
slides-show = Slaytları göster
slides-present = Sunuyu başlat
slides-controls = Sunu düğmeleri
slides-previous = Önceki slayt
slides-next = Sonraki slayt
slides-overview = Genel bakış
slides-fullscreen = Tam ekran
slides-notes = Notlar
slides-leave = Sunuyu bitir
# The script fills {n} and {count}.
slides-place = Slayt {"{n}"} / {"{count}"}

## Files beside the pages of a course
course-scorm = Öğrenme platformu için paket (SCORM 1.2)

## The catalogue of records. The script fills {n} and {all}.
catalogue-title = Kayıtlar
# $count: number of records.
catalogue-count =
    { $count ->
        [one] Bir kayıt
       *[other] { $count } kayıt
    }
# $count: number of records.
catalogue-jump =
    { $count ->
        [one] Kayda git
       *[other] { $count } kayda git
    }
catalogue-status = {"{all}"} kayıttan {"{n}"} tanesi gösteriliyor
catalogue-reset = Bütün kayıtları göster
catalogue-compare = Seçilen iki kaydı karşılaştır
catalogue-pick = Karşılaştır
catalogue-close = Listeye dön
catalogue-failed = Kayıtlar burada yüklenemedi. İkisini yan yana açın:
catalogue-data = Bütün kayıtlar veri olarak:
catalogue-schema = şema
facet-country = Ülke
facet-level = Düzey
facet-actor-type = Kuruluş türü
facet-target-groups = Hedef grup
facet-topics = Konu
facet-time = Başlangıç
facet-funding = Finansman
facet-unknown = belirtilmemiş
facet-ongoing = sürüyor
# $sum, $from, $to: sums of money.
facet-sum-below = { $sum } altı
facet-sum-between = { $from } – { $to }
facet-sum-from = { $sum } ve üzeri

# Easy language: a version of a page for people who find reading hard.
easy-language = Kolay dil
easy-version = Bu sayfa kolay dille
easy-notice = Bu sayfa kolay dille yazıldı.
easy-standard = Ayrıntılı sayfaya geç
