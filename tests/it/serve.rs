//! The development server as clients on its socket meet it, and authors at their files.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A running server on a site of its own.
struct Served {
    folder: TempDir,
    process: Child,
    address: SocketAddr,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const SETTINGS: &str = "title: {tr: Elkitabı, de: Handbuch}\nbase_url: https://example.org\nlanguages: [tr, de]\n";

fn serve() -> Served {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "content/site.yaml", SETTINGS);
    write(folder.path(), "content/tr/index.md", "---\ntitle: Ana sayfa\n---\nMerhaba.\n");
    write(folder.path(), "content/tr/a.md", "---\ntitle: A\n---\nBir.\n");
    write(folder.path(), "content/media/plan.txt", "0123456789");
    let mut process = Command::new(env!("CARGO_BIN_EXE_kopru"))
        .args(["serve", "--addr", "127.0.0.1:0", "--root"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(process.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix('/')).unwrap().parse().unwrap();
    // Nobody may have to read on for the server to go on.
    std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
    Served { folder, process, address }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

impl Served {
    fn write(&self, name: &str, text: &str) {
        write(self.folder.path(), name, text);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    /// What the server sends until it closes the connection.
    fn raw(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // A server that refuses may close while we still send.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn ask(&self, method: &str, path: &str, headers: &str) -> String {
        let host = self.address;
        self.raw(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n"))
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "")
    }

    /// Asks for a page until it is as it should be.
    fn wait_for(&self, path: &str, what: &str, holds: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let answer = self.get(path);
            if holds(&answer) {
                return answer;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{path} never {what}: {answer}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The address of the messages for open pages.
    fn events_path(&self) -> String {
        let page = self.get("/tr/");
        let token = page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap();
        format!("/.kopru/events?{token}")
    }

    /// A page that listens.
    fn listen(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        write!(stream, "GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", self.events_path(), self.address).unwrap();
        BufReader::new(stream)
    }
}

fn status(answer: &str) -> u16 {
    answer.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next().unwrap();
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    })
}

/// The data of the next message.
fn message(events: &mut impl BufRead) -> serde_json::Value {
    loop {
        let mut line = String::new();
        assert!(events.read_line(&mut line).unwrap() > 0, "the connection was closed");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn a_page_is_the_built_one_and_what_its_policy_allows_the_server_to_add() {
    let site = serve();
    let answer = site.get("/tr/");
    assert_eq!(status(&answer), 200);
    assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
    let (before, rest) = body(&answer).split_once("<script src=\"/.kopru/reload.js\"").unwrap();
    let (tag, after) = rest.split_once("</script>").unwrap();
    assert!(tag.ends_with("defer>") && after.starts_with("</head>"));
    assert!(before.contains("script-src 'self'") && before.contains("connect-src 'self'"));
    let root = site.folder.path();
    let built =
        Command::new(env!("CARGO_BIN_EXE_kopru")).args(["build", "--no-print", "--root"]).arg(root).output().unwrap();
    assert!(built.status.success(), "{built:?}");
    let (text, link) = after.split_once("<link rel=\"stylesheet\" href=\"/.kopru/side-by-side.css\">").unwrap();
    let (_, end) = link.split_once("</p>").unwrap();
    assert_eq!(format!("{before}{text}{end}"), fs::read_to_string(root.join("public/tr/index.html")).unwrap());
    assert!(site.get("/.kopru/reload.js").contains("EventSource"));
}

#[test]
fn a_translation_stands_beside_its_original() {
    let site = serve();
    site.write("content/tr/a.md", "---\ntitle: A\n---\nKurs 45 aile için açıldı.\n\nYeni bir bölüm.\n");
    site.write("content/de/a.md", "---\ntitle: Ä <b>\n---\nDer Kurs ist für 30 Familien.\n");
    let sync = "page: \"a\"\n\nunits:\n- unit: \"p\"\n  kind: \"paragraph\"\n  \
                source: \"Kurs 30 aile için açıldı.\"\n  translation: \"0\"\n";
    site.write("content/sync/de/a.yaml", sync);
    let page = site.wait_for("/de/a/", "shows the edit", |page| page.contains("30 Familien"));
    assert!(
        page.contains("<a href=\"/.kopru/side-by-side/de/a/\">Original und Übersetzung nebeneinander</a>"),
        "{page}"
    );
    // The files were written one after the other, so the server may have built in between.
    let changed = "Kurs <del>30 </del><ins>45 </ins>aile için açıldı.";
    let view = site.wait_for("/.kopru/side-by-side/de/a/", "shows the change", |view| view.contains(changed));
    assert!(view.contains("Der Kurs ist für 30 Familien.") && view.contains("Ä &lt;b&gt;"), "{view}");
    // Signs and words say what colours say.
    assert!(view.contains("<span aria-hidden=\"true\">∅</span> fehlt"), "{view}");
    // The original leads to its translations, the status page to all pages.
    assert!(body(&site.get("/.kopru/side-by-side/tr/a/")).contains("href=\"/.kopru/side-by-side/de/a/\""));
    assert!(site.get("/tr/translation/").contains("href=\"/.kopru/side-by-side/tr/translation/\""));
    assert!(body(&site.get("/.kopru/side-by-side/tr/translation/")).contains("href=\"/.kopru/side-by-side/de/\""));
    assert!(site.get("/.kopru/side-by-side.css").contains("@media print"));
    for nowhere in ["xx/", "", "../a", "%2e%2e/", "TR/"] {
        assert_eq!(status(&site.get(&format!("/.kopru/side-by-side/{nowhere}"))), 404, "{nowhere}");
    }
}

#[test]
fn a_page_without_its_last_stroke_leads_to_it() {
    let site = serve();
    let answer = site.get("/tr/a?x=1");
    assert_eq!((status(&answer), header(&answer, "location")), (308, Some("/tr/a/?x=1")));
    assert_eq!(status(&site.get("//tr/a")), 404);
}

#[test]
fn an_address_that_leads_nowhere_gets_the_404_page_of_its_language() {
    let site = serve();
    for lang in ["tr", "de"] {
        let answer = site.get(&format!("/{lang}/yok/"));
        assert_eq!(status(&answer), 404);
        assert!(body(&answer).contains(&format!("<html lang=\"{lang}\"")), "{answer}");
        // Its style is this server's.
        assert!(body(&answer).contains(&format!("href=\"http://{}/assets/css/", site.address)), "{answer}");
    }
    assert!(site.ask("GET", "/x", "Accept-Language: fr, de-CH;q=0.7\r\n").contains("<html lang=\"de\""));
}

#[test]
fn nothing_but_built_files_is_served() {
    let site = serve();
    let secret = site.folder.path().join("secret.txt");
    fs::write(&secret, "GİZLİ").unwrap();
    let climbs = ["..", "%2e%2e", "%2E.", "..%2f..", "%252e%252e", "..%5c", "%c0%ae%c0%ae", "%u002e", "....//", "..;"];
    let mut paths: Vec<String> = climbs.iter().map(|up| format!("/{up}/secret.txt")).collect();
    paths.extend(climbs.iter().map(|up| format!("/tr/{up}/{up}/secret.txt")));
    let root = site.folder.path().display().to_string();
    paths.extend(
        [
            "/content/tr/index.md",
            "/content/site.yaml",
            "/.git/config",
            "/secret.txt",
            "/tr/a/%00",
            "/.kopru/",
            "/.kopru/x",
        ]
        .map(String::from),
    );
    paths.extend([format!("/{root}/secret.txt"), format!("/@fs{root}/secret.txt"), format!("/%2f{root}/secret.txt")]);
    paths.extend(["/tr/a/?raw??".replace('?', "%3f"), "/tr/a/index.html%20".to_string()]);
    for path in paths {
        let answer = site.get(&path);
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("GİZLİ"), "{path}");
    }
}

#[test]
fn only_its_own_name_and_its_own_pages_get_an_answer() {
    let site = serve();
    let port = site.address.port();
    let with = |headers: &str| status(&site.raw(&format!("GET /tr/ HTTP/1.1\r\nConnection: close\r\n{headers}\r\n")));
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(with(&format!("Host: {host}\r\n")), 200, "{host}");
        assert_eq!(with(&format!("Host: {host}\r\nOrigin: http://{host}\r\n")), 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.1.1", "0.0.0.0", ""] {
        assert_eq!(with(&format!("Host: {host}:{port}\r\n")), 403, "{host}");
    }
    let own = format!("Host: 127.0.0.1:{port}\r\n");
    assert_eq!(with(""), 400, "no host");
    assert_eq!(with(&format!("{own}Host: evil.example\r\n")), 400, "two hosts");
    assert_eq!(with(&format!("{own}X-Forwarded-Host: evil.example\r\n")), 200);
    for origin in
        ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1", "http://127.0.0.1", "file://"]
    {
        assert_eq!(with(&format!("{own}Origin: {origin}\r\n")), 403, "{origin}");
    }
    let absolute = format!("GET http://evil.example/tr/ HTTP/1.1\r\n{own}Connection: close\r\n\r\n");
    assert_eq!(status(&site.raw(&absolute)), 403);
    let page = site.get("/tr/");
    assert_eq!(header(&page, "access-control-allow-origin"), None);
    assert_eq!(header(&page, "cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn open_pages_need_the_token_of_the_run_to_listen() {
    let site = serve();
    assert_eq!(status(&site.get("/.kopru/events")), 403);
    assert_eq!(status(&site.get("/.kopru/events?0123456789abcdef0123456789abcdef")), 403);
    let path = site.events_path();
    assert_eq!(status(&site.ask("GET", &path, "Origin: http://evil.example\r\n")), 403);
}

#[test]
fn only_get_and_head_are_understood() {
    let site = serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "KOPRU"] {
        let answer = site.ask(method, "/tr/", "");
        assert_eq!((status(&answer), header(&answer, "allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let (head, get) = (site.ask("HEAD", "/tr/", ""), site.get("/tr/"));
    assert_eq!((status(&head), body(&head)), (200, ""));
    assert_eq!(header(&head, "content-length"), Some(body(&get).len().to_string().as_str()));
    assert_eq!(header(&head, "etag"), header(&get, "etag"));
}

#[test]
fn a_file_that_the_browser_has_is_not_sent_again_and_parts_can_be_asked_for() {
    let site = serve();
    let page = site.get("/tr/");
    let mark = header(&page, "etag").unwrap();
    for condition in [mark.to_string(), format!("W/{mark}"), format!("\"x\", {mark}"), "*".to_string()] {
        let answer = site.ask("GET", "/tr/", &format!("If-None-Match: {condition}\r\n"));
        assert_eq!((status(&answer), body(&answer)), (304, ""), "{condition}");
    }
    assert_eq!(status(&site.ask("GET", "/tr/", "If-None-Match: \"x\"\r\n")), 200);
    let text = page_with_file(&site);
    let part = |headers: &str| {
        let answer = site.ask("GET", &text, headers);
        (status(&answer), header(&answer, "content-range").unwrap_or_default().to_string(), body(&answer).to_string())
    };
    let is = |status, place: &str, body: &str| (status, place.to_string(), body.to_string());
    assert_eq!(part("Range: bytes=2-4\r\n"), is(206, "bytes 2-4/10", "234"));
    assert_eq!(part("Range: bytes=-3\r\n"), is(206, "bytes 7-9/10", "789"));
    assert_eq!(part("Range: bytes=10-\r\n"), is(416, "bytes */10", ""));
    assert_eq!(part("Range: bytes=0-1,4-5\r\n"), is(200, "", "0123456789"));
    assert_eq!(part("Range: bytes=2-4\r\nIf-Range: \"old\"\r\n"), is(200, "", "0123456789"));
}

/// The published address of `plan.txt`.
fn page_with_file(site: &Served) -> String {
    site.write("content/tr/a.md", "---\ntitle: A\n---\n[plan](/media/plan.txt)\n");
    let page = site.wait_for("/tr/a/", "names the file", |answer| answer.contains("/media/plan"));
    let address =
        page.split("href=\"").map(|rest| rest.split('"').next().unwrap()).find(|href| href.contains("/media/plan"));
    format!("/{}", address.unwrap().trim_start_matches("../"))
}

#[test]
fn clients_that_are_slow_huge_or_many_keep_nobody_waiting() {
    let site = serve();
    // Those that never finish their request.
    let slow: Vec<TcpStream> = (0..100)
        .map(|_| {
            let mut stream = site.connect();
            stream.write_all(b"GET /tr/ HTTP/1.1\r\nHost: lo").unwrap();
            stream
        })
        .collect();
    assert_eq!(status(&site.get("/tr/")), 200);
    let huge = format!("X: {}\r\n", "a".repeat(1 << 20));
    assert!(matches!(status(&site.ask("GET", "/tr/", &huge)), 0 | 431));
    let many = "X: a\r\n".repeat(5000);
    assert!(matches!(status(&site.ask("GET", "/tr/", &many)), 0 | 431));
    let long = format!("/{}", "a".repeat(1 << 20));
    assert!(matches!(status(&site.get(&long)), 0 | 414 | 431));
    assert!(matches!(status(&site.raw("\0\0\0\r\n\r\n")), 0 | 400));
    let asked: Vec<u16> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..32).map(|_| scope.spawn(|| status(&site.get("/tr/a/")))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(asked.iter().all(|status| *status == 200), "{asked:?}");
    drop(slow);
}

#[test]
fn every_open_page_is_told_of_a_change() {
    let site = serve();
    let mut pages: Vec<_> = (0..20).map(|_| site.listen()).collect();
    let before: Vec<u64> = pages.iter_mut().map(|page| message(page)["build"].as_u64().unwrap()).collect();
    site.write("content/tr/a.md", "---\ntitle: A\n---\n[yok](yok.md)\n");
    for (page, before) in pages.iter_mut().zip(before) {
        let told = message(page);
        assert!(told["build"].as_u64().unwrap() > before);
        assert_eq!(told["errors"], 1, "{told}");
        assert_eq!(told["problems"][0]["code"], "link-page-missing");
        assert_eq!(told["problems"][0]["line"], 4);
    }
}

#[test]
fn whatever_happens_to_the_files_the_newest_page_is_served() {
    let site = serve();
    let root = site.folder.path();
    let page = |word: &str| format!("---\ntitle: A\n---\n{word}\n");
    let shows = |word: &str| site.wait_for("/tr/a/", &format!("shows {word}"), |answer| answer.contains(word));
    site.write("content/tr/a.md", &page("kaydetme"));
    shows("kaydetme");
    // As editors save: a new file beside it, put in its place.
    site.write("content/tr/.a.md.swp", &page("atomik"));
    fs::rename(root.join("content/tr/.a.md.swp"), root.join("content/tr/a.md")).unwrap();
    shows("atomik");
    for number in 0..1000 {
        site.write("content/tr/a.md", &page(&format!("sayı{number}.")));
    }
    shows("sayı999.");
    fs::rename(root.join("content/tr/a.md"), root.join("content/tr/b.md")).unwrap();
    site.wait_for("/tr/b/", "is there", |answer| answer.contains("sayı999."));
    assert_eq!(status(&site.get("/tr/a/")), 404);
    // A folder that comes into the site with its pages.
    write(root, "other/new/c.md", &page("klasör"));
    fs::rename(root.join("other/new"), root.join("content/tr/new")).unwrap();
    site.wait_for("/tr/new/c/", "is there", |answer| answer.contains("klasör"));
    site.write("content/tr/new/c.md", &page("sonra"));
    site.wait_for("/tr/new/c/", "changes", |answer| answer.contains("sonra"));
    fs::remove_file(root.join("content/tr/b.md")).unwrap();
    site.wait_for("/tr/b/", "goes", |answer| status(answer) == 404);
    // All of it goes away and comes back.
    fs::rename(root.join("content"), root.join("away")).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(status(&site.get("/tr/new/c/")), 200, "the last whole site is shown");
    fs::rename(root.join("away"), root.join("content")).unwrap();
    site.write("content/tr/new/c.md", &page("dönüş"));
    site.wait_for("/tr/new/c/", "changes", |answer| answer.contains("dönüş"));
}

#[test]
fn what_is_broken_is_told_and_takes_no_page_away() {
    let site = serve();
    let mut events = site.listen();
    message(&mut events);
    let whole = site.get("/tr/a/");
    let broken = [
        ("themes/default/html/page.html", "{% if %}"),
        ("content/site.yaml", "title: [\n"),
        ("themes/default/html/page.html", "{{ nowhere.at.all }}"),
        ("themes/default/html/base.html", "{% extends \"page.html\" %}"),
    ];
    for (name, text) in broken {
        let path = site.folder.path().join(name);
        let before = fs::read(&path).ok();
        site.write(name, text);
        let told = message(&mut events);
        assert!(told["errors"].as_u64().unwrap() > 0, "{name}: {told}");
        assert_eq!(body(&site.get("/tr/a/")), body(&whole), "{name}");
        match before {
            Some(bytes) => fs::write(&path, bytes).unwrap(),
            None => fs::remove_file(&path).unwrap(),
        }
        while message(&mut events)["errors"] != 0 {}
    }
    // Files of which only a part has been written so far.
    let text = "---\ntitle: A\nsummary: \"uzun\"\n---\n:::details{summary=x}\n| a | b |\n|---|---|\n| ş | ü |\n:::\n";
    for end in 0..text.len() {
        fs::write(site.folder.path().join("content/tr/a.md"), &text.as_bytes()[..end]).unwrap();
        assert!(matches!(status(&site.get("/tr/a/")), 200 | 404));
    }
    site.write("content/tr/a.md", "---\ntitle: A\n---\nsonunda\n");
    site.wait_for("/tr/a/", "is whole again", |answer| answer.contains("sonunda"));
}

#[test]
fn during_a_rebuild_a_page_is_the_old_or_the_new_one() {
    let site = serve();
    let text = |number: usize| format!("---\ntitle: T{number}x\n---\nM{number}x\n");
    site.write("content/tr/a.md", &text(0));
    site.wait_for("/tr/a/", "is first", |answer| answer.contains("M0x"));
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in 1..40 {
                // In one step: half-written files are another test.
                site.write("content/tr/.new", &text(number));
                let folder = site.folder.path().join("content/tr");
                fs::rename(folder.join(".new"), folder.join("a.md")).unwrap();
                std::thread::sleep(Duration::from_millis(10));
            }
        });
        while !writer.is_finished() {
            let answer = site.get("/tr/a/");
            let number =
                |mark: &str| answer.split(mark).nth(1).and_then(|rest| rest.split('x').next()).map(String::from);
            let (title, prose) = (number("<h1>T"), number("<p>M"));
            assert!(title.is_some() && title == prose && answer.ends_with("</html>\n"), "{answer}");
        }
    });
}
