//! Exact decimals: Arrow's have a scale, too, and a mantissa of 128 bits.
//!
//! Those of 64 bits, which would move, are not known to every program (one was found to read their memory as if it were of 128
//! bits), so they are taken but not given. Arrow counts the digits of a number, here 18 and 38. A mantissa can be a little greater
//! than that many nines; such a number is refused rather than handed to a program that may believe the count.

use std::sync::Arc;

use arrow_array::types::{Decimal32Type, Decimal64Type, Decimal128Type, DecimalType};
use arrow_array::{ArrayRef, PrimitiveArray};
use arrow_schema::DataType;
use soakit_runtime::words::{Decimal, WideDecimal};

use super::{ArrowCell, Cells, Rules, number};
use crate::error::{CellProblem, Refusal};

/// The decimals, their mantissas, and how many digits Arrow is told they have at most.
macro_rules! decimals {
    ($($decimal:ident of $mantissa:ident, $digits:literal digits;)*) => {$(
        impl<const SCALE: u32> ArrowCell for $decimal<SCALE> {
            fn data_type() -> DataType {
                DataType::Decimal128($digits, SCALE as i8)
            }

            fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
                const LIMIT: i128 = 10_i128.pow($digits);
                let mantissas = cells.try_map(|number| match i128::from(number.mantissa()) {
                    mantissa if mantissa > -LIMIT && mantissa < LIMIT => Ok(mantissa),
                    _ => Err(CellProblem::new(number, concat!("has more than ", $digits, " digits"))),
                })?;
                let (values, nulls) = mantissas.into_parts();
                let array = PrimitiveArray::<Decimal128Type>::new(values.into(), nulls);
                Ok(Arc::new(array.with_data_type(Self::data_type())))
            }

            fn from_array(array: ArrayRef, rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
                let factor = match factor(array.data_type(), SCALE) {
                    Some(factor) if factor == 1 || rules.widen => factor,
                    factor => return Err(Refusal::Type { widens: factor.is_some() }),
                };
                mantissas(array)?.try_map(|mantissa| {
                    let scaled = mantissa.checked_mul(factor).and_then(|scaled| $mantissa::try_from(scaled).ok());
                    let problem = || CellProblem::new(mantissa, "is too large a mantissa for the column's decimals");
                    scaled.map(Self::new).ok_or_else(problem)
                })
            }
        }
    )*};
}

decimals! {
    Decimal of i64, 18 digits;
    WideDecimal of i128, 38 digits;
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

/// The mantissas of decimals of any width. Those of 128 bits move.
fn mantissas(array: ArrayRef) -> Result<Cells<'static, i128>, Refusal> {
    fn of_width<A: DecimalType>(array: ArrayRef) -> Result<Cells<'static, i128>, ArrayRef>
    where
        i128: From<A::Native>,
    {
        let (mantissas, nulls) = number::parts::<A>(array)?;
        Ok(Cells::from_parts(mantissas.into_iter().map(i128::from).collect(), nulls))
    }
    let found = of_width::<Decimal128Type>(array).or_else(of_width::<Decimal64Type>);
    found.or_else(of_width::<Decimal32Type>).map_err(|_| Refusal::TYPE)
}
