//! Packed files: gzip and zstd, known by their first bytes when they are read and by the end of their name when they are
//! written.
//!
//! Invariant: what unpacks without an error is what was packed, whole; both formats end with a checksum. Without the feature
//! of a format its files are an error that names the feature, rather than text that cannot be read.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::path::Path;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
}

impl Packing {
    fn of_bytes(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            _ => Self::Plain,
        }
    }

    fn of_name(path: &Path) -> Self {
        match path.extension().and_then(OsStr::to_str) {
            Some("gz") => Self::Gzip,
            Some("zst") => Self::Zstd,
            _ => Self::Plain,
        }
    }
}

/// What a source holds, unpacked if it is packed.
pub(super) fn unpack<'a>(mut source: impl Read + Send + 'a) -> io::Result<Box<dyn Read + Send + 'a>> {
    let mut start = Vec::new();
    source.by_ref().take(4).read_to_end(&mut start)?;
    let packing = Packing::of_bytes(&start);
    let source = io::Cursor::new(start).chain(source);
    match packing {
        Packing::Plain => Ok(Box::new(source)),
        #[cfg(feature = "gzip")]
        Packing::Gzip => Ok(Box::new(flate2::read::MultiGzDecoder::new(source))),
        #[cfg(feature = "zstd")]
        Packing::Zstd => Ok(Box::new(zstd::Decoder::new(source)?)),
        #[cfg(not(all(feature = "gzip", feature = "zstd")))]
        packed => Err(packed.unsupported()),
    }
}

/// A sink that packs what it is given.
pub(super) enum Packer<W: Write> {
    Plain(W),
    #[cfg(feature = "gzip")]
    Gzip(flate2::write::GzEncoder<W>),
    #[cfg(feature = "zstd")]
    Zstd(zstd::Encoder<'static, W>),
}

impl<W: Write> Packer<W> {
    /// Packs as the name of the file says.
    pub(super) fn new(path: &Path, sink: W) -> io::Result<Self> {
        match Packing::of_name(path) {
            Packing::Plain => Ok(Self::Plain(sink)),
            #[cfg(feature = "gzip")]
            Packing::Gzip => Ok(Self::Gzip(flate2::write::GzEncoder::new(sink, flate2::Compression::default()))),
            #[cfg(feature = "zstd")]
            Packing::Zstd => {
                let mut encoder = zstd::Encoder::new(sink, zstd::DEFAULT_COMPRESSION_LEVEL)?;
                encoder.include_checksum(true)?;
                Ok(Self::Zstd(encoder))
            }
            #[cfg(not(all(feature = "gzip", feature = "zstd")))]
            packed => Err(packed.unsupported()),
        }
    }

    /// Writes what is still to be written.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::Plain(sink) => Ok(sink),
            #[cfg(feature = "gzip")]
            Self::Gzip(encoder) => encoder.finish(),
            #[cfg(feature = "zstd")]
            Self::Zstd(encoder) => encoder.finish(),
        }
    }

    fn sink(&mut self) -> &mut dyn Write {
        match self {
            Self::Plain(sink) => sink,
            #[cfg(feature = "gzip")]
            Self::Gzip(encoder) => encoder,
            #[cfg(feature = "zstd")]
            Self::Zstd(encoder) => encoder,
        }
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink().flush()
    }
}

#[cfg(not(all(feature = "gzip", feature = "zstd")))]
impl Packing {
    fn unsupported(self) -> io::Error {
        let feature = if self == Self::Gzip { "gzip" } else { "zstd" };
        let problem = format!("the file is packed with {feature}, which needs feature `{feature}` of `soakit`");
        io::Error::new(io::ErrorKind::Unsupported, problem)
    }
}
