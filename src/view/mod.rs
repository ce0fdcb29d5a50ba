//! Views: plain values that hold everything an output may show of the rest of
//! the site. A writer sees a document and its view, nothing else, so the two
//! together are a complete cache key.

mod book;
mod catalogue;
mod course;
mod entries;
mod format;
mod glossary;
mod page;
mod panels;
mod resolved;
mod side_by_side;
mod translation;
mod types;

pub use book::{Books, book_view};
pub use course::{Attachment, AttendanceView, CertificateView, Courses, certificate_template, sessions};
pub use format::{date_text, money_text};
pub use glossary::{GlossaryView, TermPage, term_page, term_url};
pub use page::{
    Addresses, EditionFile, Editions, attach, front_page, package_view, page_view, slides_url, slides_view,
    special_page,
};
pub use side_by_side::{Desk, SIDE_BY_SIDE, SideBySide, SideBySidePages, side_by_side, side_by_side_pages};
pub use translation::{Progress, Reader, behind, progress, stale_marks};
pub use types::*;
