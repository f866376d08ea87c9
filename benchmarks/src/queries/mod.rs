//! `benchmarks queries`: typed queries, beside the loop that an expert writes by hand over the same columns.
//!
//! Both sides work in one thread, and their time is what the processor spent on that thread: other programs on the machine
//! disturb it less than they would a clock. Read [`line`](mod@line) for what a line is, [`lines`] for the lines, and [`tables`]
//! for what they read. Numbers in the tables are multiples of small powers of two, so that sums are exact in any order and
//! the answers of both sides can be compared for equality.

mod line;
mod lines;
mod tables;

use std::time::{Duration, Instant};

use crate::arguments::{Arguments, row_count};
use crate::platform;
use crate::report::{Ratios, nanoseconds, ratio};

pub(crate) use line::{Line, Side};

/// After this time, five samples are enough.
const LINE_TIME: Duration = Duration::from_secs(6);

/// Measures the lines and prints the table.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let rows =
        arguments.list("--rows")?.map_or(Ok(6_000_000), |rows| row_count(rows.first().map_or("", String::as_str)))?;
    let names = arguments.list("--lines")?;
    let quick = arguments.flag("--quick");
    arguments.finish()?;
    platform::steady_the_allocator();
    let mut lines = lines::all();
    if let Some(names) = names {
        for name in &names {
            named(&mut lines, name)?;
        }
        lines.retain(|line| names.iter().any(|name| name == line.name()));
    }
    println!("| query | by hand, ns per row | SoAKit, ns per row | to by hand | goal |\n|---|---:|---:|---:|---:|");
    let mut ratios = Ratios::default();
    for mut line in lines {
        line.fill(rows);
        line.check();
        let times = measure(line.as_mut(), quick);
        let [hand, ours] = times.map(|time| time.map(|time| time / rows as f64));
        let quotient = hand.zip(ours).map(|(hand, ours)| hand / ours);
        ratios.add(quotient, || String::from(line.name()));
        let goal = line.goal().map_or_else(|| String::from("–"), |goal| goal.to_string());
        println!("| {} | {} | {} | {} | {goal} |", line.name(), nanoseconds(hand), nanoseconds(ours), ratio(quotient));
    }
    println!("\nMedians, {rows} rows, one thread. Ratios above 1 mean that SoAKit is faster.\n");
    print!("{}", ratios.summary("worst", "geomean"));
    Ok(())
}

/// The median time of a pass by hand, and of ours: samples in turn.
fn measure(line: &mut dyn Line, quick: bool) -> [Option<f64>; 2] {
    let mut samples = Side::BOTH.map(|_| Vec::new());
    let started = Instant::now();
    for round in 0..if quick { 5 } else { 15 } {
        if round >= 5 && started.elapsed() > LINE_TIME {
            break;
        }
        for turn in 0..2 {
            let side = (turn + round) % 2;
            let before = platform::time_of_this_thread();
            line.pass(Side::BOTH[side]);
            samples[side].push((platform::time_of_this_thread() - before).as_nanos() as f64);
        }
    }
    samples.map(|mut samples| {
        samples.sort_unstable_by(f64::total_cmp);
        samples.get(samples.len() / 2).copied()
    })
}

fn named<'l>(lines: &'l mut [Box<dyn Line>], name: &str) -> Result<&'l mut Box<dyn Line>, String> {
    let names: Vec<&str> = lines.iter().map(|line| line.name()).collect();
    let unknown = format!("no query is named `{name}`; there are {}", names.join(", "));
    lines.iter_mut().find(|line| line.name() == name).ok_or(unknown)
}

/// The names of the lines whose instructions are counted.
pub(crate) const COUNTED: [&str; 9] =
    ["q6", "q6-exact", "q1", "q1-exact", "filter-1", "filter-50", "filter-99", "group-dict", "group-100"];

/// The names of both sides.
pub(crate) const SIDES: [&str; 2] = ["query", "query-by-hand"];

/// Runs passes of one side of a line, if there is one of this name.
pub(crate) fn run_passes(name: &str, side: &str, rows: usize, pass_count: usize) -> bool {
    let mut lines = lines::all();
    let (Ok(line), Some(side)) = (named(&mut lines, name), SIDES.iter().position(|&known| known == side)) else {
        return false;
    };
    line.fill(rows);
    for _ in 0..pass_count {
        line.pass([Side::Ours, Side::Hand][side]);
    }
    true
}
