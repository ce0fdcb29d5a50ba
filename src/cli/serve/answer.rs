//! The answer to one request: who may ask, what stands there, which part of it.
//!
//! Any page in any browser can send requests to this server. So it answers
//! only to its own names, gives nothing to pages of other origins, and never
//! does anything but show built files.

use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Response, StatusCode, Uri};

use super::site::{Found, Site, decoded};
use crate::memo::Hash;
use crate::view::SIDE_BY_SIDE;

/// Addresses of the server's own files; no built file has such a name.
const OWN: &str = "/.kopru/";
const RELOAD_SCRIPT: &str = include_str!("reload.js");
const RELOAD_STYLE: &str = include_str!("reload.css");
const SIDE_BY_SIDE_STYLE: &str = include_str!("side-by-side.css");
/// Shown while there is no page at all.
const NO_SITE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>No site yet</title>\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'\"></head><body><p>The site cannot be built yet. The problems are shown here and in the \
    terminal; this page changes as soon as they are solved.</p></body></html>\n";

/// What the server knows of itself.
pub struct Identity {
    pub address: SocketAddr,
    /// Of this run; a page that does not know it gets no messages.
    pub token: String,
}

/// What to send.
pub enum Answer {
    Whole(Response<Bytes>),
    /// The messages for open pages.
    Events,
    /// The page at this address beside its original, which takes longer to make: see [`side_by_side`].
    SideBySide(String),
}

/// A request without its connection.
pub struct Request<'a> {
    pub method: &'a Method,
    pub uri: &'a Uri,
    pub headers: &'a HeaderMap,
}

impl Identity {
    pub fn new(address: SocketAddr) -> Self {
        // The keys of a new state are random and known to this process alone.
        let number = || std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0);
        let parts = [number().to_le_bytes(), number().to_le_bytes()];
        Self { address, token: Hash::of_parts(parts.iter().map(<[u8; 8]>::as_slice)).short(32) }
    }

    /// Whether `authority`, such as `localhost:8000`, is a name of this server. Names of the
    /// outside world are not, even if somebody makes them lead here (DNS rebinding).
    fn is_named(&self, authority: &str) -> bool {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => authority,
        };
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        match bare.parse::<IpAddr>() {
            Ok(address) => address.is_loopback() || !self.address.ip().is_loopback(),
            Err(_) => host.eq_ignore_ascii_case("localhost"),
        }
    }
}

/// The answer of the site to a request.
pub fn answer(identity: &Identity, site: &Site, request: &Request) -> Answer {
    if let Some(refusal) = refusal(identity, request) {
        return Answer::Whole(refusal);
    }
    let path = request.uri.path();
    match path.strip_prefix(OWN) {
        Some("events") if request.uri.query() == Some(&identity.token) => Answer::Events,
        Some("events") => Answer::Whole(plain(StatusCode::FORBIDDEN, "this page is of another run: load it again\n")),
        Some("reload.js") => Answer::Whole(file(request, "reload.js", Bytes::from_static(RELOAD_SCRIPT.as_bytes()))),
        Some("side-by-side.css") => {
            Answer::Whole(file(request, "side-by-side.css", Bytes::from_static(SIDE_BY_SIDE_STYLE.as_bytes())))
        }
        Some("reload.css") => Answer::Whole(file(request, "reload.css", Bytes::from_static(RELOAD_STYLE.as_bytes()))),
        _ => match side_by_side_address(path) {
            Some(address) => Answer::SideBySide(address),
            None => Answer::Whole(page(identity, site, request)),
        },
    }
}

/// The address of a page behind that of its side-by-side view.
fn side_by_side_address(path: &str) -> Option<String> {
    decoded(&format!("/{}", path.strip_prefix(SIDE_BY_SIDE)?))
}

/// The answer with the view that was made for an [`Answer::SideBySide`]; none if there is no such page.
pub fn side_by_side(identity: &Identity, request: &Request, view: Option<&[u8]>) -> Response<Bytes> {
    match view {
        Some(view) => html(identity, request, view, ""),
        None => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

/// Why a request gets nothing.
fn refusal(identity: &Identity, request: &Request) -> Option<Response<Bytes>> {
    let mut hosts = request.headers.get_all(header::HOST).iter();
    let (host, further) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next());
    let (Some(host), None) = (host, further) else {
        return Some(plain(StatusCode::BAD_REQUEST, "a request names one host\n"));
    };
    let written = request.uri.authority().map_or(host, |authority| authority.as_str());
    if !identity.is_named(host) || !identity.is_named(written) {
        return Some(plain(StatusCode::FORBIDDEN, "this server answers to localhost and its own address only\n"));
    }
    if let Some(origin) = request.headers.get(header::ORIGIN)
        && origin.as_bytes() != format!("http://{host}").as_bytes()
    {
        return Some(plain(StatusCode::FORBIDDEN, "pages of other origins get nothing here\n"));
    }
    if !matches!(*request.method, Method::GET | Method::HEAD) {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return Some(response);
    }
    None
}

fn page(identity: &Identity, site: &Site, request: &Request) -> Response<Bytes> {
    if site.is_empty() {
        return with_status(StatusCode::SERVICE_UNAVAILABLE, html(identity, request, NO_SITE.as_bytes(), ""));
    }
    let accepted = request.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    match site.find(request.uri.path(), accepted.unwrap_or_default()) {
        Found::File { path, bytes } if path.ends_with(".html") => {
            let link = site.desk.as_ref().map(|desk| desk.link(path)).unwrap_or_default();
            html(identity, request, bytes, &link)
        }
        Found::File { path, bytes } => file(request, path, bytes.clone()),
        Found::Moved(to) => moved(&to, request.uri.query()),
        Found::Missing(Some(bytes)) => with_status(StatusCode::NOT_FOUND, html(identity, request, bytes, "")),
        Found::Missing(None) => plain(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

fn moved(to: &str, query: Option<&str>) -> Response<Bytes> {
    let to = query.map_or_else(|| to.to_string(), |query| format!("{to}?{query}"));
    let mut response = plain(StatusCode::PERMANENT_REDIRECT, "");
    if let Ok(to) = HeaderValue::try_from(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

/// A page with the script that reloads it, and with `link` at its end. The script is told
/// what it stands in, so that it can ask whether that has changed.
fn html(identity: &Identity, request: &Request, page: &[u8], link: &str) -> Response<Bytes> {
    let mark = Hash::of(page).short(16);
    let token = &identity.token;
    let script = format!("<script src=\"{OWN}reload.js\" data-page=\"{mark}\" data-token=\"{token}\" defer></script>");
    // Before the end of the head, where the page's own policy already holds.
    let place = page.windows(7).position(|tag| tag == b"</head>").unwrap_or(page.len());
    let (head, rest) = page.split_at(place);
    let end = rest.windows(7).rposition(|tag| tag == b"</body>").unwrap_or(rest.len());
    let bytes = [head, script.as_bytes(), &rest[..end], link.as_bytes(), &rest[end..]].concat();
    // The token is part of the bytes, and so of their mark.
    tagged(request, "text/html; charset=utf-8", bytes.into(), &format!("\"{mark}-{}\"", &token[..8]))
}

fn file(request: &Request, path: &str, bytes: Bytes) -> Response<Bytes> {
    let mark = format!("\"{}\"", Hash::of(&bytes).short(16));
    tagged(request, content_type(path), bytes, &mark)
}

/// The bytes, a part of them, or that they have not changed, as the request asks.
fn tagged(request: &Request, content_type: &'static str, bytes: Bytes, mark: &str) -> Response<Bytes> {
    let get = |name: HeaderName| request.headers.get(name).and_then(|value| value.to_str().ok());
    let same = |marks: &str| {
        marks
            .split(',')
            .any(|other| matches!(other.trim().trim_start_matches("W/"), other if other == mark || other == "*"))
    };
    let length = bytes.len();
    let (status, bytes, place) = if get(header::IF_NONE_MATCH).is_some_and(same) {
        (StatusCode::NOT_MODIFIED, Bytes::new(), None)
    } else {
        // A part of another version than the one asked for would fit nowhere.
        let fits = get(header::IF_RANGE).is_none_or(|condition| condition == mark);
        match get(header::RANGE).filter(|_| fits).map_or(Part::Whole, |range| part(range, length)) {
            Part::Whole => (StatusCode::OK, bytes, None),
            Part::Range(start, end) => {
                let place = format!("bytes {start}-{}/{length}", end - 1);
                (StatusCode::PARTIAL_CONTENT, bytes.slice(start..end), Some(place))
            }
            Part::Outside => (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), Some(format!("bytes */{length}"))),
        }
    };
    let mut response = response(status, content_type, bytes);
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Ok(mark) = HeaderValue::try_from(mark) {
        headers.insert(header::ETAG, mark);
    }
    if let Some(place) = place.and_then(|place| HeaderValue::try_from(place).ok()) {
        headers.insert(header::CONTENT_RANGE, place);
    }
    response
}

#[derive(Debug, PartialEq)]
enum Part {
    Whole,
    /// From the first byte up to, but without, the second.
    Range(usize, usize),
    Outside,
}

/// The part that `Range: bytes=…` names. Several parts at once, and what is no
/// range at all, mean the whole.
fn part(range: &str, length: usize) -> Part {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::Whole;
    };
    let number =
        |text: &str| text.trim().parse::<usize>().ok().filter(|_| text.trim().bytes().all(|b| b.is_ascii_digit()));
    let (start, end) = match (number(first), number(last)) {
        (Some(start), Some(last)) if start <= last => (start, last.saturating_add(1).min(length)),
        (Some(start), None) if last.trim().is_empty() => (start, length),
        (None, Some(count)) if first.trim().is_empty() => {
            (length.saturating_sub(count), if count == 0 { 0 } else { length })
        }
        _ => return Part::Whole,
    };
    if start < end { Part::Range(start, end) } else { Part::Outside }
}

fn plain(status: StatusCode, text: &'static str) -> Response<Bytes> {
    response(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn with_status(status: StatusCode, mut response: Response<Bytes>) -> Response<Bytes> {
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    response
}

fn response(status: StatusCode, content_type: &'static str, bytes: Bytes) -> Response<Bytes> {
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let fixed = [
        (header::CONTENT_TYPE, content_type),
        // Kept, but asked for again each time.
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "frame-ancestors 'self'"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    response.headers_mut().extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_names_of_the_server() {
        let identity = Identity::new(([127, 0, 0, 1], 8000).into());
        for name in ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST", "127.0.0.1:9000"] {
            assert!(identity.is_named(name), "{name}");
        }
        for name in [
            "evil.example",
            "localhost.evil.example:8000",
            "192.168.0.1:8000",
            "",
            "127.0.0.1.evil.example:8000",
            "::",
            "2130706433:8000",
        ] {
            assert!(!identity.is_named(name), "{name}");
        }
        assert_ne!(identity.token, Identity::new(identity.address).token);
    }

    #[test]
    fn a_range_is_a_part_of_the_file() {
        for (range, expected) in [
            ("bytes=0-3", Part::Range(0, 4)),
            ("bytes=5-", Part::Range(5, 10)),
            ("bytes=-4", Part::Range(6, 10)),
            ("bytes=-40", Part::Range(0, 10)),
            ("bytes=0-99999999999999999999", Part::Whole),
            ("bytes=9-100", Part::Range(9, 10)),
            ("bytes=10-", Part::Outside),
            ("bytes=-0", Part::Outside),
            ("bytes=4-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("bytes=+1-2", Part::Whole),
            ("lines=0-3", Part::Whole),
            ("bytes=", Part::Whole),
        ] {
            assert_eq!(part(range, 10), expected, "{range}");
        }
        assert_eq!(part("bytes=0-", 0), Part::Outside);
    }
}
