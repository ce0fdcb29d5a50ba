# The words of printed books.

# The download that is folded and stitched
print-booklet = Baskı için kitapçık: { $title }
print-imprint = Künye
# Labels of the lines of the imprint
print-publisher = Yayımlayan
print-place = Yer
print-year = Yıl
print-run = Baskı adedi
print-isbn = ISBN
# A line in the words of the publisher
print-note = Not
print-date = Tarih
print-licence = Lisans
print-address = İnternet adresi
# How much of the book is in its language, and how reliably; the second to fifth follow each other in one paragraph
print-translation = Çeviri
print-original = Bu metin özgün metindir.
print-translated = Bütün sayfalar çevrilmiş olup özgün metinle aynı düzeydedir.
print-pages-current = Özgün metinle aynı düzeydeki sayfalar: { $count } / { $total }.
print-pages-outdated = Özgün metni sonradan değişen sayfalar: { $count }.
print-pages-unverified = Çevirisi henüz doğrulanmamış sayfalar: { $count }.
print-pages-original = Çevrilmemiş, özgün dilinde basılan sayfalar: { $count }.

print-contents = İçindekiler
print-figures = Şekiller
print-tables = Tablolar
print-glossary = Sözlük
# The list of terms with their pages
print-index = Dizin
# Above the title of a part; the number is Roman
print-part = { $number }. Kısım
print-chapter = Bölüm { $number }
# Behind the words of a link to another place of the book
print-page-reference = (sayfa { $page })
print-figure = Şekil { $number }
print-table = Tablo { $number }
print-credit = Görsel: { $credit }
# The name of the mark of a footnote, for screen readers
print-footnote = Dipnot

print-alert-note = Not
print-alert-tip = İpucu
print-alert-important = Önemli
print-alert-warning = Uyarı
print-alert-caution = Dikkat

# Above notes in the edition for trainers
print-trainer = Eğitmen için

print-video = Video: { $title }
print-transcript = Yazılı metin:

print-quiz = Soru
print-quiz-single = Bir yanıt seçin.
print-quiz-multiple = Birden çok yanıt doğru olabilir.
print-quiz-true-false = Doğru mu, yanlış mı?
print-quiz-order = Doğru sıraya koyun.
print-quiz-match = Eşleştirin.
print-quiz-short = Kısaca yanıtlayın.
print-quiz-key = Doğru yanıt

# Titles of the sheets of a course
print-sheet-slides = Slaytlar
print-sheet-handouts = Çalışma kâğıtları
print-sheet-questions = Sorular
print-sheet-key = Yanıt anahtarı
print-sheet-notes = Konuşmacı notlu slaytlar
print-sheet-attendance = Katılım çizelgesi
# Columns and lines to be filled in by hand
print-sheet-number = No.
print-sheet-name = Ad soyad
print-sheet-organisation = Kurum
print-sheet-signature = İmza
print-sheet-date = Tarih
print-sheet-place = Yer
print-sheet-place-date = Yer ve tarih
print-sheet-trainer = Eğitmen

print-certificate = Katılım belgesi
# Follows the person's name. $course: a title, $hours: for instance “150 hours”.
print-certificate-text = “{ $course }” eğitimine katılmıştır.
print-certificate-text-hours = “{ $course }” eğitimine ({ $hours }) katılmıştır.

# E-books: what reading systems show beside the text
ebook-landmarks = Kitabın bölümleri
ebook-cover = Kapak
ebook-start = Metnin başı
ebook-accessibility = Metin sesli okunabilir ve istenen boyutta gösterilebilir. Başlıklar, listeler, tablolar ve dipnotlar işaretlenmiştir; resimlerin sözle anlatımı vardır.
