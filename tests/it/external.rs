//! `kopru check --external`: links to other hosts, asked of a host of our own.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tempfile::TempDir;

use crate::SITE_YAML;

/// A host with a page for every kind of answer, which remembers what it was asked.
struct Host {
    address: SocketAddr,
    asked: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Host {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(BTreeMap::new()));
        let log = Arc::clone(&asked);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = Arc::clone(&log);
                std::thread::spawn(move || answer(&stream, &log));
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> BTreeMap<String, usize> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: &TcpStream, log: &Mutex<BTreeMap<String, usize>>) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let request = lines.next().unwrap_or_default();
    assert!(lines.any(|line| line.to_lowercase().starts_with("user-agent: kopru/")), "the checker says who it is");
    let (method, path) = request.trim_end_matches(" HTTP/1.1").split_once(' ').unwrap_or_default();
    *log.lock().unwrap().entry(format!("{method} {path}")).or_default() += 1;
    let status = match (method, path) {
        (_, "/gone") => "404 Not Found",
        (_, "/broken") => "503 Service Unavailable",
        (_, "/members") => "403 Forbidden",
        ("HEAD", "/no-head") => "405 Method Not Allowed",
        (_, "/moved") => "302 Found\r\nLocation: /good",
        (_, "/round") => "302 Found\r\nLocation: /round",
        _ => "200 OK",
    };
    let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

fn site(host: &Host) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace("HOST", &format!("http://{}", host.address))).unwrap();
    };
    write("content/site.yaml", SITE_YAML.to_string());
    let text = "---\ntitle: A\n---\n[iyi](HOST/good#bir) ve [iyi](HOST/good#iki), <HOST/no-head>.\n\n\
                Bir not.[^1] [Üyeler](HOST/members) ve [taşındı](HOST/moved).\n\n\
                [Bozuk](HOST/broken), [dönüyor](HOST/round), `HOST/code`.\n\n[^1]: [Yok](HOST/gone)\n";
    write("content/tr/a.md", text.to_string());
    write("content/tr/b.md", "---\ntitle: B\n---\nBu da [yok](HOST/gone).\n".to_string());
    let organisation = "kent:\n  name: {tr: Kent, en: City, de: Stadt}\n  url: HOST/gone\n";
    write("content/data/organisations.yaml", organisation.to_string());
    folder
}

fn check(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.args(["check", "--format", "json", "--root"]).arg(folder.path()).args(arguments);
    for proxy in ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(proxy);
    }
    command.output().unwrap()
}

/// The problems of links, each as its code, file, line and the last part of the address.
fn links(output: &Output) -> Vec<String> {
    let problems: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |problem: &Value, key: &str| problem[key].as_str().unwrap().to_string();
    let shown = |problem: &Value| {
        let message = text(problem, "message");
        let name = message.split('`').nth(1).unwrap().rsplit('/').next().unwrap().to_string();
        format!("{} {}:{} {name}", text(problem, "code"), text(problem, "file"), problem["line"])
    };
    let all = problems.as_array().unwrap().iter();
    let of_links = |problem: &&Value| {
        ["link-gone", "link-unreachable", "link-private"].contains(&problem["code"].as_str().unwrap())
    };
    all.filter(of_links).map(shown).collect()
}

#[test]
fn links_that_lead_nowhere_are_told_at_each_place() {
    let host = Host::new();
    let output = check(&site(&host), &["--external", "--allow-private"]);
    assert_eq!(
        links(&output),
        [
            "link-gone content/data/organisations.yaml:3 gone",
            "link-unreachable content/tr/a.md:8 broken",
            "link-unreachable content/tr/a.md:8 round",
            "link-gone content/tr/a.md:10 gone",
            "link-gone content/tr/b.md:4 gone",
        ]
    );
    assert_eq!(output.status.code(), Some(1), "a link to nothing is an error");
    let asked = host.asked();
    assert_eq!(asked["HEAD /good"], 2, "once for itself and once for the page that moved there: {asked:?}");
    assert!(!asked.contains_key("GET /good") && !asked.contains_key("HEAD /code"), "{asked:?}");
    assert_eq!((asked["HEAD /gone"], asked["GET /gone"], asked["GET /no-head"]), (1, 1, 1));
}

#[test]
fn no_page_reaches_into_the_network_of_whoever_checks_it() {
    let host = Host::new();
    let output = check(&site(&host), &["--external"]);
    let found = links(&output);
    assert_eq!(found.len(), 10, "{found:?}");
    assert!(found.iter().all(|line| line.starts_with("link-private ")), "{found:?}");
    assert_eq!(host.asked(), BTreeMap::new());
}

#[test]
fn nobody_is_asked_without_the_option() {
    let host = Host::new();
    let folder = site(&host);
    let output = check(&folder, &[]);
    assert_eq!((links(&output), host.asked()), (Vec::new(), BTreeMap::new()));
}

#[test]
fn a_host_that_does_not_answer_is_asked_no_more() {
    let host = Host::new();
    let folder = site(&host);
    // Nobody listens at a port that was free a moment ago.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let text = (1..=30).map(|number| format!("[{number}](http://{silent}/{number})\n\n")).collect::<String>();
    fs::write(folder.path().join("content/tr/c.md"), format!("---\ntitle: C\n---\n{text}")).unwrap();
    let begun = std::time::Instant::now();
    let output = check(&folder, &["--external", "--allow-private"]);
    let told = links(&output).iter().filter(|line| line.starts_with("link-unreachable content/tr/c.md")).count();
    assert_eq!(told, 30);
    assert!(begun.elapsed().as_secs() < 10, "two failures are enough");
}
