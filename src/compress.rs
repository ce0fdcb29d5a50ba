//! Files as web servers send them: compressed by gzip and Brotli, once and well.
//!
//! Servers that know such copies (`gzip_static`, `precompressed`) need not
//! compress each answer anew. The same file gives the same bytes. The only user
//! of `brotli`.

use std::io::Write;

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::artifact::Artifact;
use crate::path::VPath;

/// What gains by it; pictures, books and archives are compressed already.
const TEXT: [&str; 10] = ["html", "css", "js", "json", "xml", "svg", "txt", "csv", "vtt", "ics"];
/// Smaller files fit the first packet of an answer as they are.
const LEAST_BYTES: usize = 512;
/// The highest but two of Brotli's levels: those above take ten times as long for a few percent.
const BROTLI_QUALITY: i32 = 9;

/// The copies of `file` to lay beside it: `….gz` and `….br`, those that are smaller.
pub fn copies(file: &Artifact) -> Vec<Artifact> {
    if file.bytes.len() < LEAST_BYTES || !TEXT.contains(&file.path.extension()) {
        return Vec::new();
    }
    let forms = [("gz", gzip(&file.bytes)), ("br", brotli(&file.bytes))];
    let smaller = forms.into_iter().filter(|(_, bytes)| bytes.len() < file.bytes.len());
    smaller
        .filter_map(|(end, bytes)| Some(Artifact::new(VPath::new(&format!("{}.{end}", file.path))?, bytes)))
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    // Its header has no date.
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory can be written to");
    encoder.finish().expect("memory can be written to")
}

fn brotli(mut bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let params = BrotliEncoderParams { quality: BROTLI_QUALITY, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params).expect("memory can be written to");
    compressed
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn file(path: &str, text: &str) -> Artifact {
        Artifact::new(VPath::new(path).unwrap(), text.as_bytes())
    }

    #[test]
    fn copies_hold_the_same_text_in_fewer_bytes() {
        let text = "<p>İstanbul’da göçmenler için hizmetler</p>\n".repeat(40);
        let [gz, br]: [Artifact; 2] = copies(&file("tr/index.html", &text)).try_into().unwrap();
        assert_eq!((gz.path.as_str(), br.path.as_str()), ("tr/index.html.gz", "tr/index.html.br"));
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&gz.bytes[..]).read_to_string(&mut unpacked).unwrap();
        assert_eq!(unpacked, text);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &br.bytes[..], &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        assert!(br.bytes.len() < gz.bytes.len() && gz.bytes.len() < text.len() / 4);
    }

    #[test]
    fn what_gains_nothing_has_no_copies() {
        let noise: String =
            (0..2000u32).map(|n| char::from_u32(n.wrapping_mul(2_654_435_761) >> 20).unwrap_or('x')).collect();
        assert_eq!(copies(&file("tr/index.html", "short")), []);
        assert_eq!(copies(&file("tr/print/book.pdf", &noise)), []);
    }
}
