//! [`Fold`]: how values become one.
//!
//! A fold sees values that are there; missing ones are skipped before ([`Feedable`]). Whether the answer can be missing follows
//! from the fold ([`Emptiness`]) and the column: a group has at least one row, so the mean of a column without missing values
//! is a plain number there, while over all rows of a query, which may be none, it is an `Option`.

use alloc::{string::String, vec::Vec};

use crate::record::Plain;

/// What only this crate implements. A fold asks for values by index, without a check that there are so many: unsafe code relies
/// on its asking for no others. Aggregates of the user's own ([`Custom`](super::Custom)) are handed their values.
pub(super) mod sealed {
    pub trait Fold {}
    pub trait Summable {}
}

macro_rules! folds {
    ($($fold:ident)*) => { $(impl sealed::Fold for super::$fold {})* };
}

folds! {
    All Any ApproxNUnique ApproxQuantile ArgMax ArgMin CheckedSum CollectList CompensatedSum Corr CountSome CountTrue Cov First
    FreqCount Last Max Mean Min Mode NUnique Quantile Std Sum Var
}

impl<A> sealed::Fold for super::Custom<A> {}

/// How values become one.
///
/// What is known of later values is merged into what is known of earlier ones, in the order of the rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no aggregate of `{T}` values",
    label = "cannot be computed from such a column",
    note = "sums and means are of numbers, `min` and `max` of what has an order, `any` and `all` of truth values"
)]
pub trait Fold<T>: sealed::Fold + Clone + Send + Sync {
    /// What is known so far.
    type State: Send;
    /// The answer.
    type Output;
    /// What the answer is when there was no value: [`Total`], [`Partial`] or [`Uncertain`].
    type Emptiness: Emptiness;

    /// Nothing is known yet.
    fn start(&self) -> Self::State;

    /// Takes a value in.
    fn update(&self, state: &mut Self::State, value: T);

    /// Takes many values in, in order.
    #[inline(always)]
    fn update_many(&self, state: &mut Self::State, count: usize, value: impl Fn(usize) -> T) {
        for index in 0..count {
            self.update(state, value(index));
        }
    }

    /// Takes in the values whose flag is set. The others may be computed too.
    #[inline(always)]
    fn update_kept(&self, state: &mut Self::State, keep: &[bool], value: impl Fn(usize) -> T) {
        for (index, &keep) in keep.iter().enumerate() {
            if keep {
                self.update(state, value(index));
            }
        }
    }

    /// Takes in what is known of later values.
    fn merge(&self, state: &mut Self::State, later: Self::State);

    /// The answer; `None` if there was no value to tell from, which a [`Total`] fold never says.
    fn finish(&self, state: Self::State) -> Option<Self::Output>;
}

/// A value as a column has it: it may be missing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` values cannot be aggregated",
    label = "not a number, a text, a scalar, or one that may be missing",
    note = "aggregate what `map(|x| …)` makes of it"
)]
pub trait Feedable: Sized {
    /// The value, when it is there.
    type Value;
    /// The answer of a fold that needs a value, over rows of which there is at least one.
    type Answer<O>;
    /// Whether the value can be missing, as a type.
    type Missing: Missing;

    /// Whether the value can be missing.
    const NULLABLE: bool;

    /// The value, if it is there.
    fn value(self) -> Option<Self::Value>;

    /// The answer, as its type has it.
    ///
    /// # Panics
    /// When there is none, though there was a value.
    fn answer<O>(answer: Option<O>) -> Self::Answer<O>;
}

macro_rules! always_there {
    ($([$($parameters:tt)*] $value:ty;)*) => {$(
        impl<$($parameters)*> Feedable for $value {
            type Value = Self;
            type Answer<O> = O;
            type Missing = Never;

            const NULLABLE: bool = false;

            #[inline(always)]
            fn value(self) -> Option<Self> {
                Some(self)
            }

            #[inline]
            fn answer<O>(answer: Option<O>) -> O {
                Never::answer(answer)
            }
        }
    )*};
}

always_there! {
    [T: Plain] T;
    [] &str;
    [] String;
    [T] &Vec<T>;
    [T] Vec<T>;
    [T, const N: usize] &[T; N];
    [T, const N: usize] [T; N];
}

impl<T> Feedable for Option<T> {
    type Value = T;
    type Answer<O> = Option<O>;
    type Missing = Sometimes;

    const NULLABLE: bool = true;

    #[inline(always)]
    fn value(self) -> Self {
        self
    }

    #[inline(always)]
    fn answer<O>(answer: Option<O>) -> Option<O> {
        answer
    }
}

/// Whether values can be missing, as a type: two columns together can if one of them can.
pub trait Missing {
    /// The answer of a fold that needs a value.
    type Answer<O>;
    /// Whether values can be missing, or those of another column can.
    type Or<M: Missing>: Missing;

    /// Whether values can be missing.
    const POSSIBLE: bool;

    /// The answer, as its type has it.
    ///
    /// # Panics
    /// When there is none, though there was a value.
    fn answer<O>(answer: Option<O>) -> Self::Answer<O>;
}

/// Values are always there.
#[derive(Clone, Copy, Debug)]
pub struct Never;

/// Values can be missing.
#[derive(Clone, Copy, Debug)]
pub struct Sometimes;

impl Missing for Never {
    type Answer<O> = O;
    type Or<M: Missing> = M;

    const POSSIBLE: bool = false;

    #[inline]
    fn answer<O>(answer: Option<O>) -> O {
        match answer {
            Some(answer) => answer,
            None => unreachable!("a group has a row, and a row has a value"),
        }
    }
}

impl Missing for Sometimes {
    type Answer<O> = Option<O>;
    type Or<M: Missing> = Self;

    const POSSIBLE: bool = true;

    #[inline(always)]
    fn answer<O>(answer: Option<O>) -> Option<O> {
        answer
    }
}

/// What the answer is when there was no value.
pub trait Emptiness {
    /// The answer over a group of values `V`.
    type Grouped<V: Feedable, O>;
    /// The answer over rows of which there may be none.
    type Overall<O>;

    /// The answer over a group.
    fn grouped<V: Feedable, O>(answer: Option<O>) -> Self::Grouped<V, O>;

    /// The answer over rows of which there may be none.
    fn overall<O>(answer: Option<O>) -> Self::Overall<O>;
}

/// There is an answer anyway, such as 0.
#[derive(Clone, Copy, Debug)]
pub struct Total;

/// There is none: the answer is missing.
#[derive(Clone, Copy, Debug)]
pub struct Partial;

impl Emptiness for Total {
    type Grouped<V: Feedable, O> = O;
    type Overall<O> = O;

    fn grouped<V: Feedable, O>(answer: Option<O>) -> O {
        Self::overall(answer)
    }

    fn overall<O>(answer: Option<O>) -> O {
        match answer {
            Some(answer) => answer,
            None => unreachable!("a total fold always answers"),
        }
    }
}

impl Emptiness for Partial {
    type Grouped<V: Feedable, O> = V::Answer<O>;
    type Overall<O> = Option<O>;

    fn grouped<V: Feedable, O>(answer: Option<O>) -> V::Answer<O> {
        V::answer(answer)
    }

    fn overall<O>(answer: Option<O>) -> Option<O> {
        answer
    }
}

/// The answer may be missing though there were values, such as the variance of one value.
#[derive(Clone, Copy, Debug)]
pub struct Uncertain;

impl Emptiness for Uncertain {
    type Grouped<V: Feedable, O> = Option<O>;
    type Overall<O> = Option<O>;

    fn grouped<V: Feedable, O>(answer: Option<O>) -> Option<O> {
        answer
    }

    fn overall<O>(answer: Option<O>) -> Option<O> {
        answer
    }
}
