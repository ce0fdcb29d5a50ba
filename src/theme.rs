//! Templates, styles and scripts. The only user of Tera.
//!
//! A template sees its view, `t(id=…)` for interface words and `asset(path=…)`
//! for the address of a file of the theme; it cannot look anything else up.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult};

use crate::artifact::Artifact;
use crate::diag::{Checked, Diagnostic, Span, byte_at};
use crate::doc::{Entry, Value};
use crate::lang::Lang;
use crate::look::{FontFile, Look};
use crate::memo::Hash;
use crate::parse;
use crate::path::{Url, VPath};
use crate::problems;
use crate::schema::{Field, Type};
use crate::snapshot::{File, Snapshot};
use crate::strings::{Argument, Strings};

const DEFAULT: &str = "default";

/// Bytes around the text of most pages.
const USUAL_FRAME: usize = 16 * 1024;

const THEME_YAML: &[Field] = &[
    Field::neutral("name", Type::Str),
    Field::neutral("styles", Type::List(&Type::Str)),
    Field::neutral("scripts", Type::List(&Type::Str)),
    Field::neutral("early_scripts", Type::List(&Type::Str)),
    Field::neutral("search_scripts", Type::List(&Type::Str)),
];

/// A theme ready to write pages.
pub struct Theme {
    /// One engine a language: each answers `t()` in its own.
    engines: BTreeMap<Lang, Tera>,
    /// Templates by name, for the places of errors.
    templates: BTreeMap<String, (VPath, File)>,
    assets: Vec<Artifact>,
    /// Of all templates and asset names.
    hash: Hash,
}

/// Reads the theme that `look` names over the default one, in the colours and fonts of `look`.
pub fn theme(snapshot: &Snapshot, look: &Look, languages: &[Lang], strings: &Arc<Strings>) -> Checked<Theme> {
    let mut problems = Vec::new();
    let files = files(snapshot, &look.theme, &mut problems);
    let own_styles = format!("{}{}", font_faces(snapshot, look), look.styles);
    let assets = assets(&files, &own_styles, &mut problems);
    let addresses: Arc<BTreeMap<String, Url>> =
        Arc::new(assets.iter().map(|(name, url, _)| (name.clone(), url.clone())).collect());
    let templates: BTreeMap<String, (VPath, File)> =
        files.iter().filter_map(|(name, file)| Some((name.strip_prefix("html/")?.to_string(), file.clone()))).collect();
    let mut engines = BTreeMap::new();
    for lang in languages {
        let checked = engine(&templates, lang, strings, &addresses);
        // The same templates fail in the same way in every language: say it once.
        let found = if engines.is_empty() { checked.problems } else { Vec::new() };
        problems.extend(found);
        engines.insert(lang.clone(), checked.value);
    }
    let hashes = templates.values().map(|(_, file)| file.hash);
    let names = addresses.values().map(|url| Hash::of(url.as_str().as_bytes()));
    let hash = Hash::join(hashes.chain(names).chain([strings.hash()]));
    let assets = assets.into_iter().map(|(_, url, bytes)| Artifact::new(url.file(), bytes)).collect();
    Checked::new(Theme { engines, templates, assets, hash }, problems)
}

/// The files of a theme by their name inside of it, each over its namesake in the default theme.
pub fn files(snapshot: &Snapshot, name: &str, problems: &mut Vec<Diagnostic>) -> BTreeMap<String, (VPath, File)> {
    let mut files = BTreeMap::new();
    for theme in [DEFAULT, name] {
        let folder = format!("themes/{theme}");
        for (path, file) in snapshot.below(&folder) {
            let inside = path.below(&folder).unwrap_or_default();
            files.insert(inside.to_string(), (path.clone(), file.clone()));
        }
    }
    if snapshot.below(&format!("themes/{name}")).next().is_none() {
        problems.push(problems::theme_missing(&VPath::fixed(crate::config::SITE_FILE), name));
    }
    files
}

/// Styles and scripts joined as `theme.yaml` says, and the pictures beside them:
/// name, address and content.
fn assets(
    files: &BTreeMap<String, (VPath, File)>,
    own_styles: &str,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(String, Url, Vec<u8>)> {
    let mut assets = Vec::new();
    let settings = files.get("theme.yaml").and_then(|(path, file)| {
        let entry = parse::data(path, &file.bytes, &Type::Record(THEME_YAML)).unpack(problems)?;
        Some((path, entry))
    });
    let lists = [
        ("styles", "css/theme.css"),
        ("scripts", "js/theme.js"),
        ("early_scripts", "js/early.js"),
        ("search_scripts", "js/search-page.js"),
    ];
    for (list, name) in lists {
        let Some((path, entry)) = &settings else { continue };
        let mut joined = String::new();
        for part in entry.as_record().map(|record| record.list(list)).unwrap_or_default() {
            let name = part.as_str().unwrap_or_default();
            match files.get(name) {
                Some((_, file)) => joined.push_str(&compact(name, file)),
                None => problems.push(problems::theme_file_missing(path, part.span, name)),
            }
        }
        if list == "styles" {
            joined.push_str(own_styles);
        }
        assets.push(asset(name, joined.into_bytes()));
    }
    // A script that is not on every page is a file of its own.
    let listed: Vec<&str> = settings.iter().flat_map(|(_, entry)| listed_files(entry)).collect();
    let alone = files.iter().filter(|(name, _)| name.starts_with("js/") && name.ends_with(".js"));
    let alone = alone.filter(|(name, _)| !listed.contains(&name.as_str()));
    assets.extend(alone.map(|(name, (_, file))| asset(name, compact(name, file).into_bytes())));
    let pictures = files.iter().filter(|(name, (path, _))| is_picture(name, path));
    assets.extend(pictures.map(|(name, (_, file))| asset(name, file.bytes.to_vec())));
    assets
}

/// The fonts of the site; one that is not there is reported with the other files of the settings.
fn font_faces(snapshot: &Snapshot, look: &Look) -> String {
    let mut css = String::new();
    for font in &look.fonts {
        let Some(name) = font.file.strip_prefix("/media/") else { continue };
        let Some((path, file)) = snapshot.find(&format!("content/media/{name}")) else { continue };
        let FontFile { family, weight, style, .. } = font;
        // From `assets/css/`. `fallback`: text is never invisible for long, and seldom moves.
        let address = file.published(path).encoded();
        let _ = writeln!(
            css,
            "@font-face {{\nfont-family: {family};\nsrc: url(\"../../{address}\");\n\
             font-weight: {weight};\nfont-style: {style};\nfont-display: fallback;\n}}"
        );
    }
    css
}

/// The files that pages get joined; a script that is not among them is for the pages that ask for it.
fn listed_files(settings: &Entry) -> Vec<&str> {
    let lists = settings.as_record().into_iter().flat_map(|record| record.fields.values());
    lists
        .filter_map(|list| match &list.value {
            Value::List(parts) => Some(parts.iter().filter_map(Entry::as_str)),
            _ => None,
        })
        .flatten()
        .collect()
}

/// A style or script as it is served.
fn compact(name: &str, file: &File) -> String {
    let bare = bare(file.text().unwrap_or_default());
    if name.ends_with(".js") { joined(&bare) } else { bare }
}

/// A script in as few lines and with as few spaces as can be told from each line alone.
fn joined(script: &str) -> String {
    let mut joined = String::with_capacity(script.len());
    for line in script.lines() {
        joined.push_str(&tight(line));
        // Behind these a line goes on in the next, unless they end a comment.
        if line.contains("//") || !line.ends_with(['{', '(', '[', ',', ';']) {
            joined.push('\n');
        }
    }
    joined
}

/// A style or script without indentation, empty lines and comments on lines of
/// their own; what stays has its lines, so no template literal may span two.
fn bare(text: &str) -> String {
    let mut compact = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = !in_comment && line.starts_with("/*");
        let comment = in_comment || starts || line.starts_with("//");
        in_comment = (in_comment || starts) && !line.ends_with("*/");
        if !comment && !line.is_empty() {
            compact.push_str(line);
            compact.push('\n');
        }
    }
    compact
}

/// A line of a script without the spaces beside signs that need none. Texts stay, and so does
/// whatever follows a template or a stroke, which may begin a pattern or a comment.
fn tight(line: &str) -> String {
    let needs_none = |c: char| "=(){}[]:;<>?&|,".contains(c);
    let mut tight = String::with_capacity(line.len());
    let mut quote = None;
    let mut signs = line.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match (sign, quote) {
            ('\\', Some(_)) => {
                tight.push(sign);
                tight.extend(signs.next().map(|(_, escaped)| escaped));
                continue;
            }
            ('`' | '/', None) => return tight + &line[at..],
            ('\'' | '"', None) => quote = Some(sign),
            _ if quote == Some(sign) => quote = None,
            (' ', None) if tight.ends_with(needs_none) || signs.peek().is_some_and(|(_, c)| needs_none(*c)) => continue,
            _ => {}
        }
        tight.push(sign);
    }
    tight
}

fn is_picture(name: &str, path: &VPath) -> bool {
    let typed = matches!(path.extension(), "svg" | "png" | "ico" | "webp" | "woff2");
    typed && !name.starts_with("html/") && !name.starts_with("print/")
}

fn asset(name: &str, bytes: Vec<u8>) -> (String, Url, Vec<u8>) {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let url = Url::new(format!("assets/{stem}.{}.{extension}", Hash::of(&bytes).short(8)));
    (name.to_string(), url, bytes)
}

fn engine(
    templates: &BTreeMap<String, (VPath, File)>,
    lang: &Lang,
    strings: &Arc<Strings>,
    addresses: &Arc<BTreeMap<String, Url>>,
) -> Checked<Tera> {
    let mut tera = Tera::new();
    let (words, language) = (Arc::clone(strings), lang.clone());
    tera.register_function("t", move |arguments: Kwargs, _: &State| translate(&words, &language, &arguments));
    let known = Arc::clone(addresses);
    tera.register_function("asset", move |arguments: Kwargs, state: &State| address(&known, &arguments, state));
    let texts = templates.iter().map(|(name, (_, file))| (name.as_str(), file.text().unwrap_or_default()));
    let added = tera.add_raw_templates(texts);
    let problems = added.err().map(|error| template_problem(&error, templates));
    Checked::new(tera, problems.into_iter().collect())
}

/// `t(id="…", variable=value)`.
fn translate(strings: &Strings, lang: &Lang, arguments: &Kwargs) -> TeraResult<String> {
    let id: String = arguments.must_get::<String>("id")?;
    if !strings.has(lang, &id) {
        return Err(tera::Error::message(format!("there is no message `{id}` in `locales/`")));
    }
    let mut values = Vec::new();
    for (name, value) in arguments.iter() {
        let name = name.as_str().unwrap_or_default();
        let value = match value.as_f64() {
            Some(number) => Argument::Number(number),
            None => Argument::Text(value.as_str().unwrap_or_default().to_string()),
        };
        values.push((name, value));
    }
    Ok(strings.get(lang, &id, &values))
}

/// `asset(path="…")`: relative to the page, whose way to the root is in the view.
fn address(known: &BTreeMap<String, Url>, arguments: &Kwargs, state: &State) -> TeraResult<String> {
    let path: String = arguments.must_get::<String>("path")?;
    let root: String = state.get::<String>("asset_root")?.unwrap_or_default();
    match known.get(&path) {
        Some(url) => Ok(format!("{root}{}", url.as_str())),
        None => Err(tera::Error::message(format!("the theme has no file `{path}`"))),
    }
}

impl Theme {
    /// The page that template `name` makes from `view` and the finished `body`.
    ///
    /// `root` is the way from the page to the site's root, for assets.
    pub fn render(&self, name: &str, lang: &Lang, root: &str, view: &impl Serialize, body: &str) -> Checked<Vec<u8>> {
        let rendered = Context::from_serialize(view).and_then(|mut context| {
            context.insert("asset_root", root);
            context.insert_value("body", tera::Value::safe_string(body));
            let mut html = Vec::with_capacity(body.len() + USUAL_FRAME);
            let engine = self.engines.get(lang);
            engine.map_or(Ok(()), |engine| engine.render_to(name, &context, &mut html)).map(|()| html)
        });
        match rendered {
            Ok(html) => Checked::new(html, Vec::new()),
            Err(error) => Checked::new(Vec::new(), vec![template_problem(&error, &self.templates)]),
        }
    }

    /// The files that pages ask for.
    pub fn assets(&self) -> &[Artifact] {
        &self.assets
    }

    /// Of everything that [`Theme::render`] adds to a view.
    pub fn hash(&self) -> Hash {
        self.hash
    }
}

fn template_problem(error: &tera::Error, templates: &BTreeMap<String, (VPath, File)>) -> Diagnostic {
    use tera::ErrorKind;
    let place = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let found = templates.get(report.filename());
            found.map(|(path, file)| {
                let text = file.text().unwrap_or_default();
                let start = byte_at(text, report.span().start_line, report.span().start_col + 1);
                (path.clone(), Span::new(start, start), report.message().to_string())
            })
        }
        _ => None,
    };
    let (path, span, message) = place.unwrap_or_else(|| {
        let path = VPath::fixed("themes/default/theme.yaml");
        (path, Span::default(), error.to_string().lines().next().unwrap_or_default().to_string())
    });
    problems::template_failed(&path, span, &message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_lose_what_only_their_authors_read() {
        let script = "/* one */\n/**\n * two\n */\nlet a = 1; // stays\n\n  // goes\n  let b = '/* c */';\n";
        assert_eq!(bare(script), "let a = 1; // stays\nlet b = '/* c */';\n");
    }

    #[test]
    fn spaces_stay_where_they_tell_something() {
        let lines = [
            ("const a = b ? [1, -2] : 'c, \\' d';", r"const a=b?[1,-2]:'c, \' d';"),
            ("return x in y && a + +b;", "return x in y&&a + +b;"),
            ("if (a) f(`${b}, c`, d);", "if(a)f(`${b}, c`, d);"),
            ("const r = /a, b/; // c, d", "const r=/a, b/; // c, d"),
        ];
        for (line, expected) in lines {
            assert_eq!(tight(line), expected);
        }
        assert_eq!(joined("f(\na, // b,\nc\n);\nd\n"), "f(a,// b,\nc\n);d\n");
    }
}
