//! Bits on both sides: booleans, and which cells are there. The memory is the same, so they move.

use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer};
use soakit_runtime::column::Bits;

/// Moves bits out.
pub(crate) fn to_boolean(bits: Bits) -> BooleanBuffer {
    let rows = bits.len();
    BooleanBuffer::new(Buffer::from_vec(bits.into_bytes()), 0, rows)
}

/// Moves bits in, if nobody else holds them and they start with their buffer; copies them otherwise.
pub(crate) fn from_boolean(bits: BooleanBuffer) -> Bits {
    let (offset, rows) = (bits.offset(), bits.len());
    let buffer = if offset == 0 { bits.into_inner() } else { bits.sliced() };
    let bytes = buffer.into_vec().unwrap_or_else(|shared| shared[..rows.div_ceil(8)].to_vec());
    Bits::from_bytes(bytes, rows).expect("a buffer of bits has as many as it says")
}

/// Which cells are there.
pub(crate) fn to_nulls(validity: Bits) -> NullBuffer {
    NullBuffer::new(to_boolean(validity))
}

/// Which cells are there.
pub(crate) fn from_nulls(nulls: NullBuffer) -> Bits {
    from_boolean(nulls.into_inner())
}

/// The nulls of an array, if a cell is missing.
pub(crate) fn missing(nulls: Option<NullBuffer>) -> Option<NullBuffer> {
    nulls.filter(|nulls| nulls.null_count() > 0)
}

/// The first row that is missing.
pub(crate) fn first_missing(nulls: &NullBuffer) -> Option<usize> {
    nulls.iter().position(|is_there| !is_there)
}
