//! Days, instants, times: what dates of any crate are in Arrow.
//!
//! A file for each crate says how its types become one of these. Arrow counts in several units; what goes out counts days or
//! nanoseconds, and every unit is taken that loses nothing. An instant of the world has a zone in Arrow, a civil time has none, and
//! neither is taken for the other.

use std::sync::Arc;

use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, DurationMicrosecondType, DurationMillisecondType,
    DurationNanosecondType, DurationSecondType, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{ArrayRef, PrimitiveArray};
use arrow_schema::{DataType, TimeUnit};

use super::{ArrowCell, Cells, Rules, number};
use crate::error::{CellProblem, Refusal};

/// Days since 1970-01-01: `Date32`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(pub i32);

/// Nanoseconds since 1970-01-01 in UTC, an instant: `Timestamp(Nanosecond, "UTC")`. Any zone is taken: it says how to show the
/// instant, not which one it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instant(pub i128);

/// Nanoseconds since 1970-01-01 on the clock of some place: `Timestamp(Nanosecond)` without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockTime(pub i128);

/// Nanoseconds since midnight: `Time64(Nanosecond)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOfDay(pub i128);

/// Nanoseconds: `Duration(Nanosecond)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(pub i128);

const MILLISECONDS_OF_DAY: i64 = 86_400_000;

impl ArrowCell for Days {
    fn data_type() -> DataType {
        DataType::Date32
    }

    fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
        let (days, nulls) = cells.try_map(|Self(days)| Ok(days))?.into_parts();
        Ok(Arc::new(PrimitiveArray::<Date32Type>::new(days.into(), nulls)))
    }

    fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
        let array = match number::parts::<Date32Type>(array) {
            Ok((days, nulls)) => return Cells::from_parts(days, nulls).try_map(|days| Ok(Self(days))),
            Err(array) => array,
        };
        let (milliseconds, nulls) = number::parts::<Date64Type>(array).map_err(|_| Refusal::TYPE)?;
        Cells::from_parts(milliseconds, nulls).try_map(|milliseconds| {
            let days = (milliseconds % MILLISECONDS_OF_DAY == 0).then_some(milliseconds / MILLISECONDS_OF_DAY);
            let problem = || CellProblem::new(format_args!("{milliseconds} ms"), "is not a day that counts in 32 bits");
            days.and_then(|days| i32::try_from(days).ok()).map(Self).ok_or_else(problem)
        })
    }
}

/// Nanoseconds in each unit.
const SECOND: i128 = 1_000_000_000;
const MILLISECOND: i128 = 1_000_000;
const MICROSECOND: i128 = 1000;

/// The cells of an array of type `A`, of which one is `unit` nanoseconds; the array, if it is of another type.
fn counted<A: ArrowPrimitiveType, T>(array: ArrayRef, unit: i128, of: fn(i128) -> T) -> Result<Counted<T>, ArrayRef>
where
    A::Native: Into<i64>,
{
    let (counts, nulls) = number::parts::<A>(array)?;
    let counts = counts.into_iter().map(Into::into).collect::<Vec<i64>>();
    Ok(Cells::from_parts(counts, nulls).try_map(|count| Ok(of(i128::from(count) * unit))))
}

/// Cells, or what was wrong with them.
type Counted<T> = Result<Cells<'static, T>, Refusal>;

/// A count of nanoseconds, the type of its array, which other types are taken, and the types of arrays that it may be in, with
/// the length of their unit.
macro_rules! nanoseconds {
    ($($time:ident: $arrow:ident as $data_type:expr, takes $taken:pat, $($unit:ident $length:expr),*;)*) => {$(
        impl ArrowCell for $time {
            fn data_type() -> DataType {
                $data_type
            }

            fn into_array(cells: Cells<'_, Self>) -> Result<ArrayRef, Refusal> {
                let counts = cells.try_map(|Self(count)| {
                    let problem = || CellProblem::new(format_args!("{count} ns"), "is beyond what Arrow counts in 64 bits");
                    i64::try_from(count).map_err(|_| problem())
                })?;
                let (counts, nulls) = counts.into_parts();
                let array = PrimitiveArray::<$arrow>::new(counts.into(), nulls);
                Ok(Arc::new(array.with_data_type(Self::data_type())))
            }

            fn from_array(array: ArrayRef, _rules: Rules) -> Result<Cells<'static, Self>, Refusal> {
                if !matches!(array.data_type(), $taken) {
                    return Err(Refusal::TYPE);
                }
                let found = counted::<$arrow, Self>(array, 1, Self);
                $(let found = found.or_else(|array| counted::<$unit, Self>(array, $length, Self));)*
                found.map_err(|_| Refusal::TYPE)?
            }
        }
    )*};
}

nanoseconds! {
    Instant: TimestampNanosecondType as DataType::Timestamp(TimeUnit::Nanosecond, Some("UTC".into())),
        takes DataType::Timestamp(_, Some(_)),
        TimestampMicrosecondType MICROSECOND, TimestampMillisecondType MILLISECOND, TimestampSecondType SECOND;
    ClockTime: TimestampNanosecondType as DataType::Timestamp(TimeUnit::Nanosecond, None),
        takes DataType::Timestamp(_, None),
        TimestampMicrosecondType MICROSECOND, TimestampMillisecondType MILLISECOND, TimestampSecondType SECOND;
    TimeOfDay: Time64NanosecondType as DataType::Time64(TimeUnit::Nanosecond),
        takes DataType::Time32(_) | DataType::Time64(_),
        Time64MicrosecondType MICROSECOND, Time32MillisecondType MILLISECOND, Time32SecondType SECOND;
    Span: DurationNanosecondType as DataType::Duration(TimeUnit::Nanosecond),
        takes DataType::Duration(_),
        DurationMicrosecondType MICROSECOND, DurationMillisecondType MILLISECOND, DurationSecondType SECOND;
}

/// A length of time; the standard library's is never negative.
impl super::ArrowAs for std::time::Duration {
    type Cell = Span;

    fn into_arrow(self) -> Result<Span, CellProblem> {
        // At most 2^64 seconds: far from what 128 bits count.
        Ok(Span(self.as_nanos().cast_signed()))
    }

    fn from_arrow(Span(count): Span) -> Result<Self, CellProblem> {
        u64::try_from(count)
            .map(Self::from_nanos)
            .map_err(|_| CellProblem::new(format_args!("{count} ns"), "is not a `Duration`"))
    }
}
