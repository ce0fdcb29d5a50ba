### Sayfa metninin çevresindeki sözler: kutular, künye, sorular, dipnotlar, tarihler.

language-name = Türkçe
title-search = Arama
title-404 = Sayfa bulunamadı

## Metin
# $title: bir başlığın sözleri.
anchor-label = Bu bölümün bağlantısı: { $title }
# $number: sayfadaki kaçıncı tablo olduğu.
table-label = Tablo { $number }
task-done = Yapıldı
task-open = Yapılacak
alert-note = Not
alert-tip = İpucu
alert-important = Önemli
alert-warning = Uyarı
alert-caution = Dikkat
note-title = Dipnotlar
note-back = Metne dön
handout = Çalışma kâğıdı
# $title: çalışma kâğıdının adı. Adı `handout` sözüyle başlayan kâğıt yalnızca adıyla yazılır.
handout-title = { handout }: { $title }
trainer-notes = Eğitmen için
video-transcript = Metin dökümü
chart-data = Rakamlar tablo olarak
see-also = Ayrıca bakınız:
term-languages = Öteki dillerde
term-avoided = Kaçınılacak sözler
term-see-also = Ayrıca bakın
term-all = Bütün terimler

## Sorular
quiz-title = Soru
quiz-answer = Yanıtı göster
quiz-right = Doğru
quiz-wrong = Yanlış
quiz-check = Yanıtımı denetle

## Ön bilgiden yapılan kutular
quiz-yours = Yanıtınız

panel-key-points = Ana noktalar
panel-outcomes = Bu bölümün sonunda
panel-checklist = Denetim listesi
panel-facts = Bir bakışta
panel-aims = Amaçlar
panel-objectives = Kazanımlar
panel-plan = Oturum planı
panel-practices = İyi uygulamalar
panel-chapters = Okunacak bölümler
panel-materials = Malzeme
panel-policies = Politika belgeleri
panel-related = Ayrıca bakınız
panel-terms = Terimler
panel-organisations = Kuruluşlar
panel-events = Olaylar

panel-timetable = Oturumlar ve süreler

timetable-session = Oturum
timetable-length = Süre
timetable-objectives = Kazanımlar
plan-minutes = Dakika
plan-step = Adım
plan-method = Yöntem

## Kayıtların ve eğitimlerin alanları
field-implementer = Uygulayan
field-country = Ülke
field-places = Yerler
field-level = Düzey
field-actor-type = Kuruluş türü
field-website = İnternet sitesi
field-contact = İlgili kişi
field-target-groups = Hedef gruplar
field-target-group-other = Diğer hedef grup
field-duration = Süre
field-funding = Finansman
field-partners = Ortaklar
field-gcr-objectives = Mülteciler Küresel Mutabakatı’nın amaçları
field-videos = Videolar
field-record-source = Kaydın kaynağı
# $date: kaynağın okunduğu tarih.
record-retrieved = erişim: { $date }
field-hours = Saat
field-minutes = Uzunluk
field-participants = Katılımcılar
field-methods = Yöntemler
field-equipment = Araç gereç
field-certificate = Sertifika
field-assessment = Değerlendirme

## Miktarlar ve tarihler
# $count: tam dakika sayısı.
duration-minutes = { $count } dakika
# $hours: yazıldığı biçimiyle sayı, $count: aynı sayı.
duration-hours =
    { $count ->
       *[other] { $hours } saat
    }
# $amount: yazıldığı biçimiyle sayı, $currency: para biriminin simgesi.
money = { $amount } { $currency }
date-year = { $year }
date-month = { $month } { $year }
date-day = { $day } { $month } { $year }
# $start: bir tarih.
date-ongoing = { $start } tarihinden beri sürüyor
month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık
