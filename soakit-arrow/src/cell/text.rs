//! Text: Arrow's offsets and bytes, whichever of its layouts they have.
//!
//! `Utf8`, `LargeUtf8`, `Utf8View` and dictionaries of them hold the same cells, so a column of text takes each of them; only
//! `LargeUtf8` moves. UTF-8 was checked when the array was made.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, OffsetSizeTrait};
use arrow_buffer::{ArrowNativeType, Buffer, NullBuffer, OffsetBuffer};
use arrow_schema::DataType;
use soakit_runtime::column::{Nullable, Text};

use super::{ArrowAs, ArrowCell, Cells, Rules};
use crate::bits;
use crate::error::{CellProblem, Refusal};

/// Moves text out.
pub(crate) fn to_array(text: Text, nulls: Option<NullBuffer>) -> ArrayRef {
    let (offsets, bytes) = text.into_parts();
    let offsets = OffsetBuffer::new(offsets.into());
    Arc::new(LargeStringArray::new(offsets, Buffer::from_vec(bytes), nulls))
}

/// Moves text in, if it is `LargeUtf8` that nobody else holds; copies it otherwise. What a missing cell holds is left open.
pub(crate) fn from_array(array: ArrayRef) -> Result<(Text, Option<NullBuffer>), Refusal> {
    match array.data_type() {
        DataType::LargeUtf8 => of_offsets::<i64>(array),
        DataType::Utf8 => of_offsets::<i32>(array),
        DataType::Utf8View => {
            let views = array.as_string_view();
            Ok((views.iter().map(Option::unwrap_or_default).collect(), bits::missing(array.nulls().cloned())))
        }
        DataType::Dictionary(..) => {
            let Words { codes, words, nulls } = Words::of(array)?;
            Ok((codes.iter().map(|&code| words.get(code as usize).unwrap_or_default()).collect(), nulls))
        }
        _ => Err(Refusal::TYPE),
    }
}

/// Text of which Arrow has the offsets in an `O`.
fn of_offsets<O: OffsetSizeTrait>(array: ArrayRef) -> Result<(Text, Option<NullBuffer>), Refusal> {
    let text = array.as_string_opt::<O>().cloned().ok_or(Refusal::TYPE)?;
    drop(array);
    let (offsets, bytes, nulls) = text.into_parts();
    let (first, last) = (offsets[0].as_usize(), offsets[offsets.len() - 1].as_usize());
    // Bytes that are shared are copied, and then only those that belong to a row.
    let (bytes, skipped) = match bytes.into_vec() {
        Ok(bytes) => (bytes, 0),
        Err(shared) => (shared[first..last].to_vec(), first),
    };
    let offsets = offsets.into_inner();
    let as_moved = |offset: &O| (offset.as_usize() - skipped) as i64;
    let offsets = if skipped == 0 && O::IS_LARGE {
        offsets.into_inner().into_vec().unwrap_or_else(|shared| shared.typed_data().to_vec())
    } else {
        offsets.iter().map(as_moved).collect()
    };
    let text =
        Text::from_parts(offsets, bytes).expect("an array of text has offsets within its bytes, which are UTF-8");
    Ok((text, bits::missing(nulls)))
}

/// A dictionary of text: codes, words, and which cells are there.
pub(crate) struct Words {
    pub(crate) codes: Vec<u32>,
    pub(crate) words: Text,
    pub(crate) nulls: Option<NullBuffer>,
}

impl Words {
    /// Takes a dictionary apart. Codes of four bytes and words of `LargeUtf8` move, if nobody else holds them. A cell whose
    /// word is missing is missing.
    pub(crate) fn of(array: ArrayRef) -> Result<Self, Refusal> {
        let DataType::Dictionary(key, _) = array.data_type() else { return Err(Refusal::TYPE) };
        match **key {
            DataType::Int8 => Self::of_keys::<Int8Type>(array),
            DataType::Int16 => Self::of_keys::<Int16Type>(array),
            DataType::Int32 => Self::of_keys::<Int32Type>(array),
            DataType::Int64 => Self::of_keys::<Int64Type>(array),
            DataType::UInt8 => Self::of_keys::<UInt8Type>(array),
            DataType::UInt16 => Self::of_keys::<UInt16Type>(array),
            DataType::UInt32 => Self::of_keys::<UInt32Type>(array),
            DataType::UInt64 => Self::of_keys::<UInt64Type>(array),
            _ => Err(Refusal::TYPE),
        }
    }

    fn of_keys<K: ArrowDictionaryKeyType>(array: ArrayRef) -> Result<Self, Refusal> {
        let dictionary = array.as_dictionary_opt::<K>().cloned().ok_or(Refusal::TYPE)?;
        drop(array);
        let (keys, words) = dictionary.into_parts();
        if matches!(words.data_type(), DataType::Dictionary(..)) {
            return Err(Refusal::TYPE);
        }
        let (words, missing_words) = from_array(words)?;
        let (_, keys, nulls) = keys.into_parts();
        // The key of a missing cell may be anything.
        let narrow = |key: K::Native| u32::try_from(key.as_usize()).unwrap_or(u32::MAX);
        let codes: Vec<u32> = match K::DATA_TYPE {
            DataType::UInt32 => keys.into_inner().into_vec().unwrap_or_else(|shared| shared.typed_data().to_vec()),
            _ => keys.iter().map(|&key| narrow(key)).collect(),
        };
        let nulls = match missing_words {
            None => nulls,
            Some(missing) => {
                let is_word = |code: u32| (code as usize) < missing.len() && missing.is_valid(code as usize);
                let is_there = |(row, &code): (usize, &u32)| {
                    nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row)) && is_word(code)
                };
                Some(NullBuffer::from_iter(codes.iter().enumerate().map(is_there)))
            }
        };
        Ok(Self { codes, words, nulls: bits::missing(nulls) })
    }
}

impl ArrowCell for String {
    fn data_type() -> DataType {
        DataType::LargeUtf8
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        let text = cells.iter().map(|cell| cell.map_or("", String::as_str)).collect();
        Ok(to_array(text, cells.nulls()))
    }

    fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        let (text, nulls) = from_array(array)?;
        let Some(nulls) = nulls else { return Ok(Cells::Values(text.iter().map(Into::into).collect())) };
        let cell = |(cell, is_there): (&str, bool)| is_there.then(|| cell.to_owned());
        Ok(Cells::Nullable(text.iter().zip(nulls.iter()).map(cell).collect::<Nullable<_>>()))
    }
}

/// A text of one character.
impl ArrowAs for char {
    type Cell = String;

    fn into_arrow(self) -> Result<String, CellProblem> {
        Ok(self.into())
    }

    fn from_arrow(cell: String) -> Result<Self, CellProblem> {
        let mut characters = cell.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(CellProblem::new(format_args!("{cell:?}"), "is not one character")),
        }
    }
}
