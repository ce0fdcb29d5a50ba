// Writes the generated words that indexer and script must analyse alike:
// `node tests/search/generated.mjs` makes generated.tr.txt and generated.de.txt
// anew, a word with its folded form and stem on each line, as the script finds
// them. The indexer's tests read the same files.

import {readFileSync, writeFileSync} from 'node:fs';

import {openSite} from './site.mjs';

const BACK = 'aıou';
const HARD = 'çfhkpsşt';
const SOFTENED = {p: 'b', ç: 'c', t: 'd', k: 'ğ'};

const NOUNS = `kitap dernek çocuk kanat ağaç mektup sokak yaprak hesap dolap uçak ekmek sözlük bölük konuk durak
  hizmet belediye göçmen işçi öğrenci komşu okul ev su şehir nehir isim resim kısım izin emir hüküm metin
  başvuru eğitim kurum birim üye aile çevre mahalle köprü yol gün ay yıl saat dil söz ülke sınır kapı pencere
  oda masa hasta doktor hemşire ilaç hastane posta belge proje bina park bahçe deniz göl ada dağ orman tarla
  çiftçi pazar dükkân usta çırak meslek iş para vergi ödenek destek katılım karar toplantı rapor kayıt kimlik
  vatandaş yabancı sığınmacı mülteci tercüman çeviri kurs sınav diploma burs kadın erkek genç yaşlı bebek
  engelli gönüllü komisyon meclis müdürlük başkan memur dilekçe itiraz mahkeme hak hukuk kanun yasa`.split(/\s+/);
const VERBS = `anla gel git oku yaz öğren çalış konuş başvur bul gör bil söyle katıl destekle değerlendir uygula
  planla geliştir koru taşı öde bekle düzenle bilgilendir yönlendir`.split(/\s+/);
const FIRST = `Integration Sprach Bewohner Park Schule Jugend Familie Arbeit Gesundheit Wohnung Stadt Gemeinde
  Kinder Frauen Abfall Wasser Straße Müll Bürger Ausländer Verwaltung Haushalt Bau Verkehr Kultur`.split(/\s+/);
const SECOND = `Kurs Ausweis Amt Beratung Hilfe Plan Gebühr Straße Ämter Zuschüsse Förderung Beauftragte Ordnung
  Antrag Häuser`.split(/\s+/);

/** A chain of endings by vowel harmony; A, I stand for vowels, D for d or t, brackets for what only follows a vowel. */
function withEndings(stem, endings) {
  let word = stem;
  for (const ending of endings) {
    const follows = /[aeıioöuü]$/.test(word);
    for (const [sign] of ending.replace(/\((.)\)/g, follows ? '$1' : '').replace(/\[(.)\]/g, follows ? '' : '$1')) {
      const last = [...word].reverse().find((letter) => 'aeıioöuü'.includes(letter)) || 'e';
      const rounded = 'ouöü'.includes(last);
      const back = BACK.includes(last);
      const vowel = {A: back ? 'a' : 'e', I: back ? (rounded ? 'u' : 'ı') : rounded ? 'ü' : 'i'}[sign];
      word += vowel || (sign === 'D' ? (HARD.includes(word.slice(-1)) ? 't' : 'd') : sign);
    }
  }
  return word;
}

/** The stem as it stands before a vowel: kitap, kitab. */
const softened = (noun) => noun.slice(0, -1) + (SOFTENED[noun.slice(-1)] || noun.slice(-1));

function turkish() {
  const chains = [['lAr'], ['lAr', 'I'], ['lAr', 'I', 'nDAn'], ['lAr', 'ImIz', 'DA', 'ki'], ['DAn'], ['DA', 'ki', 'lAr'], ['(y)lA']];
  const afterVowel = [['(n)In'], ['(s)I', 'nDA'], ['(y)A'], ['[I]mIz']];
  const ofVerbs = [['mAk'], ['mA', 'k', 'DA'], ['DI', 'k', 'lAr', 'I'], ['mA', 'DI'], ['AcAk'], ['mIyor'], ['mIyor', 'Im']];
  return [
    ...NOUNS.flatMap((noun) => [noun, ...chains.map((chain) => withEndings(noun, chain))]),
    ...NOUNS.flatMap((noun) => afterVowel.map((chain) => withEndings(softened(noun), chain))),
    ...VERBS.flatMap((verb) => ofVerbs.map((chain) => withEndings(verb, chain))),
    ...NOUNS.map((noun) => withEndings(noun, ['lAr']).replace(/ı/g, 'I').replace(/i/g, 'İ').toUpperCase()),
  ];
}

function german() {
  const joined = (first, link, second) => first + link + second.toLowerCase();
  const compounds = FIRST.flatMap((first) => SECOND.flatMap((second) => ['', 's'].map((link) => joined(first, link, second))));
  return [...compounds, ...FIRST.flatMap((first) => SECOND.map((second) => joined(first, 's', second) + 'en')), ...SECOND];
}

const {search} = openSite('.');
for (const [lang, words] of [['tr', turkish()], ['de', german()]]) {
  const {rules} = JSON.parse(readFileSync(new URL(`${lang}.json`, import.meta.url), 'utf8'));
  const {tokens, fold, stem} = search.analysis(rules);
  const line = (word) => tokens(word).map(({form}) => [word, fold(form), stem(fold(form))].join(' ')).join('\n');
  writeFileSync(new URL(`generated.${lang}.txt`, import.meta.url), `${[...new Set(words)].map(line).join('\n')}\n`);
}
