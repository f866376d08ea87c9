//! What the decoder takes on trust, checked before it does.

use arrow_ipc::{Message, RecordBatch};

use crate::error::ArrowError;

/// A byte that was compressed cannot be more than so many: Zstandard's smallest block has four bytes and stands for 128 KiB.
const MOST_PER_BYTE: u64 = 1 << 15;

/// An error of the format, in our words.
pub(super) fn flaw(problem: &str) -> ArrowError {
    ArrowError::Corrupt(format!("no Arrow file or stream: {problem}"))
}

/// An error of the format, in our words and the decoder's.
pub(super) fn corrupt(problem: &str, error: impl std::fmt::Display) -> ArrowError {
    flaw(&format!("{problem}: {error}"))
}

/// Refuses a batch whose lengths cannot be true. The decoder asks for the memory of a compressed buffer before it looks at the
/// bytes, and where memory fails no error can be told.
pub(super) fn lengths(message: &Message<'_>, body: &[u8]) -> Result<(), ArrowError> {
    let batch = match message.header_as_dictionary_batch() {
        Some(dictionary) => dictionary.data(),
        None => message.header_as_record_batch(),
    };
    let Some(batch) = batch else { return Ok(()) };
    if u32::try_from(batch.length()).is_err() {
        return Err(flaw(&format!("a batch is said to have {} rows", batch.length())));
    }
    if batch.compression().is_some() { compressed_lengths(batch, body) } else { Ok(()) }
}

fn compressed_lengths(batch: RecordBatch<'_>, body: &[u8]) -> Result<(), ArrowError> {
    for buffer in batch.buffers().into_iter().flatten() {
        let range = usize::try_from(buffer.offset()).ok().zip(usize::try_from(buffer.length()).ok());
        let bytes = range.and_then(|(start, length)| body.get(start..start.checked_add(length)?));
        let Some(bytes) = bytes else { return Err(flaw("a buffer is said to lie beyond its batch")) };
        let Some((claim, packed)) =
            bytes.split_first_chunk().map(|(claim, packed)| (i64::from_le_bytes(*claim), packed))
        else {
            continue;
        };
        // A negative claim says that the bytes are not compressed.
        if u64::try_from(claim).is_ok_and(|claim| claim / MOST_PER_BYTE > packed.len() as u64) {
            return Err(flaw(&format!(
                "{} bytes are said to have been {claim} before they were compressed",
                packed.len()
            )));
        }
    }
    Ok(())
}
