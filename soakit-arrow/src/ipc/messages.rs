//! The messages of a file or a stream, read one by one.
//!
//! Invariant: memory is asked for only as bytes come in, so a length that lies costs nothing; a message that is handed on has all its bytes.

use std::io::{Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_buffer::Buffer;
use arrow_ipc::reader::{FileDecoder, read_footer_length};
use arrow_ipc::{Block, MessageHeader, MetadataVersion, convert, root_as_footer, root_as_message};
use arrow_schema::SchemaRef;

use super::check::{corrupt, flaw};
use crate::error::ArrowError;

/// What files begin with, and padding.
pub(super) const MAGIC: &[u8; 8] = b"ARROW1\0\0";
/// What a message begins with, since lengths alone were found not to be aligned.
const CONTINUATION: [u8; 4] = [0xFF; 4];
/// Bytes behind the footer: its length and six of [`MAGIC`].
const TRAILER_BYTES: u64 = 10;

/// A message with its body, and where the latter begins.
pub(super) struct Message {
    pub(super) block: Block,
    pub(super) bytes: Buffer,
}

impl Message {
    /// What the message holds.
    pub(super) fn header(&self) -> Result<arrow_ipc::Message<'_>, ArrowError> {
        let prefix = if self.bytes.starts_with(&CONTINUATION) { 8 } else { 4 };
        root_as_message(&self.bytes[prefix..]).map_err(|error| corrupt("a message cannot be read", error))
    }

    /// The bytes behind the header.
    pub(super) fn body(&self) -> &[u8] {
        let head = usize::try_from(self.block.metaDataLength()).unwrap_or(usize::MAX);
        self.bytes.get(head..).unwrap_or_default()
    }
}

/// What comes first: the schema, and how the rest is to be read.
pub(super) struct Start {
    pub(super) schema: SchemaRef,
    pub(super) version: MetadataVersion,
}

impl Start {
    fn new(schema: arrow_ipc::Schema<'_>, version: MetadataVersion) -> Result<Self, ArrowError> {
        if !schema.endianness().equals_to_target_endianness() {
            return Err(flaw("its bytes are in the other order than this machine's"));
        }
        Ok(Self { schema: Arc::new(convert::fb_to_schema(schema)), version })
    }

    pub(super) fn decoder(&self) -> FileDecoder {
        FileDecoder::new(self.schema.clone(), self.version)
    }
}

/// Where messages come from.
pub(super) enum Messages<S, F> {
    /// One behind the other.
    Stream(S),
    /// From the places that the footer names: dictionaries, then batches.
    File { file: F, bytes: u64, blocks: std::vec::IntoIter<Block> },
}

impl<S: Read, F: Read + Seek> Messages<S, F> {
    /// A stream from its first byte on.
    pub(super) fn of_stream(mut stream: S) -> Result<(Start, Self), ArrowError> {
        let Some(message) = next_of_stream(&mut stream)? else { return Err(flaw("it is empty")) };
        let header = message.header()?;
        let Some(schema) = header.header_as_schema() else { return Err(flaw("it does not begin with a schema")) };
        Ok((Start::new(schema, header.version())?, Self::Stream(stream)))
    }

    /// A file, by its footer.
    pub(super) fn of_file(mut file: F) -> Result<(Start, Self), ArrowError> {
        let bytes = file.seek(SeekFrom::End(0))?;
        if bytes < TRAILER_BYTES + MAGIC.len() as u64 {
            return Err(flaw("it is too short for an Arrow file"));
        }
        file.seek(SeekFrom::Start(bytes - TRAILER_BYTES))?;
        let mut trailer = [0; TRAILER_BYTES as usize];
        file.read_exact(&mut trailer)?;
        let footer_bytes = read_footer_length(trailer)? as u64;
        let Some(start) = (bytes - TRAILER_BYTES).checked_sub(footer_bytes) else {
            return Err(flaw("its footer is said to be longer than the file"));
        };
        file.seek(SeekFrom::Start(start))?;
        let footer = exactly(&mut file, footer_bytes, bytes)?;
        let footer = root_as_footer(&footer).map_err(|error| corrupt("its footer cannot be read", error))?;
        let Some(schema) = footer.schema() else { return Err(flaw("its footer has no schema")) };
        let blocks = [footer.dictionaries(), footer.recordBatches()].into_iter().flatten();
        let blocks = blocks.flatten().copied().collect::<Vec<_>>().into_iter();
        Ok((Start::new(schema, footer.version())?, Self::File { file, bytes, blocks }))
    }

    /// The next message, if there is one.
    pub(super) fn next(&mut self) -> Result<Option<Message>, ArrowError> {
        match self {
            Self::Stream(stream) => next_of_stream(stream),
            Self::File { file, bytes, blocks } => {
                let Some(block) = blocks.next() else { return Ok(None) };
                let lengths = [block.offset(), block.metaDataLength().into(), block.bodyLength()].map(u64::try_from);
                let [Ok(offset), Ok(head), Ok(body)] = lengths else { return Err(flaw("a length is negative")) };
                let end = head.checked_add(body).and_then(|length| length.checked_add(offset));
                if head < 8 || end.is_none_or(|end| end > *bytes) {
                    return Err(flaw("a batch is said to lie beyond its end"));
                }
                file.seek(SeekFrom::Start(offset))?;
                Ok(Some(Message { block, bytes: Buffer::from_vec(exactly(file, head + body, *bytes)?) }))
            }
        }
    }
}

/// The next message of a stream; none at its end.
fn next_of_stream(stream: &mut impl Read) -> Result<Option<Message>, ArrowError> {
    let mut bytes = Vec::with_capacity(8);
    stream.take(4).read_to_end(&mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes == CONTINUATION {
        stream.take(4).read_to_end(&mut bytes)?;
    }
    let is_whole = matches!(bytes.len(), 4 | 8) && bytes != CONTINUATION;
    let Some(length) = bytes.last_chunk().filter(|_| is_whole).map(|&length| i32::from_le_bytes(length)) else {
        return Err(flaw("it ends in the middle of a message"));
    };
    if length == 0 {
        return Ok(None);
    }
    let Ok(length) = u64::try_from(length) else { return Err(flaw("a length is negative")) };
    let prefix = bytes.len();
    append(stream, length, TRUSTED, &mut bytes)?;
    let message = root_as_message(&bytes[prefix..]).map_err(|error| corrupt("a message cannot be read", error))?;
    let Ok(body) = u64::try_from(message.bodyLength()) else { return Err(flaw("a length is negative")) };
    let Ok(head) = i32::try_from(bytes.len()) else { return Err(flaw("a message is too long")) };
    append(stream, body, TRUSTED, &mut bytes)?;
    Ok(Some(Message { block: Block::new(0, head, body.cast_signed()), bytes: Buffer::from_vec(bytes) }))
}

/// So many bytes of a file that has `file_bytes`.
fn exactly(reader: &mut impl Read, length: u64, file_bytes: u64) -> Result<Vec<u8>, ArrowError> {
    let mut bytes = Vec::new();
    append(reader, length, file_bytes, &mut bytes)?;
    Ok(bytes)
}

/// What is reserved on somebody's word alone; what is beyond it grows as it is read.
const TRUSTED: u64 = 1 << 24;

/// Appends so many bytes, of which `known` are there for certain.
fn append(reader: &mut impl Read, length: u64, known: u64, bytes: &mut Vec<u8>) -> Result<(), ArrowError> {
    bytes.reserve_exact(length.min(known) as usize);
    let read = reader.take(length).read_to_end(bytes)? as u64;
    if read == length { Ok(()) } else { Err(flaw("it ends in the middle of a message")) }
}

/// Whether a message of a stream or file is a dictionary; batches are the only others.
pub(super) fn is_dictionary(message: &arrow_ipc::Message<'_>) -> bool {
    message.header_type() == MessageHeader::DictionaryBatch
}
