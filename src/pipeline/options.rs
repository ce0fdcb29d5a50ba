//! What a build may be asked for.

use crate::config::{self, Config};
use crate::doc::{Audience, Date};
use crate::lang::Lang;
use crate::path::LinkStyle;
use crate::print::Reuse;

/// Nothing in it reaches the machine: whoever fills it has looked at arguments, files and the clock.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Pages marked as drafts too.
    pub drafts: bool,
    /// Instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    pub editions: EditionChoice,
    pub search: SearchChoice,
    /// Only these languages; all if empty.
    pub languages: Vec<Lang>,
    pub links: LinkStyle,
    /// Whom the output is for.
    pub audience: Audience,
    /// Where pages for addresses that lead nowhere say that they stand, instead of at the
    /// base address: they are shown at any address, so theirs are absolute.
    pub not_found_base: Option<String>,
    /// For reminders that a review is due; it reaches no output.
    pub today: Option<Date>,
    /// Compare every translation with its source: for `check`, since it is no part of a page.
    pub across_languages: bool,
    pub reuse: Reuse,
    /// Copies of text files beside them, compressed for web servers.
    pub precompress: bool,
}

/// Which search index to give out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchChoice {
    #[default]
    Fresh,
    /// The one that was made last with the same memo, if there is one.
    Earlier,
}

/// Which print editions to typeset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EditionChoice {
    #[default]
    All,
    None,
    /// Those that [`print`] made last with the same memo, even if they are out of date.
    Earlier,
    Named(Vec<String>),
}

impl Options {
    /// The editions to make for this audience.
    pub(super) fn chosen_editions<'a>(
        &self,
        config: &'a Config,
    ) -> impl Iterator<Item = (&'a String, &'a config::Edition)> {
        let wanted = |(name, edition): &(&String, &config::Edition)| {
            edition.audience == self.audience && self.editions.has(name, config)
        };
        config.editions.iter().filter(wanted)
    }
}

impl EditionChoice {
    fn has(&self, name: &str, config: &Config) -> bool {
        match self {
            Self::All => config.features.print,
            Self::None | Self::Earlier => false,
            Self::Named(names) => names.iter().any(|wanted| wanted == name),
        }
    }
}
