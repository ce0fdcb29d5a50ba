//! Pictures as browsers like them: photographs and screenshots in several
//! widths as WebP, drawings without anything that could run.
//!
//! In: the bytes of a file. Out: smaller ones, the same for the same bytes. It must
//! not know pages. The only user of the packages that read and write pictures.

use image::{DynamicImage, ImageReader, Limits, imageops::FilterType};
use image_webp::{ColorType, EncoderParams, WebPEncoder};

/// The widths that a page may ask for: a phone, the column of text, the same on fine screens.
const WIDTHS: [u32; 4] = [480, 800, 1280, 1920];
/// Of lossy WebP: hardly to be told from the original at the size of a page.
const QUALITY: u8 = 80;
/// Larger ones are published as they are: reading them would take too much memory.
const LARGEST_SIDE: u32 = 12_000;
const MEMORY: u64 = 512 * 1024 * 1024;

/// One width of a picture as WebP.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    pub width: u32,
    pub bytes: Vec<u8>,
}

/// The picture in all widths that it fills, the smallest first; none if WebP would not be
/// smaller, or what is wrong with the file.
pub fn variants(bytes: &[u8]) -> Result<Vec<Variant>, String> {
    let mut reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().map_err(text)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LARGEST_SIDE);
    limits.max_image_height = Some(LARGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let original = reader.decode().map_err(text)?;
    let widths = widths(original.width());
    let mut variants = Vec::with_capacity(widths.len());
    for width in widths {
        variants.push(Variant { width, bytes: webp(&resized(&original, width))? });
    }
    // The largest stands for the original; where that is smaller, nothing is gained.
    let gained = variants.last().is_some_and(|largest| largest.bytes.len() < bytes.len());
    Ok(if gained { variants } else { Vec::new() })
}

fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Those of [`WIDTHS`] that are clearly smaller than the picture, and its own or the largest.
fn widths(own: u32) -> Vec<u32> {
    let largest = own.min(WIDTHS[WIDTHS.len() - 1]);
    let smaller = WIDTHS.into_iter().filter(|width| width * 5 <= largest * 4);
    smaller.chain([largest]).collect()
}

fn resized(original: &DynamicImage, width: u32) -> DynamicImage {
    if width == original.width() {
        return original.clone();
    }
    let height = u64::from(original.height()) * u64::from(width) / u64::from(original.width());
    let height = u32::try_from(height.max(1)).unwrap_or(LARGEST_SIDE);
    original.resize_exact(width, height, FilterType::CatmullRom)
}

/// The smaller one of both kinds: photographs gain by loss, drawings and screenshots without.
fn webp(picture: &DynamicImage) -> Result<Vec<u8>, String> {
    let transparent = picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < 255);
    let (width, height) = (picture.width(), picture.height());
    if transparent {
        return encoded(picture.to_rgba8().as_raw(), (width, height), ColorType::Rgba8, false);
    }
    let pixels = picture.to_rgb8();
    let lossy = encoded(pixels.as_raw(), (width, height), ColorType::Rgb8, true)?;
    let exact = encoded(pixels.as_raw(), (width, height), ColorType::Rgb8, false)?;
    Ok(if exact.len() <= lossy.len() { exact } else { lossy })
}

fn encoded(pixels: &[u8], (width, height): (u32, u32), colours: ColorType, lossy: bool) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new(&mut bytes);
    let mut parameters = EncoderParams::default();
    parameters.use_lossy = lossy;
    parameters.lossy_quality = QUALITY;
    encoder.set_params(parameters);
    encoder.encode(pixels, width, height, colours).map_err(text)?;
    Ok(bytes)
}

/// The drawing with nothing but what draws: no scripts, handlers, foreign elements and
/// addresses of other hosts. None if it is not well-formed.
pub fn harmless_drawing(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let mut harmless = Vec::with_capacity(bytes.len());
    filter.filter(bytes, &mut harmless).ok()?;
    Some(harmless)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of smooth colours, as photographs are.
    fn photograph(width: u32, height: u32) -> Vec<u8> {
        let pixel = |x: u32, y: u32| {
            let wave = |step: f32| (127.0 + 120.0 * ((x as f32 + y as f32 * step) / 40.0).sin()) as u8;
            image::Rgb([wave(0.3), wave(1.1), wave(2.0).wrapping_add((x ^ y) as u8 & 7)])
        };
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::from_fn(width, height, pixel).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photograph_becomes_smaller_in_several_widths_and_the_same_each_time() {
        let bytes = photograph(1000, 600);
        let made = variants(&bytes).unwrap();
        assert_eq!(made.iter().map(|variant| variant.width).collect::<Vec<_>>(), [480, 800, 1000]);
        for variant in &made {
            let size = imagesize::blob_size(&variant.bytes).unwrap();
            assert_eq!((size.width as u32, size.height as u32), (variant.width, variant.width * 600 / 1000));
            assert!(variant.bytes.len() < bytes.len());
        }
        assert_eq!(made, variants(&bytes).unwrap());
    }

    #[test]
    fn what_is_no_picture_is_said_and_a_small_one_stays_as_it_is() {
        assert!(variants(b"\x89PNG no").is_err());
        assert_eq!(widths(300), [300]);
        assert_eq!(widths(5000), [480, 800, 1280, 1920]);
    }

    #[test]
    fn drawings_lose_what_could_run() {
        let bad = r#"<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><a href="javascript:x()"><rect width="5" height="5"/></a><image href="https://elsewhere.example/p.png"/><foreignObject><p/></foreignObject></svg>"#;
        let harmless = String::from_utf8(harmless_drawing(bad.as_bytes()).unwrap()).unwrap();
        for mark in ["onload", "script", "elsewhere", "foreignObject"] {
            assert!(!harmless.contains(mark), "{mark} in {harmless}");
        }
        assert!(harmless.contains("<rect"));
        assert_eq!(harmless_drawing(b"<svg"), None);
    }
}
