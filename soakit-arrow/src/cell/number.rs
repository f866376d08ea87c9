//! Numbers: their memory is Arrow's, so they move.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{ArrayRef, PrimitiveArray};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use super::{ArrowAs, ArrowCell, Cells, Rules};
use crate::error::{CellProblem, Refusal};
use soakit_runtime::column::Zeroed;
use soakit_runtime::words::WideDecimal;

/// The values of an array of numbers, and which are there; the array, if its type is not `A`.
///
/// The values move if the array is held by nobody else, starts with its buffer and got that from a `Vec` of such numbers.
pub(super) fn parts<A: ArrowPrimitiveType>(array: ArrayRef) -> Result<(Vec<A::Native>, Option<NullBuffer>), ArrayRef> {
    let Some(numbers) = array.as_primitive_opt::<A>().cloned() else { return Err(array) };
    drop(array);
    let (_, values, nulls) = numbers.into_parts();
    Ok((values.into(), nulls))
}

/// The cells of an array of type `A`, each turned into a `T`; the array, if it is of another type.
fn widened<A: ArrowPrimitiveType, T: Zeroed + From<A::Native>>(array: ArrayRef) -> Result<Cells<'static, T>, ArrayRef> {
    let (values, nulls) = parts::<A>(array)?;
    Ok(Cells::from_parts(values.into_iter().map(T::from).collect(), nulls))
}

/// A number, Arrow's type, and the types whose every value it has.
macro_rules! numbers {
    ($($number:ident $arrow:ident [$($narrow:ident)*])*) => {$(
        impl ArrowCell for $number {
            fn data_type() -> DataType {
                $arrow::DATA_TYPE
            }

            fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
                let (values, nulls) = cells.into_parts();
                Ok(Arc::new(PrimitiveArray::<$arrow>::new(values.into(), nulls)))
            }

            fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
                let array = match parts::<$arrow>(array) {
                    Ok((values, nulls)) => return Ok(Cells::from_parts(values, nulls)),
                    Err(array) => array,
                };
                let widens = [$($narrow::DATA_TYPE),*].contains(array.data_type());
                if !(widens && rules.widen) {
                    return Err(Refusal::Type { widens });
                }
                let mut found = Err(array);
                $(found = found.or_else(widened::<$narrow, Self>);)*
                found.map_err(|_| Refusal::TYPE)
            }
        }
    )*};
}

numbers! {
    i16 Int16Type [Int8Type UInt8Type]
    i32 Int32Type [Int8Type Int16Type UInt8Type UInt16Type]
    i64 Int64Type [Int8Type Int16Type Int32Type UInt8Type UInt16Type UInt32Type]
    u16 UInt16Type [UInt8Type]
    u32 UInt32Type [UInt8Type UInt16Type]
    u64 UInt64Type [UInt8Type UInt16Type UInt32Type]
    f32 Float32Type [Int8Type Int16Type UInt8Type UInt16Type]
    f64 Float64Type [Float32Type Int8Type Int16Type Int32Type UInt8Type UInt16Type UInt32Type]
}

/// The narrowest numbers: no other type fits into them.
macro_rules! narrowest {
    ($($number:ident $arrow:ident)*) => {$(
        impl ArrowCell for $number {
            fn data_type() -> DataType {
                $arrow::DATA_TYPE
            }

            fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
                let (values, nulls) = cells.into_parts();
                Ok(Arc::new(PrimitiveArray::<$arrow>::new(values.into(), nulls)))
            }

            fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
                let (values, nulls) = parts::<$arrow>(array).map_err(|_| Refusal::TYPE)?;
                Ok(Cells::from_parts(values, nulls))
            }
        }
    )*};
}

narrowest! { i8 Int8Type u8 UInt8Type }

/// Numbers that Arrow has under another name: the machine's as those of 64 bits, those of 128 bits as decimals.
macro_rules! renamed {
    ($($number:ident as $cell:ty: $into:expr, $from:expr;)*) => {$(
        impl ArrowAs for $number {
            type Cell = $cell;

            fn into_arrow(self) -> Result<$cell, CellProblem> {
                $into(self).ok_or_else(|| CellProblem::new(self, concat!("too large for ", stringify!($cell))))
            }

            fn from_arrow(cell: $cell) -> Result<Self, CellProblem> {
                $from(cell).ok_or_else(|| CellProblem::new(cell, concat!("is no ", stringify!($number))))
            }
        }
    )*};
}

renamed! {
    isize as i64: |number| i64::try_from(number).ok(), |cell| isize::try_from(cell).ok();
    usize as u64: |number| u64::try_from(number).ok(), |cell| usize::try_from(cell).ok();
    i128 as WideDecimal<0>: |number| Some(WideDecimal::new(number)), |cell: WideDecimal<0>| Some(cell.mantissa());
    u128 as WideDecimal<0>:
        |number| i128::try_from(number).ok().map(WideDecimal::new),
        |cell: WideDecimal<0>| u128::try_from(cell.mantissa()).ok();
}
