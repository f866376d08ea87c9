//! Before anything is timed: do all contenders compute the same?

use super::lane::{Inputs, Lane};
use super::line::Line;
use super::record::Keys;

/// Runs each line once and compares what is left with what the last lane left.
///
/// # Panics
///
/// If a contender differs: times of wrong results are worth nothing.
pub(crate) fn check(lanes: &mut [Box<dyn Lane>], record: &str) {
    for (row_count, keys) in [(1, Keys::Distinct), (1_000, Keys::Distinct), (5_000, Keys::Hundred)] {
        let inputs = Inputs::new(row_count, keys);
        for line in Line::ALL {
            let outcomes: Vec<u64> = lanes.iter_mut().map(|lane| lane.outcome(line, &inputs)).collect();
            for (lane, outcome) in lanes.iter().zip(&outcomes) {
                assert_eq!(
                    Some(outcome),
                    outcomes.last(),
                    "{} disagrees on `{}` of {row_count} rows of {record} fields",
                    lane.name(),
                    line.name(),
                );
            }
        }
    }
}
