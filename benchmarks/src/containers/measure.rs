//! The order of measuring: all contenders of a line in turn, again and again.
//!
//! Interleaving spreads a slow second of the machine over all contenders, and each round starts with another one, so that
//! none always meets the caches and the heap that the same neighbour left. Medians are reported.

use std::time::{Duration, Instant};

use super::lane::{Inputs, Lane};
use super::line::{Line, Use};
use super::record::Keys;

/// What to measure.
pub(crate) struct Plan {
    /// Counts of rows.
    pub(crate) row_counts: Vec<usize>,
    /// Lines, in the order of [`Line::ALL`].
    pub(crate) lines: Vec<Line>,
    /// Takes fewer samples.
    pub(crate) quick: bool,
}

/// A row of the table: nanoseconds per operation, one number for each lane.
pub(crate) struct Measurement {
    /// The record's name.
    pub(crate) record: &'static str,
    /// The count of rows.
    pub(crate) row_count: usize,
    /// The operation.
    pub(crate) line: Line,
    /// Medians in the order of the lanes.
    pub(crate) nanoseconds: Vec<Option<f64>>,
}

/// The shortest time of a sample: thousands of times the resolution of the clock.
const SAMPLE_TIME: Duration = Duration::from_millis(2);

/// The longest time that a sample may take with its preparations.
const PREPARATION_TIME: Duration = Duration::from_millis(50);

/// After this time, three samples of large containers are enough.
const LINE_TIME: Duration = Duration::from_secs(6);

/// Beyond this, a contender that is far behind is not measured again.
const PATIENCE: Duration = Duration::from_secs(4);

/// Measures one record.
pub(crate) fn measure(
    lanes: &mut [Box<dyn Lane>],
    record: &'static str,
    grouped_apart: bool,
    plan: &Plan,
) -> Vec<Measurement> {
    let mut measurements = Vec::new();
    for &row_count in &plan.row_counts {
        let mut inputs = Inputs::new(row_count, Keys::Distinct);
        let mut filled = false;
        for &line in &plan.lines {
            let started = Instant::now();
            let keys = match line {
                Line::Partition | Line::PartitionStd if grouped_apart => Keys::Hundred,
                _ => Keys::Distinct,
            };
            if inputs.keys != keys {
                inputs = Inputs::new(row_count, keys);
                filled = false;
            }
            if !filled && line.uses() != Use::Records {
                for lane in &mut *lanes {
                    lane.clear();
                    lane.fill(&inputs);
                }
                filled = true;
            }
            let nanoseconds = measure_line(lanes, line, &inputs, plan.quick);
            measurements.push(Measurement { record, row_count, line, nanoseconds });
            eprintln!("{record}, {row_count} rows, {}: {:.1} s", line.name(), started.elapsed().as_secs_f64());
        }
        for lane in &mut *lanes {
            lane.clear();
        }
    }
    measurements
}

/// Measures one line; the median of each lane.
fn measure_line(lanes: &mut [Box<dyn Lane>], line: Line, inputs: &Inputs, quick: bool) -> Vec<Option<f64>> {
    let operation_count = line.operation_count(inputs.row_count) as f64;
    let pass_counts: Vec<usize> = lanes.iter_mut().map(|lane| pass_count(lane.as_mut(), line, inputs)).collect();
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); lanes.len()];
    let started = Instant::now();
    for round in 0..sample_count(inputs.row_count, quick) {
        if inputs.row_count > 1_000_000 && round >= 3 && started.elapsed() > LINE_TIME {
            break;
        }
        let mut results = Vec::new();
        for turn in 0..lanes.len() {
            let index = (turn + round) % lanes.len();
            if lanes[index].lacks(line) || is_hopeless(&samples, index) {
                continue;
            }
            let passes = pass_counts[index];
            let sample = lanes[index].sample(line, inputs, passes);
            samples[index].push(sample.elapsed.as_nanos() as f64 / passes as f64);
            results.push((lanes[index].name(), sample.result.wrapping_div(passes as u64)));
        }
        // Sums of several passes wrap, so only single passes can be compared; the small sizes were checked in full.
        if pass_counts.iter().all(|&passes| passes == 1) {
            assert!(results.windows(2).all(|pair| pair[0].1 == pair[1].1), "`{}` differs: {results:?}", line.name());
        }
    }
    samples.into_iter().map(|samples| Some(median(samples)? / operation_count)).collect()
}

/// How many passes make a sample long enough. Large containers need one, and no warm-up.
fn pass_count(lane: &mut dyn Lane, line: Line, inputs: &Inputs) -> usize {
    if lane.lacks(line) || inputs.row_count > 1_000_000 {
        return 1;
    }
    let warm_up = if inputs.row_count > 10_000 { 2 } else { 20 };
    lane.sample(line, inputs, warm_up);
    let start = Instant::now();
    let timed = lane.sample(line, inputs, warm_up).elapsed;
    let whole = start.elapsed();
    // The end of a large container takes nanoseconds, and the copies for it a thousand times as long.
    let wanted = SAMPLE_TIME.as_nanos() * warm_up as u128 / timed.as_nanos().max(1);
    let affordable = PREPARATION_TIME.as_nanos() * warm_up as u128 / whole.as_nanos().max(1);
    wanted.min(affordable) as usize + 1
}

/// How many samples to take.
fn sample_count(row_count: usize, quick: bool) -> usize {
    match (row_count, quick) {
        (..=1_000_000, false) => 11,
        (_, false) => 7,
        (..=1_000_000, true) => 3,
        (_, true) => 1,
    }
}

/// Whether a lane takes seconds for what another one does in a third of the time. Samples are in nanoseconds.
fn is_hopeless(samples: &[Vec<f64>], lane: usize) -> bool {
    let shortest = |samples: &Vec<f64>| samples.iter().copied().min_by(f64::total_cmp);
    let Some(own) = shortest(&samples[lane]) else { return false };
    let best = samples.iter().filter_map(shortest).fold(own, f64::min);
    own > PATIENCE.as_nanos() as f64 && own > best * 3.0
}

fn median(mut samples: Vec<f64>) -> Option<f64> {
    samples.sort_unstable_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied()
}
