//! How fast the program is: `cargo bench --bench speed [-- PAGES…]`.
//!
//! Generates trilingual sites, then lets the program and the floor (the least
//! that any generator must do) build them in turn, each in a process of its own,
//! and prints for each size the best time of both, their ratio, memory, and the
//! cost of a page. PAGES count all languages together; 300, 3,000 and 30,000 if
//! none is given.
//!
//! Further words, each alone: `serve [PAGES]` measures how long authors wait for
//! a saved page, `start` how long the program takes to begin and how large it is,
//! `profile [PAGES]` where instructions go, `guard` whether they are more than
//! they should be. `all` is everything but the guard, as in `docs/performance.md`.
//! `generate DIR PAGES` writes a site, `floor CONTENT OUT` runs the floor alone.

#![expect(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a benchmark measures and prints")]

mod count;
mod floor;
mod serve;
mod site;

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Turns of each program; the best one counts, since everything else is other people's work.
const TURNS: usize = 5;
const SIZES: [usize; 3] = [300, 3_000, 30_000];
/// Pages of the site that authors work on, and of the one that is profiled.
const USUAL: usize = 3_000;
const PROFILED: usize = 900;
/// Instructions of a page, as often as those of the floor.
const MOST: f64 = 3.4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["generate", folder, pages] => number(pages).and_then(|pages| generate(Path::new(folder), pages)),
        ["floor", content, out] => floor::build(Path::new(content), Path::new(out)),
        ["serve"] => measure_edits(USUAL),
        ["serve", pages] => number(pages).and_then(measure_edits),
        ["start"] => measure_start(),
        ["profile"] => profile(PROFILED),
        ["profile", pages] => number(pages).and_then(profile),
        ["guard"] => guard(),
        ["all"] => measure(&SIZES)
            .and_then(|()| measure_edits(USUAL))
            .and_then(|()| measure_start())
            .and_then(|()| profile(PROFILED)),
        [] => measure(&SIZES),
        sizes => {
            sizes.iter().map(|size| number(size)).collect::<io::Result<Vec<_>>>().and_then(|sizes| measure(&sizes))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("speed: {error}");
            ExitCode::FAILURE
        }
    }
}

fn number(word: &str) -> io::Result<usize> {
    word.parse().map_err(io::Error::other)
}

/// Writes a site with `pages` pages in all languages together.
fn generate(folder: &Path, pages: usize) -> io::Result<()> {
    for (path, text) in site::site(pages / site::TAGS.len(), &site::TAGS) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// What one run took.
#[derive(Clone, Copy)]
struct Run {
    wall: Duration,
    /// The most memory that it held, in bytes.
    memory: u64,
}

fn measure(sizes: &[usize]) -> io::Result<()> {
    println!("| pages | source | floor | cold build | ratio | a page | memory | unchanged | one page changed |");
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for &pages in sizes {
        let folder = tempfile::tempdir()?;
        generate(folder.path(), pages)?;
        measure_site(folder.path(), pages)?;
    }
    Ok(())
}

fn measure_site(folder: &Path, pages: usize) -> io::Result<()> {
    let (content, out, cache) = (folder.join("content"), folder.join("floor"), folder.join("cache"));
    let mut runs: [Vec<Run>; 4] = Default::default();
    for turn in 0..TURNS {
        clear(&out)?;
        fs::create_dir(&out)?;
        runs[0].push(run(&mut floor_command(folder, &out)?)?);
        clear(&cache)?;
        clear(&folder.join("public"))?;
        runs[1].push(build(folder)?);
        runs[2].push(build(folder)?);
        let page = content.join("en/part00/section000/page00.md");
        let text = fs::read_to_string(&page)? + &format!("\nTurn {turn}.\n");
        fs::write(&page, text)?;
        runs[3].push(build(folder)?);
    }
    let [floor, cold, unchanged, changed] = runs.map(|runs| best(&runs));
    let seconds = |run: &Run| run.wall.as_secs_f64();
    println!(
        "| {pages} | {:.1} MB | {:.2} s | {:.2} s | {:.1} | {:.0} µs | {} MB | {:.3} s | {:.2} s |",
        size(&content)? as f64 / 1e6,
        seconds(&floor),
        seconds(&cold),
        seconds(&cold) / seconds(&floor),
        seconds(&cold) * 1e6 / pages as f64,
        cold.memory / 1_000_000,
        seconds(&unchanged),
        seconds(&changed),
    );
    Ok(())
}

/// Pages of the two sites whose difference tells what a page costs.
const GUARDED: [usize; 2] = [30, 120];

/// Fails if a page takes more instructions than it should, in comparison with the floor.
fn guard() -> io::Result<()> {
    let [small, large] = GUARDED.map(|pages| -> io::Result<[u64; 2]> {
        let folder = tempfile::tempdir()?;
        generate(folder.path(), pages)?;
        let out = folder.path().join("floor");
        fs::create_dir(&out)?;
        let floor = count::instructions(&floor_command(folder.path(), &out)?)?;
        Ok([count::instructions(&build_command(folder.path()))?, floor])
    });
    let (small, large) = (small?, large?);
    let pages = (GUARDED[1] - GUARDED[0]) as f64;
    let [page, floor] = [0, 1].map(|program| (large[program] - small[program]) as f64 / pages / 1000.0);
    let fixed = small[0] as f64 / 1000.0 - page * GUARDED[0] as f64;
    let ratio = page / floor;
    println!("thousands of instructions: {page:.0} a page, {fixed:.0} a build; the floor {floor:.0} a page");
    println!("{ratio:.2} times the floor, {MOST:.2} at most");
    if ratio <= MOST { Ok(()) } else { Err(io::Error::other("a page costs more than it should")) }
}

/// How long authors wait for a saved page, on a site with `pages` pages.
fn measure_edits(pages: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    generate(folder.path(), pages)?;
    let times = serve::edits(folder.path())?;
    let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
    println!("\n| pages | edits | half of them within | nine of ten | all |");
    println!("|---:|---:|---:|---:|---:|");
    println!("| {pages} | {} | {:.0} ms | {:.0} ms | {:.0} ms |", times.len(), at(50), at(90), at(100));
    Ok(())
}

/// How large the program is and how long it takes to say its version.
fn measure_start() -> io::Result<()> {
    let program = env!("CARGO_BIN_EXE_kopru");
    let runs = (0..20).map(|_| run(Command::new(program).arg("--version"))).collect::<io::Result<Vec<Run>>>()?;
    let (size, start) = (fs::metadata(program)?.len() as f64 / 1e6, best(&runs).wall.as_secs_f64() * 1000.0);
    println!("\nThe program has {size:.0} MB and starts within {start:.0} ms.");
    Ok(())
}

/// Where the instructions of a build go.
fn profile(pages: usize) -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    generate(folder.path(), pages)?;
    println!("\n| of the instructions for {pages} pages | share |");
    println!("|---|---:|");
    for (name, share) in count::profile(&build_command(folder.path()))?.iter().filter(|(_, share)| *share >= 1.0) {
        println!("| {name} | {share:.0} % |");
    }
    Ok(())
}

fn best(runs: &[Run]) -> Run {
    let fastest = runs.iter().min_by_key(|run| run.wall);
    *fastest.expect("there is at least one turn")
}

fn build(folder: &Path) -> io::Result<Run> {
    run(&mut build_command(folder))
}

fn build_command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kopru"));
    command.args(["build", "--no-print", "--quiet", "--root"]).arg(folder).env("XDG_CACHE_HOME", folder.join("cache"));
    command
}

fn floor_command(folder: &Path, out: &Path) -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("floor").arg(folder.join("content")).arg(out);
    Ok(command)
}

/// Runs a command to its end, and fails if it does.
fn run(command: &mut Command) -> io::Result<Run> {
    let started = Instant::now();
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let memory = watch_memory(&process);
    let status = process.wait()?;
    let wall = started.elapsed();
    if !status.success() {
        return Err(io::Error::other(format!("{command:?} failed: {status}")));
    }
    Ok(Run { wall, memory: memory.join().unwrap_or(0) })
}

/// The most memory that a process has held so far is in a file of Linux, for as
/// long as the process lives.
fn watch_memory(process: &std::process::Child) -> std::thread::JoinHandle<u64> {
    let status = format!("/proc/{}/status", process.id());
    std::thread::spawn(move || {
        let mut most = 0;
        while let Some(now) = fs::read_to_string(&status).ok().as_deref().and_then(high_water) {
            most = now;
            std::thread::sleep(Duration::from_millis(5));
        }
        most
    })
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

fn size(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        bytes += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(bytes)
}

fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
