//! A PDF with its small objects packed together.
//!
//! A tagged book has an object for each paragraph, cell and link, and the
//! exporter writes each of them in plain text. Object streams (PDF 1.5) hold
//! many of them compressed: a book becomes half as large. This reads only what
//! our own exporter writes: one cross-reference table, one revision.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Objects in one stream: more of them compress better, fewer are found sooner.
const PACKED_TOGETHER: usize = 200;

/// `pdf` with `edit` done to each object that is no stream, and these objects packed.
///
/// A file that is not of the expected form is returned as it is.
pub fn pack(pdf: Vec<u8>, edit: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    match File::read(&pdf) {
        Some(file) => file.pack(edit),
        None => pdf,
    }
}

/// The parts of a PDF file.
struct File<'a> {
    header: &'a [u8],
    /// By number; the bytes between `obj` and `endobj`.
    objects: Vec<(u32, &'a [u8])>,
    /// Root, information and identifier of the file.
    trailer: &'a [u8],
}

/// Where an object stands in the new file.
#[derive(Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    In { stream: u32, index: usize },
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Option<Self> {
        let start = number(after(pdf, rfind(pdf, b"startxref")? + 9)?)?;
        let mut table = after(pdf, start)?.strip_prefix(b"xref\n0 ")?;
        let count = number(table)?;
        table = &table[find(table, b"\n")? + 1..];
        let mut offsets: Vec<(usize, u32)> = Vec::with_capacity(count);
        for index in 0..count {
            let line = table.get(index * 20..(index + 1) * 20)?;
            if line[17] == b'n' {
                offsets.push((number(line)?, u32::try_from(index).ok()?));
            }
        }
        let trailer = after(table, find(table, b"trailer")? + 7)?;
        let trailer = trailer.get(find(trailer, b"<<")? + 2..rfind(trailer, b">>")?)?;
        offsets.sort_unstable();
        let header = pdf.get(..offsets.first()?.0)?;
        let ends = offsets.iter().skip(1).map(|(offset, _)| *offset).chain([start]);
        let object = |((offset, id), end): (&(usize, u32), usize)| {
            let whole = pdf.get(*offset..end)?;
            let body = whole.get(find(whole, b"obj")? + 3..rfind(whole, b"endobj")?)?;
            Some((*id, body.trim_ascii()))
        };
        let mut objects: Vec<(u32, &[u8])> = offsets.iter().zip(ends).map(object).collect::<Option<_>>()?;
        objects.sort_unstable_by_key(|(id, _)| *id);
        Some(Self { header, objects, trailer })
    }

    fn pack(&self, edit: impl Fn(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
        let mut out = self.header.to_vec();
        let size = self.objects.last().map_or(0, |(id, _)| *id as usize) + 1;
        let mut entries = vec![Entry::Free; size];
        let (streams, plain): (Vec<_>, Vec<_>) =
            self.objects.iter().partition(|(_, body)| body.ends_with(b"endstream"));
        for (id, body) in streams {
            entries[id as usize] = Entry::At(out.len());
            write_object(&mut out, id, body);
        }
        for group in plain.chunks(PACKED_TOGETHER) {
            let stream = entries.len() as u32;
            for (index, (id, _)) in group.iter().enumerate() {
                entries[*id as usize] = Entry::In { stream, index };
            }
            entries.push(Entry::At(out.len()));
            let objects = group.iter().map(|(id, body)| (*id, edit(body.to_vec())));
            write_object(&mut out, stream, &object_stream(objects));
        }
        self.write_table(&mut out, entries);
        out
    }

    /// The cross-reference stream, which takes the place of table and trailer.
    fn write_table(&self, out: &mut Vec<u8>, mut entries: Vec<Entry>) {
        let start = out.len();
        let id = entries.len() as u32;
        entries.push(Entry::At(start));
        let rows: Vec<u8> = entries.iter().flat_map(row).collect();
        let trailer: Vec<u8> = without_size(self.trailer);
        let fields = [
            format!("/Type/XRef/Size {}/W[1 4 2]", entries.len()).as_bytes(),
            &trailer,
            b"/DecodeParms<</Predictor 12/Columns 7>>",
        ]
        .concat();
        write_object(out, id, &stream(&fields, &differences(&rows)));
        out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    }
}

fn row(entry: &Entry) -> [u8; 7] {
    let (kind, place, index) = match *entry {
        Entry::Free => (0, 0, 0),
        Entry::At(offset) => (1, offset as u32, 0),
        Entry::In { stream, index } => (2, stream, index as u16),
    };
    let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), index.to_be_bytes());
    [kind, a, b, c, d, e, f]
}

/// Each row as its difference from the one before, as PNG does: places grow steadily.
fn differences(rows: &[u8]) -> Vec<u8> {
    const UP: u8 = 2;
    let mut before = [0; 7];
    let mut out = Vec::with_capacity(rows.len() / 7 * 8);
    for row in rows.chunks_exact(7) {
        out.push(UP);
        out.extend(row.iter().zip(before).map(|(now, before)| now.wrapping_sub(before)));
        before.copy_from_slice(row);
    }
    out
}

fn object_stream(objects: impl Iterator<Item = (u32, Vec<u8>)>) -> Vec<u8> {
    let (mut index, mut bodies, mut count) = (Vec::new(), Vec::new(), 0);
    for (id, body) in objects {
        index.extend_from_slice(format!("{id} {} ", bodies.len()).as_bytes());
        bodies.extend_from_slice(&body);
        bodies.push(b'\n');
        count += 1;
    }
    let fields = format!("/Type/ObjStm/N {count}/First {}", index.len());
    stream(fields.as_bytes(), &[index, bodies].concat())
}

fn stream(fields: &[u8], content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(content).and_then(|()| encoder.finish()).expect("memory takes every byte");
    let head = format!("/Length {}/Filter/FlateDecode>>\nstream\n", packed.len());
    [b"<<", fields, head.as_bytes(), &packed, b"\nendstream"].concat()
}

fn write_object(out: &mut Vec<u8>, id: u32, body: &[u8]) {
    out.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
    out.extend_from_slice(body);
    out.extend_from_slice(b"\nendobj\n");
}

/// The entries of a trailer except for the number of objects, which changes.
fn without_size(trailer: &[u8]) -> Vec<u8> {
    let Some(start) = find(trailer, b"/Size ") else { return trailer.to_vec() };
    let digits = trailer[start + 6..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    [&trailer[..start], &trailer[start + 6 + digits..]].concat()
}

fn after(bytes: &[u8], start: usize) -> Option<&[u8]> {
    bytes.get(start..)
}

/// The number that `bytes` begin with, perhaps after white space.
fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

/// Where `wanted` begins in `bytes`.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Contents(Footnote 3)>>\nendobj\n2 0 obj\n<</Length 3>>\nstream\nobj\nendstream\nendobj\n";

    fn small_file() -> Vec<u8> {
        let second = FILE.find("2 0 obj").unwrap();
        let table = format!(
            "xref\n0 3\n0000000000 65535 f\r\n0000000009 00000 n\r\n{second:010} 00000 n\r\ntrailer\n<</Size 3/Root 1 0 R>>\nstartxref\n{}\n%%EOF",
            FILE.len()
        );
        (FILE.to_string() + &table).into_bytes()
    }

    #[test]
    fn streams_stay_and_other_objects_are_packed() {
        let packed = pack(small_file(), |object| object);
        let text = String::from_utf8_lossy(&packed);
        assert!(text.starts_with(
            "%PDF-1.7\n2 0 obj\n<</Length 3>>\nstream\nobj\nendstream\nendobj\n3 0 obj\n<</Type/ObjStm/N 1/First 4/"
        ));
        assert!(text.contains("/Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/DecodeParms"), "{text}");
        assert!(!text.contains("/Catalog"));
        let start = rfind(&packed, b"startxref").unwrap() + 9;
        assert!(packed[number(&packed[start..]).unwrap()..].starts_with(b"4 0 obj"));
    }

    #[test]
    fn an_unknown_file_is_left_alone() {
        assert_eq!(pack(b"%PDF-1.7\nstartxref\n999\n".to_vec(), |object| object), b"%PDF-1.7\nstartxref\n999\n");
        assert_eq!(pack(Vec::new(), |object| object), b"");
    }
}
