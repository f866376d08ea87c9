//! [`Real`]: numbers whose statistics are floats, and how folds take them in by the batch.

use crate::pipeline::BATCH_ROWS;
use crate::record::Plain;
use crate::words::{Decimal, WideDecimal};

/// A number that statistics turn into an `f64`. Integers beyond 2^53 and long decimals are rounded.
#[diagnostic::on_unimplemented(
    message = "`{Self}` values have no variance, quantiles or correlation",
    label = "not a number",
    note = "statistics are of integers, floats and decimals, also of those that may be missing"
)]
pub trait Real: Plain {
    /// The number as a float.
    fn to_real(self) -> f64;
}

macro_rules! reals {
    ($($number:ty)*) => {$(
        impl Real for $number {
            #[inline(always)]
            #[allow(clippy::unnecessary_cast, reason = "the macro covers every number")]
            fn to_real(self) -> f64 {
                self as f64
            }
        }
    )*};
}

reals! { i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 }

macro_rules! decimals {
    ($($decimal:ident)*) => {$(
        impl<const SCALE: u32> Real for $decimal<SCALE> {
            #[inline]
            fn to_real(self) -> f64 {
                self.to_f64()
            }
        }
    )*};
}

decimals! { Decimal WideDecimal }

/// Passes values on as slices, for states that are faster with many at once.
#[inline]
pub(super) fn many<T: Real>(count: usize, value: impl Fn(usize) -> T, mut take: impl FnMut(&[f64])) {
    let mut buffer = [0.0; BATCH_ROWS];
    for start in (0..count).step_by(BATCH_ROWS) {
        let buffer = &mut buffer[..BATCH_ROWS.min(count - start)];
        for (offset, slot) in buffer.iter_mut().enumerate() {
            *slot = value(start + offset).to_real();
        }
        take(buffer);
    }
}

/// Passes the values whose flag is set on as slices.
#[inline]
pub(super) fn kept<T: Real>(keep: &[bool], value: impl Fn(usize) -> T, mut take: impl FnMut(&[f64])) {
    let mut buffer = [0.0; BATCH_ROWS];
    for (chunk, keep) in keep.chunks(BATCH_ROWS).enumerate() {
        let mut count = 0;
        for (offset, keep) in keep.iter().enumerate() {
            buffer[count] = value(chunk * BATCH_ROWS + offset).to_real();
            count += usize::from(*keep);
        }
        take(&buffer[..count]);
    }
}
