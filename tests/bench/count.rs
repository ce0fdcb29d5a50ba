//! Instructions instead of seconds: they are the same on a busy machine, so a
//! change of a few percent shows. Counted by Valgrind, on one thread.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// How many instructions `command` takes.
pub fn instructions(command: &Command) -> io::Result<u64> {
    let out = tempfile::NamedTempFile::new()?;
    let arguments = ["--tool=cachegrind".to_string(), "--cache-sim=no".to_string(), file("cachegrind", out.path())];
    under_valgrind(command, &arguments)?;
    let counts = fs::read_to_string(out.path())?;
    let summary = counts.lines().find_map(|line| line.strip_prefix("summary:"));
    let count = summary.and_then(|line| line.trim().parse().ok());
    count.ok_or_else(|| io::Error::other("Valgrind has counted nothing"))
}

/// The share of each module of the program, and of each package, in percent; the greatest first.
pub fn profile(command: &Command) -> io::Result<Vec<(String, f64)>> {
    let out = tempfile::NamedTempFile::new()?;
    under_valgrind(command, &["--tool=callgrind".to_string(), file("callgrind", out.path())])?;
    let mut annotate = Command::new("callgrind_annotate");
    let output = annotate.args(["--threshold=100", "--show-percs=no"]).arg(out.path()).output()?;
    let annotated = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut shares: BTreeMap<String, u64> = BTreeMap::new();
    for line in annotated.lines() {
        let Some((count, function)) = line.trim_start().split_once(' ') else { continue };
        let Ok(count) = count.replace(',', "").parse::<u64>() else { continue };
        if let Some((_, function)) = function.split_once(':') {
            *shares.entry(module(function)).or_default() += count;
        }
    }
    let total: u64 = shares.values().sum();
    let percent = |count: u64| 100.0 * count as f64 / total.max(1) as f64;
    let mut shares: Vec<(String, f64)> = shares.into_iter().map(|(name, count)| (name, percent(count))).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    Ok(shares)
}

fn file(tool: &str, path: &Path) -> String {
    format!("--{tool}-out-file={}", path.display())
}

fn under_valgrind(command: &Command, arguments: &[String]) -> io::Result<()> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(arguments).arg(command.get_program()).args(command.get_args()).env("RAYON_NUM_THREADS", "1");
    for (name, value) in command.get_envs() {
        value.map(|value| valgrind.env(name, value));
    }
    let status = valgrind.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("{valgrind:?} failed: {status}"))) }
}

/// `parse` for a function of our own module, `tera` for one of that package, `memory` for the
/// functions that get, give back and copy it.
fn module(function: &str) -> String {
    let name = function.split(" [").next().unwrap_or(function);
    let memory = ["malloc", "free", "realloc", "calloc", "mem", "mi_", "unlink_chunk", "rustc"];
    if memory.iter().any(|start| name.trim_start_matches("_int_").trim_start_matches('_').starts_with(start)) {
        return "memory".to_string();
    }
    // `<a::B as c::D>::e` is of `a`.
    let path = name.trim_start_matches(['<', '&', '(', '[']).trim_start_matches("mut ").trim_start_matches("dyn ");
    let mut parts = path.split("::");
    let is_name = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    match (parts.next().filter(is_name), parts.next().filter(is_name)) {
        (Some("kopru"), Some(module)) => format!("our `{module}`"),
        (Some("core" | "alloc" | "std" | "hashbrown"), Some(_)) => "the standard library".to_string(),
        (Some(package), Some(_)) => format!("`{package}`"),
        _ => "other".to_string(),
    }
}
