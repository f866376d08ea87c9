//! Exact decimals: the mantissa is Arrow's, and so is the scale.
//!
//! Arrow counts the digits of a number, here 18 and 38. A mantissa can be a little greater than that many nines; such a number is
//! refused rather than handed to a program that may believe the count.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Decimal32Type, Decimal64Type, Decimal128Type, DecimalType};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_schema::DataType;
use soakit_runtime::words::{Decimal, WideDecimal};

use super::{ArrowCell, Cells, Rules, number};
use crate::error::{CellProblem, Refusal};

/// The decimals whose mantissa has at most the digits of its type, and their mantissas.
macro_rules! decimals {
    ($($decimal:ident of $mantissa:ident: $arrow:ident, $data_type:ident)*) => {$(
        impl<const SCALE: u32> ArrowCell for $decimal<SCALE> {
            fn data_type() -> DataType {
                DataType::$data_type($arrow::MAX_PRECISION, SCALE as i8)
            }

            fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
                const LIMIT: $mantissa = (10 as $mantissa).pow($arrow::MAX_PRECISION as u32);
                let mantissas = cells.try_map(|number| match number.mantissa() {
                    mantissa if mantissa > -LIMIT && mantissa < LIMIT => Ok(mantissa),
                    _ => Err(CellProblem::new(number, "has more digits than Arrow's decimals of its width")),
                })?;
                let (values, nulls) = mantissas.into_parts();
                let array = PrimitiveArray::<$arrow>::new(values.into(), nulls);
                Ok(Arc::new(array.with_data_type(Self::data_type())))
            }

            fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
                let found = array.data_type().clone();
                let factor = match factor(&found, SCALE) {
                    Some(factor) if factor == 1 || rules.widen => factor,
                    factor => return Err(Refusal::Type { widens: factor.is_some() }),
                };
                let array = match number::parts::<$arrow>(array) {
                    Ok((mantissas, nulls)) if factor == 1 => {
                        return Cells::from_parts(mantissas, nulls).try_map(|mantissa| Ok(Self::new(mantissa)));
                    }
                    Ok((mantissas, nulls)) => Arc::new(PrimitiveArray::<$arrow>::new(mantissas.into(), nulls)),
                    Err(array) => array,
                };
                // Of another width or scale: the mantissas are numbers all the same, if they fit.
                Cells::from_parts(mantissas(&array)?, array.nulls().cloned()).try_map(|mantissa: i128| {
                    let scaled = mantissa.checked_mul(factor).and_then(|scaled| $mantissa::try_from(scaled).ok());
                    let problem = || CellProblem::new(mantissa, "is too large a mantissa for the column's decimals");
                    scaled.map(Self::new).ok_or_else(problem)
                })
            }
        }
    )*};
}

decimals! {
    Decimal of i64: Decimal64Type, Decimal64
    WideDecimal of i128: Decimal128Type, Decimal128
}

/// By what mantissas of a type must be multiplied to have `scale` digits after the point; nothing, if digits would be lost.
fn factor(found: &DataType, scale: u32) -> Option<i128> {
    let (DataType::Decimal32(_, found) | DataType::Decimal64(_, found) | DataType::Decimal128(_, found)) = *found
    else {
        return None;
    };
    let up = i64::from(scale) - i64::from(found);
    10_i128.checked_pow(u32::try_from(up).ok()?)
}

/// The mantissas of decimals of any width; of missing cells, too.
fn mantissas(array: &ArrayRef) -> Result<Vec<i128>, Refusal> {
    fn widened<A: DecimalType>(array: &ArrayRef) -> Option<Vec<i128>>
    where
        i128: From<A::Native>,
    {
        Some(array.as_primitive_opt::<A>()?.values().iter().map(|&mantissa| mantissa.into()).collect())
    }
    let found = widened::<Decimal32Type>(array).or_else(|| widened::<Decimal64Type>(array));
    found.or_else(|| widened::<Decimal128Type>(array)).ok_or(Refusal::TYPE)
}
