//! [`ArrowColumn`]: the columns of a record as Arrow's arrays, leaf by leaf.
//!
//! A tree of columns unfolds into a list of arrays, in the order of the leaves; names and nested records are put around them
//! elsewhere. Where an array is refused, the number of arrays that are done says which leaf it was.

use std::sync::Arc;
use std::vec::IntoIter;

use arrow_array::types::UInt32Type;
use arrow_array::{Array, ArrayRef, BooleanArray, DictionaryArray, NullArray, PrimitiveArray, cast::AsArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use soakit_runtime::column::{Bits, Column, Dict, DictSlice, Nullable, Slice, Text, Unit};

use crate::bits;
use crate::cell::text::{self, Words};
use crate::cell::{ArrowCell, Rules};
use crate::cells::Cells;
use crate::error::Refusal;

/// A column that Arrow can hold: that of a record, all of whose fields it can.
#[diagnostic::on_unimplemented(
    message = "this record has no form in Arrow",
    label = "a field's type has no type in Arrow",
    note = "put `#[derive(Cell)]` on an enum without data or a struct of one field; for other types implement `soakit::arrow::ArrowAs`"
)]
pub trait ArrowColumn: Column {
    /// Adds the type of each leaf, and whether its cells may be missing.
    fn leaf_types(types: &mut Vec<(DataType, bool)>);

    /// Moves each leaf into an array, as far as its memory is Arrow's.
    ///
    /// # Errors
    /// The first cell of leaf number `arrays.len()` that Arrow has no value for.
    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal>;

    /// Copies borrowed rows into an array for each leaf.
    ///
    /// # Errors
    /// As [`into_arrays`](ArrowColumn::into_arrays).
    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal>;

    /// Takes an array for each leaf. One that nobody else holds moves, as far as its memory is the leaf's.
    ///
    /// # Errors
    /// When the array that was taken last is none of the leaf's.
    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, rules: Rules) -> Result<Self, Refusal>;
}

impl<A: ArrowColumn, B: ArrowColumn> ArrowColumn for (A, B) {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        A::leaf_types(types);
        B::leaf_types(types);
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        self.0.into_arrays(arrays)?;
        self.1.into_arrays(arrays)
    }

    fn copy_arrays((a, b): Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        A::copy_arrays(a, arrays)?;
        B::copy_arrays(b, arrays)
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, rules: Rules) -> Result<Self, Refusal> {
        Ok((A::from_arrays(arrays, rules)?, B::from_arrays(arrays, rules)?))
    }
}

/// The array of the next leaf.
fn next(arrays: &mut IntoIter<ArrayRef>) -> ArrayRef {
    arrays.next().expect("there is an array for each leaf")
}

/// Refuses missing cells.
fn all_there(nulls: Option<&NullBuffer>) -> Result<(), Refusal> {
    match nulls.and_then(bits::first_missing) {
        Some(row) => Err(Refusal::Null { row }),
        None => Ok(()),
    }
}

/// Bits that say which of `rows` cells are there.
fn validity(nulls: Option<NullBuffer>, rows: usize) -> Bits {
    nulls.map_or_else(|| Bits::filled(rows, true), bits::from_nulls)
}

impl<T: ArrowCell> ArrowColumn for Vec<T> {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((T::data_type(), false));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(T::into_array(Cells::Values(self))?);
        Ok(())
    }

    fn copy_arrays(rows: &[T], arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(T::into_array(Cells::Borrowed(rows))?);
        Ok(())
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, rules: Rules) -> Result<Self, Refusal> {
        T::from_array(next(arrays), rules)?.into_values()
    }
}

impl<T: ArrowCell> ArrowColumn for Nullable<Vec<T>> {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((T::data_type(), true));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(T::into_array(Cells::Nullable(self))?);
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(T::into_array(Cells::NullableBorrowed(rows))?);
        Ok(())
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, rules: Rules) -> Result<Self, Refusal> {
        Ok(T::from_array(next(arrays), rules)?.into_nullable())
    }
}

impl ArrowColumn for Bits {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((DataType::Boolean, false));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(Arc::new(BooleanArray::new(bits::to_boolean(self), None)));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        rows.to_bits().into_arrays(arrays)
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let array = next(arrays);
        let booleans = array.as_boolean_opt().cloned().ok_or(Refusal::TYPE)?;
        drop(array);
        let (values, nulls) = booleans.into_parts();
        all_there(nulls.as_ref())?;
        Ok(bits::from_boolean(values))
    }
}

impl ArrowColumn for Text {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((DataType::LargeUtf8, false));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(text::to_array(self, None));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        rows.to_text().into_arrays(arrays)
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let (text, nulls) = text::from_array(next(arrays))?;
        all_there(nulls.as_ref())?;
        Ok(text)
    }
}

impl ArrowColumn for Nullable<Text> {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((DataType::LargeUtf8, true));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        let (text, validity) = self.into_parts();
        arrays.push(text::to_array(text, Some(bits::to_nulls(validity))));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(text::to_array(rows.values().to_text(), Some(bits::to_nulls(rows.validity().to_bits()))));
        Ok(())
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let (text, nulls) = text::from_array(next(arrays))?;
        let validity = validity(nulls, text.len());
        Ok(Self::from_parts(text, validity).expect("an array has one bit for each row"))
    }
}

/// The dictionary of codes and words.
fn dictionary(codes: Vec<u32>, words: Text, nulls: Option<NullBuffer>) -> ArrayRef {
    let keys = PrimitiveArray::<UInt32Type>::new(codes.into(), nulls);
    Arc::new(DictionaryArray::new(keys, text::to_array(words, None)))
}

/// The codes of rows, of missing ones 0, and all words of their column.
fn copied(rows: DictSlice<'_>) -> (Vec<u32>, Text) {
    let words = rows.words();
    // Missing cells have a code beyond all words.
    let code = |&code: &u32| if (code as usize) < words.len() { code } else { 0 };
    (rows.codes().iter().map(code).collect(), words.to_text())
}

/// A dictionary of any text array.
fn words_of(array: ArrayRef) -> Result<Words, Refusal> {
    if matches!(array.data_type(), DataType::Dictionary(..)) {
        return Words::of(array);
    }
    let (text, nulls) = text::from_array(array)?;
    let is_there = |row| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
    let cells = text.iter().enumerate().map(|(row, cell)| is_there(row).then_some(cell));
    let (codes, words, _) = cells.collect::<Nullable<Dict>>().into_parts();
    Ok(Words { codes, words, nulls })
}

/// The type of a dictionary column.
fn dictionary_type() -> DataType {
    DataType::Dictionary(Box::new(DataType::UInt32), Box::new(DataType::LargeUtf8))
}

impl ArrowColumn for Dict {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((dictionary_type(), false));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        let (codes, words) = self.into_parts();
        arrays.push(dictionary(codes, words, None));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        let (codes, words) = copied(rows);
        arrays.push(dictionary(codes, words, None));
        Ok(())
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let Words { codes, words, nulls } = words_of(next(arrays))?;
        all_there(nulls.as_ref())?;
        Ok(Self::from_parts(codes, words).expect("each key of a dictionary has a word"))
    }
}

impl ArrowColumn for Nullable<Dict> {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((dictionary_type(), true));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        let (codes, words, validity) = self.into_parts();
        arrays.push(dictionary(codes, words, Some(bits::to_nulls(validity))));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        let (codes, words) = copied(rows.values());
        arrays.push(dictionary(codes, words, Some(bits::to_nulls(rows.validity().to_bits()))));
        Ok(())
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let Words { codes, words, nulls } = words_of(next(arrays))?;
        let validity = validity(nulls, codes.len());
        Ok(Self::from_parts(codes, words, validity).expect("each key of a dictionary has a word"))
    }
}

/// Nothing but a number of rows: an array of nulls.
impl ArrowColumn for Unit {
    fn leaf_types(types: &mut Vec<(DataType, bool)>) {
        types.push((DataType::Null, true));
    }

    fn into_arrays(self, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        arrays.push(Arc::new(NullArray::new(self.settled_len())));
        Ok(())
    }

    fn copy_arrays(rows: Self::Slice<'_>, arrays: &mut Vec<ArrayRef>) -> Result<(), Refusal> {
        Self::new(rows.len()).into_arrays(arrays)
    }

    fn from_arrays(arrays: &mut IntoIter<ArrayRef>, _rules: Rules) -> Result<Self, Refusal> {
        let array = next(arrays);
        match array.data_type() {
            DataType::Null => Ok(Self::new(array.len())),
            _ => Err(Refusal::TYPE),
        }
    }
}
