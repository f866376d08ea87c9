//! The order of measuring: all contenders of a line in turn, again and again, and medians of that.

use std::time::{Duration, Instant};

use super::Case;
use super::lane::{Lane, Setting};
use super::line::Line;

/// What to measure.
pub(super) struct Plan {
    /// The number of rows, for contenders that can.
    pub(super) rows: usize,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// Takes fewer samples.
    pub(super) quick: bool,
}

/// A row of the table.
pub(super) struct Measurement {
    /// The chain's name.
    pub(super) chain: &'static str,
    /// The line.
    pub(super) line: Line,
    /// Nanoseconds per unit: medians in the order of the lanes.
    pub(super) nanoseconds: Vec<Option<f64>>,
}

/// The shortest time of a sample, but where passes change the number of rows.
const SAMPLE_TIME: Duration = Duration::from_millis(4);
/// The most passes that change the number of rows.
const MOST_PASSES: usize = 1_000;
/// After this time, three samples are enough.
const LINE_TIME: Duration = Duration::from_secs(3);

/// Runs each line once over few rows and compares what is left.
///
/// # Panics
///
/// If a contender differs: times of wrong results are worth nothing.
pub(super) fn check(case: &mut Case, setting: &Setting) {
    for line in Line::ALL {
        let outcomes: Vec<u64> = case
            .lanes
            .iter_mut()
            .map(|lane| {
                lane.fill(1_000, case.kept);
                lane.sample(setting, line, 3, 7);
                lane.digest()
            })
            .collect();
        for (lane, outcome) in case.lanes.iter().zip(&outcomes) {
            let (name, line) = (lane.name(), line.name());
            assert_eq!(*outcome, outcomes[0], "{name} disagrees on `{line}` of chain {}", case.name);
        }
    }
}

/// Measures one chain.
pub(super) fn measure(case: &mut Case, setting: &Setting, plan: &Plan) -> Vec<Measurement> {
    let mut measurements = Vec::new();
    for &line in &plan.lines {
        for lane in &mut case.lanes {
            lane.fill(lane.rows(plan.rows), case.kept);
        }
        let started = Instant::now();
        let nanoseconds = measure_line(&mut case.lanes, setting, line, plan);
        measurements.push(Measurement { chain: case.name, line, nanoseconds });
        eprintln!("chain {}, {}: {:.1} s", case.name, line.name(), started.elapsed().as_secs_f64());
    }
    case.lanes.iter_mut().for_each(|lane| lane.clear());
    measurements
}

fn measure_line(lanes: &mut [Box<dyn Lane>], setting: &Setting, line: Line, plan: &Plan) -> Vec<Option<f64>> {
    let passes = lanes.iter_mut().map(|lane| {
        let rows = lane.rows(plan.rows);
        pass_count(lane.as_mut(), setting, line, rows)
    });
    let passes: Vec<usize> = passes.collect();
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); lanes.len()];
    let started = Instant::now();
    for round in 0..if plan.quick { 3 } else { 11 } {
        if round >= 3 && started.elapsed() > LINE_TIME {
            break;
        }
        for turn in 0..lanes.len() {
            let index = (turn + round) % lanes.len();
            let elapsed = lanes[index].sample(setting, line, passes[index], round as u64);
            samples[index].push(elapsed.as_nanos() as f64 / passes[index] as f64);
        }
    }
    let units = |lane: &dyn Lane| line.unit_count(lane.rows(plan.rows)) as f64;
    samples.into_iter().zip(lanes).map(|(samples, lane)| Some(median(samples)? / units(lane.as_ref()))).collect()
}

/// How many passes make a sample long enough.
fn pass_count(lane: &mut dyn Lane, setting: &Setting, line: Line, rows: usize) -> usize {
    if line.uses_up() || line == Line::ReadMostly {
        return 1;
    }
    lane.sample(setting, line, 1, 99);
    let timed = lane.sample(setting, line, 2, 98).as_nanos() / 2;
    let wanted = (SAMPLE_TIME.as_nanos() / timed.max(1)) as usize + 1;
    match line {
        // Each takes a row away, and eleven samples leave most of them.
        Line::SwapRemove => wanted.min(rows / 40 + 1).min(MOST_PASSES),
        Line::Push => wanted.min(MOST_PASSES),
        _ => wanted,
    }
}

pub(super) fn median(mut samples: Vec<f64>) -> Option<f64> {
    samples.sort_unstable_by(f64::total_cmp);
    samples.get(samples.len() / 2).copied()
}
