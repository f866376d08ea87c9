//! Aggregates by value: `n_unique`, `approx_n_unique`, `mode`, `freq_count`; and `collect_list`.

use alloc::vec::Vec;

use super::identity::{Codes, Set, Tally};
use super::{Fold, Identity, Partial, Total};
use crate::expression::IntoCell;
use crate::pipeline::states::{Merge, hyper_log_log::HyperLogLog};

macro_rules! folds {
    ($(
        $(#[$doc:meta])*
        $fold:ident [$($bounds:tt)*] $state:ty => $output:ty, $emptiness:ident;
        update |$known:ident, $value:ident| $update:expr;
        merge |$before:ident, $later:ident| $merge:expr;
        finish |$last:ident| $finish:expr;
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $fold;

        impl<T: $($bounds)*> Fold<T> for $fold {
            type State = $state;
            type Output = $output;
            type Emptiness = $emptiness;

            #[inline]
            fn start(&self) -> Self::State {
                Default::default()
            }

            #[inline]
            fn update(&self, $known: &mut Self::State, $value: T) {
                $update;
            }

            fn merge(&self, $before: &mut Self::State, $later: Self::State) {
                $merge;
            }

            fn finish(&self, $last: Self::State) -> Option<Self::Output> {
                $finish
            }
        }
    )*};
}

folds! {
    /// The number of different values.
    NUnique [Identity] <T::Codes as Codes<T>>::Set => u64, Total;
    update |state, value| state.insert(value);
    merge |state, later| state.merge(later);
    finish |state| Some(state.count());

    /// About the number of different values.
    ApproxNUnique [Identity] HyperLogLog => u64, Total;
    update |state, value| state.update_hash(value.hash());
    merge |state, later| state.merge(&later);
    finish |state| Some(state.finish());

    /// The value that occurs most often; of several, the one that appeared first.
    Mode [Identity] Tally<T> => T, Partial;
    update |state, value| state.add(value, 1);
    merge |state, later| state.merge(&later);
    finish |state| state.mode();

    /// Each value and how often it occurs, in order of first appearance.
    FreqCount [Identity + IntoCell] Tally<T> => Vec<(T::Cell, u64)>, Total;
    update |state, value| state.add(value, 1);
    merge |state, later| state.merge(&later);
    finish |state| Some(state.iter().map(|(value, count)| (value.into_cell(), count)).collect());

    /// All values, in order.
    CollectList [IntoCell + Send] Vec<T> => Vec<T::Cell>, Total;
    update |state, value| state.push(value);
    merge |state, later| state.extend(later);
    finish |state| Some(state.into_iter().map(IntoCell::into_cell).collect());
}
