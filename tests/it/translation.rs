//! States of translations: one edit of a small page at a time, and what is said of it.

use kopru::path::VPath;
use kopru::pipeline::Options;
use kopru::pipeline::translation::{Translation, translations, vouch};
use kopru::snapshot::{File, Snapshot};
use kopru::translate::{Counts, State, Vouching};

use kopru::pipeline::{Memo, build};

use crate::{output, snapshot, without_print};

const KINDS: &str =
    "title: {tr: E, en: H, de: H}\nbase_url: https://example.org\nlanguages: [tr, en, de]\nkinds: {c: course}\n";
const SOURCE: &str = "---\ntitle: Göç ve kent\nsummary: Kısa bir özet metni.\n---\nKurs 30 aile için açıldı.\n\nBelediye her mahallede hizmet verir.\n\n## Hizmetler\n\n- Danışma masası her gün açıktır.\n- Dil kursu [ücretsizdir](/b.md).\n- Sağlık taraması yapılır.\n\n| Yıl | Kişi |\n|---|---|\n| 2019 | 120 |\n| 2020 | 140 |\n\nKurs Berlin'de yapıldı.\n\nÜçüncü cümle burada durur. Dördüncü cümle de burada durur.\n";
const TRANSLATION: &str = "---\ntitle: Migration und Stadt\nsummary: Eine kurze Zusammenfassung.\n---\nDer Kurs wurde für 30 Familien geöffnet.\n\nDie Kommune bietet in jedem Viertel Dienste an.\n\n## Angebote\n\n- Der Beratungstisch ist jeden Tag offen.\n- Der Sprachkurs ist [kostenlos](/b.md).\n- Es gibt eine Gesundheitsuntersuchung.\n\n| Jahr | Personen |\n|---|---|\n| 2019 | 120 |\n| 2020 | 140 |\n\nDer Kurs fand in Berlin statt.\n\nDer dritte Satz steht hier. Der vierte Satz steht auch hier.\n";

fn put(site: &mut Snapshot, path: &str, text: &str) {
    site.insert(VPath::new(path).unwrap(), File::new(text.as_bytes()));
}

fn remove(site: &mut Snapshot, path: &str) {
    site.remove(&VPath::new(path).unwrap());
}

fn text(site: &Snapshot, path: &str) -> String {
    site.find(path).unwrap().1.text().unwrap().to_string()
}

/// The page in two languages, vouched for or not.
fn site(vouching: Option<Vouching>) -> Snapshot {
    let mut site = snapshot([("content/tr/a.md", SOURCE), ("content/de/a.md", TRANSLATION)]);
    if let Some(vouching) = vouching {
        vouch_for(&mut site, Some(vouching));
    }
    site
}

fn vouch_for(site: &mut Snapshot, vouching: Option<Vouching>) {
    for written in vouch(site, &Options::default(), &|_, _| true, vouching).value {
        if let Some(old) = &written.replaces {
            site.remove(old);
        }
        put(site, written.path.as_str(), &written.text);
    }
}

fn of<'a>(all: &'a [Translation], lang: &str, page: &str) -> &'a Translation {
    all.iter().find(|one| one.lang.as_str() == lang && one.page == page).unwrap()
}

fn counts(site: &Snapshot) -> Counts {
    of(&translations(site, &Options::default()).value, "de", "a").report.counts
}

/// The units that are not settled after edits of the accepted page: `s` for the source, `t` for the translation.
fn check(edits: &[(char, &str, &str)]) -> Vec<State> {
    let mut site = site(Some(Vouching::Accepted));
    for (side, from, to) in edits {
        let path = if *side == 's' { "content/tr/a.md" } else { "content/de/a.md" };
        let before = text(&site, path);
        assert!(before.contains(from), "{from}");
        put(&mut site, path, &before.replacen(from, to, 1));
    }
    let all = translations(&site, &Options::default()).value;
    let report = &of(&all, "de", "a").report;
    report.units.iter().map(|unit| unit.state).filter(|state| !state.is_settled()).collect()
}

#[test]
fn what_nobody_vouched_for_is_unconfirmed_and_says_so() {
    let never = site(None);
    assert_eq!(counts(&never), Counts { unconfirmed: 11, identical: 2, ..Counts::default() });
    let all = translations(&never, &Options::default()).value;
    assert!(!of(&all, "de", "a").report.recorded);
    assert_eq!(of(&all, "en", "a").report.state, State::Missing);
    assert_eq!(counts(&site(Some(Vouching::Adopted))), counts(&never), "taken in is not read");
    assert_eq!(counts(&site(Some(Vouching::Accepted))), Counts { ok: 11, identical: 2, ..Counts::default() });
}

#[test]
fn drift_of_an_adopted_page_is_found_and_stays_until_it_is_accepted() {
    let mut site = site(Some(Vouching::Adopted));
    put(&mut site, "content/tr/a.md", &SOURCE.replace("30 aile", "45 aile"));
    assert_eq!(counts(&site).stale, 1);
    vouch_for(&mut site, Some(Vouching::Adopted));
    assert_eq!(counts(&site).stale, 1);
    vouch_for(&mut site, Some(Vouching::Accepted));
    assert_eq!(counts(&site).ok, 11);
}

#[test]
fn taking_in_again_keeps_apart_what_reads_the_same_in_a_field_and_in_the_text() {
    let mut site = site(None);
    put(&mut site, "content/tr/a.md", &SOURCE.replace("Kısa bir özet metni.", "Hizmetler"));
    put(&mut site, "content/de/a.md", &TRANSLATION.replace("Eine kurze Zusammenfassung.", "Dienste"));
    vouch_for(&mut site, Some(Vouching::Adopted));
    let record = text(&site, "content/sync/de/a.yaml");
    let added = format!("{}\nEin Satz mehr.\n", text(&site, "content/de/a.md"));
    put(&mut site, "content/de/a.md", &added);
    vouch_for(&mut site, Some(Vouching::Adopted));
    assert_eq!(text(&site, "content/sync/de/a.yaml"), record);
}

#[test]
fn cosmetic_edits_of_the_source_raise_no_alarm() {
    assert_eq!(check(&[('s', "- Danışma", "* Danışma"), ('s', "- Dil", "* Dil"), ('s', "- Sağ", "* Sağ")]), []);
    assert_eq!(check(&[('s', "| 2019 | 120 |", "|2019|120|"), ('s', "açıldı.", "\naçıldı.")]), []);
    assert_eq!(check(&[('s', "/b.md", "./b.md")]), []);
    assert_eq!(check(&[('s', "mahallede", "mahalede")]), [State::Minor]);
    assert_eq!(check(&[('s', "Berlin'de yapıldı.", "Berlin'de yapıldı")]), [State::Minor]);
    let mut windows = site(Some(Vouching::Accepted));
    put(&mut windows, "content/tr/a.md", &SOURCE.replace('\n', "\r\n"));
    assert_eq!(counts(&windows).ok, 11);
}

#[test]
fn a_change_of_meaning_makes_a_unit_stale() {
    for (from, to) in [
        ("30 aile", "45 aile"),
        ("hizmet verir", "hizmet vermez"),
        ("## Hizmetler", "## Yeni hizmetler"),
        ("2020 | 140", "2020 | 150"),
        ("title: Göç ve kent", "title: Göç ve köy"),
        ("/b.md", "/c.md"),
    ] {
        assert_eq!(check(&[('s', from, to)]), [State::Stale], "{from} → {to}");
    }
}

#[test]
fn a_translation_that_follows_is_ok_only_if_it_shows_the_change() {
    assert_eq!(check(&[('s', "30 aile", "45 aile"), ('t', "30 Familien", "45 Familien")]), []);
    assert_eq!(check(&[('s', "Berlin'de", "Köln'de"), ('t', "in Berlin", "in Köln")]), []);
    assert_eq!(check(&[('s', "30 aile", "45 aile"), ('t', "geöffnet", "eröffnet")]), [State::Unconfirmed]);
    assert_eq!(
        check(&[('s', "hizmet verir", "hizmet vermez"), ('t', "Dienste", "keine Dienste")]),
        [State::Unconfirmed]
    );
    assert_eq!(check(&[('t', "kostenlos", "gratis")]), []);
    assert_eq!(check(&[('t', "30 Familien", "31 Familien")]), [State::Unconfirmed]);
}

#[test]
fn units_are_followed_when_they_come_go_move_split_and_join() {
    let new = ('s', "- Sağlık", "- Yeni bir madde.\n- Sağlık");
    assert_eq!(check(&[new]), [State::Missing]);
    assert_eq!(check(&[new, ('t', "- Es gibt", "- Ein neuer Punkt.\n- Es gibt")]), [State::Unconfirmed]);
    assert_eq!(check(&[('s', "- Sağlık taraması yapılır.\n", "")]), [State::Extra]);
    assert_eq!(check(&[('t', "- Es gibt eine Gesundheitsuntersuchung.\n", "")]), [State::Missing]);
    let (away, back) =
        (('s', "Kurs 30 aile için açıldı.\n\n", ""), ('s', "Üçüncü", "Kurs 30 aile için açıldı.\n\nÜçüncü"));
    assert_eq!(check(&[away, back]), [State::Minor]);
    let split = ('s', "durur. Dördüncü", "durur.\n\nDördüncü");
    assert_eq!(check(&[split]), [State::Minor, State::Minor]);
    assert_eq!(check(&[split, ('t', "hier. Der", "hier.\n\nDer")]), []);
    assert_eq!(check(&[('s', "yapıldı.\n\nÜçüncü", "yapıldı. Üçüncü")]), [State::Minor]);
}

#[test]
fn a_heading_may_say_what_a_field_says() {
    let page = |title: &str, plan: &str| {
        format!("---\ntitle: {title}\nplan:\n  - title: {plan}\n---\n## {plan}\n\n- {plan}\n")
    };
    let (source, translation) = (page("Kurs", "Açılış konuşması"), page("Kurs auf", "Eröffnung hier"));
    let mut site = snapshot([
        ("content/site.yaml", KINDS),
        ("content/tr/c/m/s.md", &source),
        ("content/de/c/m/s.md", &translation),
    ]);
    vouch_for(&mut site, Some(Vouching::Adopted));
    let sync = text(&site, "content/sync/de/c/m/s.yaml");
    vouch_for(&mut site, Some(Vouching::Adopted));
    assert_eq!(text(&site, "content/sync/de/c/m/s.yaml"), sync, "taking in what is taken in changes nothing");
    assert_eq!(sync.matches("kind: \"heading\"").count(), 1, "{sync}");
}

#[test]
fn units_in_another_order_keep_their_partners() {
    let (first, second) = ("- Der Beratungstisch ist jeden Tag offen.\n", "- Der Sprachkurs ist [kostenlos](/b.md).\n");
    let (there, back) = (
        ('t', first, ""),
        ('t', second, "- Der Sprachkurs ist [kostenlos](/b.md).\n- Der Beratungstisch ist jeden Tag offen.\n"),
    );
    assert_eq!(check(&[there, back]), [], "a translation may have its own order");
    assert_eq!(check(&[there, back, ('s', "Danışma masası her gün", "Danışma masası her hafta")]), [State::Stale]);
}

#[test]
fn authors_say_what_differs_on_purpose() {
    let changed = ('s', "30 aile", "45 aile");
    assert_eq!(check(&[changed, ('t', "Der Kurs wurde", "<!-- adapted: eigene Zahl -->\nDer Kurs wurde")]), []);
    assert_eq!(check(&[changed, ('t', "Der Kurs wurde", "<!-- adapted: -->\nDer Kurs wurde")]), [State::Stale]);
    assert_eq!(check(&[changed, ('t', "title:", "adapted: eigene Fassung\ntitle:")]), []);
    let left_out = "- Es gibt eine Gesundheitsuntersuchung.\n";
    assert_eq!(check(&[('t', left_out, "\n<!-- omitted: gibt es hier nicht -->\n")]), []);
}

#[test]
fn a_renamed_page_takes_its_sync_file_along() {
    let mut site = site(Some(Vouching::Accepted));
    for lang in ["tr", "de"] {
        let page = text(&site, &format!("content/{lang}/a.md"));
        remove(&mut site, &format!("content/{lang}/a.md"));
        put(&mut site, &format!("content/{lang}/c.md"), &page);
    }
    let checked = translations(&site, &Options::default());
    assert_eq!(of(&checked.value, "de", "c").report.counts.ok, 11);
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    vouch_for(&mut site, Some(Vouching::Accepted));
    assert!(site.find("content/sync/de/c.yaml").is_some() && site.find("content/sync/de/a.yaml").is_none());
}

#[test]
fn a_sync_file_that_a_merge_broke_is_repaired_and_accepts_nothing() {
    let mut site = site(Some(Vouching::Accepted));
    put(&mut site, "content/tr/a.md", &SOURCE.replace("30 aile", "45 aile"));
    let sync = text(&site, "content/sync/de/a.yaml");
    let broken = sync.replacen("- unit: \"summary\"", "<<<<<<< a\n=======\n- unit: \"summary\"", 1) + ">>>>>>> b\n";
    put(&mut site, "content/sync/de/a.yaml", &broken);
    assert_eq!(counts(&site).stale, 1);
    vouch_for(&mut site, None);
    assert_eq!(text(&site, "content/sync/de/a.yaml"), sync);
    assert_eq!(counts(&site).stale, 1);
}

#[test]
fn translators_of_different_paragraphs_change_lines_apart() {
    let mut site = site(Some(Vouching::Accepted));
    let before = text(&site, "content/sync/de/a.yaml");
    put(&mut site, "content/de/a.md", &TRANSLATION.replace("geöffnet", "eröffnet"));
    vouch_for(&mut site, Some(Vouching::Accepted));
    let after = text(&site, "content/sync/de/a.yaml");
    let changed: Vec<_> = before.lines().zip(after.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(changed.len(), 1, "{changed:?}");
}

#[test]
fn a_page_in_the_translation_alone_is_extra() {
    let mut site = site(Some(Vouching::Accepted));
    remove(&mut site, "content/tr/a.md");
    let all = translations(&site, &Options::default()).value;
    assert_eq!(of(&all, "de", "a").report.state, State::Extra);
    assert!(!all.iter().any(|one| one.lang.as_str() == "en" && one.page == "a"));
}

#[test]
fn readers_find_the_current_original_below_what_is_out_of_date() {
    let mut site = site(Some(Vouching::Accepted));
    put(&mut site, "content/tr/b.md", "# B\n");
    put(&mut site, "content/tr/a.md", &SOURCE.replace("30 aile", "45 aile").replace("2020 | 140", "2020 | 150"));
    let built = build(&site, &without_print(), &Memo::default());
    let page = output(&built, "de/a/index.html");
    assert_eq!(page.matches("<details class=\"stale-mark\">").count(), 2);
    assert!(page.contains("<p lang=\"tr\" dir=\"ltr\">Kurs 45 aile için açıldı.</p>"));
    assert!(page.contains("liegen hinter dem Original zurück"));
    assert!(!output(&built, "tr/a/index.html").contains("stale-mark"));
    assert!(output(&built, "en/translation/index.html").contains("State of the translations"));
    assert!(output(&built, "translation.json").contains("\"stale\": 2"));
}

#[test]
fn readers_are_told_what_a_machine_translated() {
    for (origin, beside, above) in
        [("machine", "nicht durchgesehen", true), ("machine-reviewed", "von einem Menschen durchgesehen", false)]
    {
        let credits = format!("credits: [{{name: Ada, role: translator, origin: {origin}}}]\ntitle: Migration");
        let translated = TRANSLATION.replace("title: Migration", &credits);
        let site = snapshot([("content/tr/a.md", SOURCE), ("content/de/a.md", &translated)]);
        let built = build(&site, &without_print(), &Memo::default());
        let page = output(&built, "de/a/index.html");
        assert!(page.contains(&format!("Ada <small>(maschinelle Übersetzung, {beside})</small>")), "{page}");
        assert_eq!(page.contains("Diese Übersetzung stammt von einer Maschine"), above);
    }
}

#[test]
fn a_site_that_never_used_states_is_left_in_peace() {
    let mut never = site(None);
    put(&mut never, "content/tr/b.md", "# B\n");
    let built = build(&never, &without_print(), &Memo::default());
    assert!(!built.problems.iter().any(|problem| problem.code.starts_with("sync")), "{:?}", built.problems);
    let page = output(&built, "de/a/index.html");
    assert!(!page.contains("stale-mark") && !page.contains("liegen hinter dem Original"));
}
