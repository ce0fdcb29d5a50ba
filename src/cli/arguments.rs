//! What can be asked for on the command line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Handbooks in many languages: Markdown in, a searchable site and a printable booklet out.
#[derive(Parser)]
#[command(name = "kopru", version, about, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,

    /// Say nothing but problems
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

#[derive(Subcommand)]
pub enum Command {
    /// Write the whole site
    ///
    /// Exit status 0: written. 1: the content has errors, and the site that was there is left as it is.
    /// 2: wrong usage, or the machine failed.
    Build(BuildArguments),
    /// Show the site in the browser while you write, and load pages anew when they change
    ///
    /// The first line on standard output is the address. Drafts are shown too.
    Serve(ServeArguments),
    /// Report every problem and write nothing
    Check(CheckArguments),
    /// Typeset print editions alone
    Print(PrintArguments),
    /// See and settle what translations owe their originals
    #[command(subcommand, arg_required_else_help = true)]
    Translate(Translate),
    /// Begin a site: a small, complete handbook in three languages
    New {
        /// A folder that does not exist yet, or is empty
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions { shell: Shell },
    /// Write manual pages for `man`
    Man {
        /// Where to put them, for instance `/usr/local/share/man/man1`
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

#[derive(Args)]
pub struct BuildArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where to write [default: `public` in the root]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Write pages marked as drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The address of the site on the web, instead of the one in `site.yaml`
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Typeset no print editions
    #[arg(long)]
    pub no_print: bool,
    /// Build anew even if the output is what the last build made of the same input
    #[arg(long)]
    pub no_cache: bool,
    /// Write this language only (may be given several times)
    #[arg(long, value_name = "L")]
    pub lang: Vec<String>,
    /// `trainer` writes the site with notes for trainers, to `trainer.output` in `site.yaml` or `public-trainer`
    #[arg(long, value_enum, default_value_t = For::Participant)]
    pub audience: For,
    /// `file` spells out `index.html`, so that the site opens without a web server
    #[arg(long, value_enum, default_value_t = Links::Directory)]
    pub links: Links,
    /// Lay copies beside text files, compressed by gzip and Brotli, for web servers that send such
    #[arg(long)]
    pub precompress: bool,
}

#[derive(Args)]
pub struct ServeArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

#[derive(Args)]
pub struct CheckArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// How to write the problems
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Fail on warnings too
    #[arg(long)]
    pub strict: bool,
    /// An earlier `--format json` report: fail only on problems that it does not have
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    /// Ask other hosts too whether the links to them still lead somewhere
    #[arg(long)]
    pub external: bool,
    /// With `--external`: ask hosts in private networks and on this machine too
    #[arg(long, requires = "external")]
    pub allow_private: bool,
}

#[derive(Args)]
pub struct PrintArguments {
    /// Names of editions in `site.yaml` [default: all], or `certificate` with a list of names
    #[arg(value_name = "EDITION")]
    pub editions: Vec<String>,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where to write [default: `public` in the root]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[cfg(feature = "print")]
    /// Print a certificate for each line of this CSV file, whose first line names the columns:
    /// `name`, and if you like `organisation`, `course` and `date`
    #[arg(long, value_name = "FILE")]
    pub names: Option<PathBuf>,
    #[cfg(feature = "print")]
    /// The course that certificates are for, as the path of its folder below a language
    #[arg(long, value_name = "PATH", requires = "names")]
    pub course: Option<String>,
    #[cfg(feature = "print")]
    /// Print certificates in this language (may be given several times) [default: the source language]
    #[arg(long, value_name = "L", requires = "names")]
    pub lang: Vec<String>,
}

/// What translators and reviewers do. The words of `--help` come from `locales/`.
#[derive(Subcommand)]
pub enum Translate {
    /// How far each page is, in each language
    Status(TranslateArguments),
    /// What to do next, with the effort in words
    Todo(TranslateArguments),
    /// Begin the translation of pages that are not translated
    Start(TranslateArguments),
    /// Old source, new source and translation of everything that is not settled
    Diff(TranslateArguments),
    /// Say that the translation is right as it stands
    Accept {
        #[command(flatten)]
        arguments: TranslateArguments,
        /// Accept what is out of date, too, although nobody has touched it
        #[arg(long, conflicts_with = "repair")]
        stale: bool,
        /// Write broken sync files anew, and accept nothing
        #[arg(long)]
        repair: bool,
    },
    /// Take in translations that were made before: recorded, and marked as never verified
    Adopt(TranslateArguments),
    /// Write pages for a translation tool
    Export(ExportArguments),
    /// Take in what came back from a translation tool
    Import(ImportArguments),
}

#[derive(Args)]
pub struct ExportArguments {
    /// Pages such as `handbook/index` [default: all]
    #[arg(value_name = "PAGE")]
    pub pages: Vec<String>,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// This language only (may be given several times)
    #[arg(long, value_name = "L")]
    pub lang: Vec<String>,
    /// What the tool reads
    #[arg(long, value_enum, default_value_t = ExchangeFormat::Xliff)]
    pub format: ExchangeFormat,
    /// A file, or a folder for several languages [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Pages marked as drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The language of these words, instead of the one of the system
    #[arg(long, value_name = "L")]
    pub ui_lang: Option<String>,
}

#[derive(Args)]
pub struct ImportArguments {
    /// XLIFF or PO files that `translate export` wrote and a tool has edited
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Output::Human)]
    pub format: Output,
    /// The language of these words, instead of the one of the system
    #[arg(long, value_name = "L")]
    pub ui_lang: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExchangeFormat {
    /// XLIFF 2
    Xliff,
    /// Gettext
    Po,
    Json,
}

impl ExchangeFormat {
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xliff => "xlf",
            Self::Po => "po",
            Self::Json => "json",
        }
    }
}

#[derive(Args)]
pub struct TranslateArguments {
    /// Pages such as `handbook/index`, `de/handbook/index` or `content/de/handbook/index.md` [default: all]
    #[arg(value_name = "PAGE")]
    pub pages: Vec<String>,
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// This language only (may be given several times)
    #[arg(long, value_name = "L")]
    pub lang: Vec<String>,
    /// How to write the result
    #[arg(long, value_enum, default_value_t = Output::Human)]
    pub format: Output,
    /// Pages marked as drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The language of these words, instead of the one of the system
    #[arg(long, value_name = "L")]
    pub ui_lang: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    Human,
    Json,
}

/// The arguments of this process; the help of `translate` is in the words that `word` finds.
pub fn parse(word: impl Fn(&str) -> String) -> Arguments {
    let translate = |command: clap::Command| {
        let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_string()).collect();
        let command = command.about(word("cli-translate"));
        names.into_iter().fold(command, |command, name| {
            let about = word(&format!("cli-translate-{name}"));
            command.mut_subcommand(name, |inner| localised(inner.about(about), &word))
        })
    };
    let matches = Arguments::command().mut_subcommand("translate", translate).get_matches();
    Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

fn localised(command: clap::Command, word: &impl Fn(&str) -> String) -> clap::Command {
    let ids: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
    ids.into_iter().fold(command, |command, id| {
        let help = word(&format!("cli-argument-{}", id.replace('_', "-")));
        command.mut_arg(id, |argument| argument.help(help))
    })
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Links {
    Directory,
    File,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum For {
    Participant,
    Trainer,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    /// With the lines, for a terminal
    Human,
    /// One array of all problems
    Json,
    /// Annotations of a pull request on GitHub, the most important first
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Writes the completions of `shell` to standard output.
pub fn completions(shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "kopru", &mut script);
    super::report::output(&script);
}

/// Writes a manual page for the program and one for each command into `folder`.
pub fn manual(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Arguments::command(), folder)
}
