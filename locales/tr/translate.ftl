### Çevirilerle ilgili sözler: `kopru translate` için ve aslının gerisinde kalan bir sayfanın okurları için.

## Birimlerin durumları
translation-ok = güncel
translation-minor = küçük değişiklik
translation-stale = güncelliğini yitirmiş
translation-missing = eksik
translation-extra = aslında yok
translation-unconfirmed = doğrulanmamış
translation-adapted = uyarlanmış
translation-identical = özdeş

## Komutların yardım metinleri
cli-translate = Çevirilerin asıllarına göre durumunu görün ve sonuca bağlayın
cli-translate-status = Her sayfa her dilde ne durumda
cli-translate-todo = Sırada ne var, kaç sözcüklük iş
cli-translate-start = Çevrilmemiş sayfaların çevirisine başlar
cli-translate-diff = Sonuca bağlanmamış her şeyin eski kaynağı, yeni kaynağı ve çevirisi
cli-translate-accept = Çevirinin bu hâliyle doğru olduğunu bildirir
cli-translate-adopt = Önceden yapılmış çevirileri devralır: kaydeder ve hiç doğrulanmamış sayar
cli-translate-export = Sayfaları bir çeviri programı için yazar
cli-translate-import = Çeviri programından dönenleri içeri alır
cli-argument-pages = Sayfalar: `handbook/index`, `de/handbook/index` ya da `content/de/handbook/index.md` [varsayılan: hepsi]
cli-argument-root = `content/` klasörünün bulunduğu klasör
cli-argument-lang = Yalnızca bu dil (birden çok kez verilebilir)
cli-argument-format = Sonucun biçimi
cli-argument-drafts = Taslak sayfalar da
cli-argument-ui-lang = Sistemin dili yerine bu sözlerin dili
cli-argument-stale = Güncelliğini yitirmiş ve kimsenin dokunmadığı birimleri de onaylar
cli-argument-repair = Bozuk eşleme dosyalarını yeniden yazar, hiçbir şeyi onaylamaz
cli-argument-out = Bir dosya ya da birden çok dil için bir klasör [varsayılan: standart çıktı]
cli-argument-files = `translate export` komutunun yazdığı ve bir programla düzenlenmiş XLIFF ya da PO dosyaları

## Komutların söyledikleri
# $lang: bir dil kodu. $settled ve $pages: sayfa sayıları.
cli-status-language =
    { $pages ->
        [one] { $lang }: { $pages } sayfanın { $settled } tanesi tamam
       *[other] { $lang }: { $pages } sayfanın { $settled } tanesi tamam
    }
cli-never-verified = Doğrulanmamış çevirileri henüz kimse gözden geçirmedi. `kopru translate adopt` onları olduğu gibi kaydeder, `kopru translate accept` doğru olduklarını bildirir.
# $units: birim sayısı. $words: kaynaktaki sözcük sayısı.
cli-todo-stale =
    { $units ->
        [one] kaynağı değişen { $units } birimi güncelleyin ({ $words } sözcük)
       *[other] kaynağı değişen { $units } birimi güncelleyin ({ $words } sözcük)
    }
cli-todo-missing =
    { $units ->
        [one] { $units } birimi çevirin ({ $words } sözcük)
       *[other] { $units } birimi çevirin ({ $words } sözcük)
    }
cli-todo-unconfirmed =
    { $units ->
        [one] { $units } birimi okuyup onaylayın ({ $words } sözcük)
       *[other] { $units } birimi okuyup onaylayın ({ $words } sözcük)
    }
cli-todo-extra =
    { $units ->
        [one] { $units } birim kaynakta yok: çıkarın ya da uyarlanmış olarak işaretleyin ({ $words } sözcük)
       *[other] { $units } birim kaynakta yok: çıkarın ya da uyarlanmış olarak işaretleyin ({ $words } sözcük)
    }
cli-todo-minor =
    { $units ->
        [one] { $units } küçük değişikliğe göz atın ({ $words } sözcük)
       *[other] { $units } küçük değişikliğe göz atın ({ $words } sözcük)
    }
# Yapılacak bir şey kalmadığında.
cli-todo-nothing = Yapılacak bir şey yok.
cli-diff-source-old = eski kaynak
cli-diff-source-new = kaynak
cli-diff-translation = çeviri
cli-start-needs-page = hangi sayfaya başlanacağını yazın, örneğin `kopru translate start de/handbook/index`
cli-start-nothing = sayfa zaten çevrilmiş
cli-export-nothing = dışa aktarılacak sayfa yok
cli-export-one-language = birden çok dil var: `--lang` ile birini seçin ya da `--out` ile bir klasör gösterin
cli-import-refused = Hiçbir şey alınmadı: sorunları giderip yeniden içe aktarın.
cli-import-nothing = Hiçbir şey düzenlenmemiş: bütün sayfalar olduğu gibi kalıyor.
# $file: bir dosyanın yolu.
cli-start-written = { $file }: kaynak metin içinde duruyor; çevirinizi onun yerine yazın
cli-nothing-to-write = Yazılacak bir şey yok: eşleme dosyaları zaten bunu söylüyor.

## Okurlara söylenenler
title-translation = Çevirilerin durumu
translation-intro = Her bölümün her dilde ne kadarının çevrildiği, neyin eskidiği ve kimin çalıştığı.
progress-section = Bölüm
progress-pages = Sayfa
progress-words = Sözcük
progress-settled = Tamam
progress-units = Birim
progress-reviewed = En eski gözden geçirme
progress-people = Çalışanlar
progress-open-pages = Bakılması gereken sayfalar
stale-passage = Güncelliğini yitirmiş: bugünkü aslını göster
translate-passage = Bu yerin çevirisini güncelle
behind-notice = Bu çevirinin bazı yerleri aslının gerisinde.
# $language: aslının dilinin kendi adı.
behind-original = Aslı: { $language }
# $count: birim sayısı. $state: durumun adı.
translation-count = { $state }: { $count }

## Yan yana, `kopru serve` içinde
side-by-side = Asıl metin ile çeviri yan yana
side-by-side-pages = Bütün sayfalar
side-by-side-legend = Asıl metinde, çeviriden sonra çıkarılanların üstü, eklenenlerin altı çizilidir.
side-by-side-state = Durum
# $line: dosyadaki satırın numarası.
side-by-side-line = { $line }. satır
