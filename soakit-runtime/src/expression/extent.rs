//! [`Extent`]: what is known of the values of one column in one block of rows.

use core::cmp::Ordering;
use core::ops::Bound;

use crate::record::Constant;

/// What is known of the values of one column in one block of rows: enough to say that none of them can stand a
/// [`Test`](super::Test).
///
/// What is not known is `None`, and speaks for reading the block. An end that is NaN, or of another kind than the values, is as
/// good as unknown.
#[derive(Clone, Debug)]
pub struct Extent {
    /// The number of rows.
    pub rows: u64,
    /// How many of the values are missing.
    pub missing: Option<u64>,
    /// Nothing that is there is less, but for NaN. It need not be a value itself: a cut text will do.
    pub least: Option<Constant>,
    /// Nothing that is there is greater, but for NaN. It need not be a value itself.
    pub greatest: Option<Constant>,
}

impl Extent {
    /// A block of which only the number of rows is known.
    #[must_use]
    pub fn unknown(rows: u64) -> Self {
        Self { rows, missing: None, least: None, greatest: None }
    }

    /// Whether a value may be there at all.
    pub(super) fn can_be_there(&self) -> bool {
        self.missing.is_none_or(|missing| missing < self.rows) && self.rows > 0
    }

    /// Whether a value may lie between two ends.
    pub(super) fn can_reach(&self, low: &Bound<Constant>, high: &Bound<Constant>) -> bool {
        self.can_be_there()
            && !is_beyond(high, self.least.as_ref(), Ordering::Greater)
            && !is_beyond(low, self.greatest.as_ref(), Ordering::Less)
    }

    /// Whether every value is known to be there and to equal this one. Of floats that is never known: NaN is in no extent.
    pub(super) fn is_all(&self, value: &Constant) -> bool {
        let is_value = |end: &Option<Constant>| end.as_ref() == Some(value);
        let can_be_nan = matches!(value, Constant::Float(_));
        !can_be_nan && self.missing == Some(0) && is_value(&self.least) && is_value(&self.greatest)
    }
}

/// Whether the extreme of a block lies beyond an end: greater than the high one, or less than the low one.
fn is_beyond(end: &Bound<Constant>, extreme: Option<&Constant>, beyond: Ordering) -> bool {
    let (Bound::Included(constant) | Bound::Excluded(constant)) = end else { return false };
    match extreme.and_then(|extreme| extreme.partial_cmp(constant)) {
        Some(Ordering::Equal) => matches!(end, Bound::Excluded(_)),
        order => order == Some(beyond),
    }
}
