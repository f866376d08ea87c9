//! [`Variant`]: enums without data, as a dictionary of their names.
//!
//! The dictionary holds every name, in the order of the variants, whatever the cells; so the dictionaries of two batches are
//! equal, and files may keep one for all.

use std::sync::Arc;

use arrow_array::types::{ArrowDictionaryKeyType, UInt8Type, UInt16Type, UInt32Type};
use arrow_array::{Array, ArrayRef, DictionaryArray, PrimitiveArray};
use arrow_schema::DataType;
use soakit_runtime::column::Text;
use soakit_runtime::record::Variants;

use super::text::{self, Words};
use super::{ArrowCell, Cells, Rules};
use crate::error::{CellProblem, Refusal};

/// An enum without data as a cell of Arrow: what [`ArrowAs::Cell`](crate::ArrowAs::Cell) of such an enum is.
///
/// A dictionary of the variants' names with the narrowest unsigned keys that count them; any array of text is taken back if
/// it has no other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant<T>(pub T);

impl<T: Variants> Variant<T> {
    /// The type of the keys.
    fn key() -> DataType {
        match T::NAMES.len() {
            0..=256 => DataType::UInt8,
            257..=65_536 => DataType::UInt16,
            _ => DataType::UInt32,
        }
    }

    fn dictionary<K: ArrowDictionaryKeyType>(cells: &Cells<'_, Self>) -> ArrayRef
    where
        K::Native: TryFrom<u64> + Default,
    {
        let key = |cell: &Self| K::Native::try_from(cell.0.code()).unwrap_or_default();
        let keys: Vec<K::Native> = cells.iter().map(|cell| cell.map_or_else(Default::default, key)).collect();
        let names: Text = T::NAMES.iter().collect();
        let names = text::to_array(names, None);
        Arc::new(DictionaryArray::<K>::new(PrimitiveArray::new(keys.into(), cells.nulls()), names))
    }
}

impl<T: Variants> ArrowCell for Variant<T> {
    fn data_type() -> DataType {
        DataType::Dictionary(Box::new(Self::key()), Box::new(DataType::LargeUtf8))
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        Ok(match Self::key() {
            DataType::UInt8 => Self::dictionary::<UInt8Type>(&cells),
            DataType::UInt16 => Self::dictionary::<UInt16Type>(&cells),
            _ => Self::dictionary::<UInt32Type>(&cells),
        })
    }

    fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        let unknown =
            |name: &str| CellProblem::new(format_args!("{name:?}"), format!("is none of {}", T::NAMES.join(", ")));
        let cell = |row: usize, name: &str, known: Option<T>| {
            known.map(Self).ok_or_else(|| Refusal::Cell { row, problem: unknown(name) })
        };
        let rows = array.len();
        if matches!(array.data_type(), DataType::Dictionary(..)) {
            // Names are looked up once for each word.
            let Words { codes, words, nulls } = Words::of(array)?;
            let known: Vec<Option<T>> = words.iter().map(T::of_name).collect();
            return Cells::try_from_fn(rows, nulls.as_ref(), |row| {
                let code = codes[row] as usize;
                cell(row, words.get(code).unwrap_or_default(), known.get(code).copied().flatten())
            });
        }
        let (text, nulls) = text::from_array(array)?;
        Cells::try_from_fn(rows, nulls.as_ref(), |row| {
            let name = text.get(row).unwrap_or_default();
            cell(row, name, T::of_name(name))
        })
    }
}
