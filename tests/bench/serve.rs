//! How long authors wait: from a saved page to the message that makes the browser load it anew.
//!
//! Runs the real server on a generated site, listens as an open page does, and
//! saves one page after the other as editors do.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const EDITS: usize = 50;
/// Longer than any pause in which the server still finishes something.
const QUIET: Duration = Duration::from_secs(8);
/// Between two edits: shorter than the pause after which the server finishes what takes longer.
const BREATH: Duration = Duration::from_millis(150);
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    process: Child,
    address: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The times of all edits of a site, the shortest first.
pub fn edits(site: &Path) -> io::Result<Vec<Duration>> {
    let server = start(site)?;
    let mut events = listen(&server)?;
    wait_for_quiet(&mut events)?;
    let mut times = Vec::with_capacity(EDITS);
    for edit in 0..EDITS {
        // On several pages, as a file that was just written is read once more.
        let (lang, page) = (["tr", "en", "de"][edit % 3], edit % 7);
        let name = format!("part00/section000/page{page:02}");
        let file = site.join(format!("content/{lang}/{name}.md"));
        let text = fs::read_to_string(&file)? + &format!("\nEdit{edit}x.\n");
        let partial = file.with_file_name(".saving");
        fs::write(&partial, text)?;
        let saved = Instant::now();
        fs::rename(&partial, &file)?;
        loop {
            message(&mut events)?;
            let took = saved.elapsed();
            // A message may also tell that the index is done.
            if get(&server, &format!("/{lang}/{name}/"))?.contains(&format!("Edit{edit}x.")) {
                times.push(took);
                break;
            }
        }
        std::thread::sleep(BREATH);
    }
    times.sort();
    Ok(times)
}

fn start(site: &Path) -> io::Result<Server> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.args(["serve", "--addr", "127.0.0.1:0", "--root"]).arg(site);
    command.env("XDG_CACHE_HOME", site.join("cache"));
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut output = BufReader::new(process.stdout.take().ok_or_else(|| io::Error::other("no output"))?);
    let mut line = String::new();
    output.read_line(&mut line)?;
    let address = line.trim().trim_start_matches("http://").trim_end_matches('/');
    let address = address.parse().map_err(io::Error::other)?;
    std::thread::spawn(move || io::copy(&mut output, &mut io::sink()));
    Ok(Server { process, address })
}

fn request(server: &Server, path: &str) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(server.address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address)?;
    Ok(stream)
}

fn get(server: &Server, path: &str) -> io::Result<String> {
    let mut answer = Vec::new();
    request(server, path)?.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn listen(server: &Server) -> io::Result<BufReader<TcpStream>> {
    let page = get(server, "/tr/")?;
    let token = page.split("data-token=\"").nth(1).and_then(|rest| rest.split('"').next());
    let token = token.ok_or_else(|| io::Error::other("the page has no script that reloads it"))?;
    Ok(BufReader::new(request(server, &format!("/.kopru/events?{token}"))?))
}

fn wait_for_quiet(events: &mut BufReader<TcpStream>) -> io::Result<()> {
    events.get_ref().set_read_timeout(Some(QUIET))?;
    while message(events).is_ok() {}
    events.get_ref().set_read_timeout(Some(PATIENCE))
}

fn message(events: &mut impl BufRead) -> io::Result<()> {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        if events.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}
