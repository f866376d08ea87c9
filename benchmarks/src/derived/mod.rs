//! `benchmarks derived`: derived columns, against what one does without them.
//!
//! Read [`chain`] for what is computed, [`line`](mod@line) for what is measured, [`contender`] for what each contender can
//! do, and [`mod@measure`] for the order. [`unread`] asks another question: what derived columns cost that nobody reads.

mod chain;
mod contender;
mod lane;
mod line;
mod maintained;
mod measure;
mod ours;
mod recomputed;
#[cfg(feature = "salsa")]
mod salsa;
mod table;
pub(crate) mod unread;

use crate::arguments::{Arguments, row_count};
use chain::{Hypot, One, Ten, Three};
use lane::{Lane, Setting, Threads, lane};
use line::Line;
use measure::Plan;

/// What is measured: a chain, and whether somebody has read the columns on the way.
struct Case {
    name: &'static str,
    kept: bool,
    lanes: Vec<Box<dyn Lane>>,
}

/// Checks all contenders against each other, measures them and prints the tables.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let quick = arguments.flag("--quick");
    let rows = match arguments.list("--rows")?.as_deref() {
        Some([count]) => row_count(count)?,
        Some(_) => return Err(String::from("`--rows` takes one count here, for instance 1e6")),
        None if quick => 100_000,
        None => 1_000_000,
    };
    let lines = match arguments.list("--lines")? {
        Some(names) => names.iter().map(|name| line_named(name)).collect::<Result<_, _>>()?,
        None => Vec::from(Line::ALL),
    };
    let chains = arguments.list("--chains")?;
    arguments.finish()?;

    crate::platform::steady_the_allocator();
    let setting = Setting::new()?;
    let plan = Plan { rows, lines, quick };
    let mut measurements = Vec::new();
    let mut names = Vec::new();
    for mut case in cases() {
        if chains.as_ref().is_some_and(|chains| !chains.iter().any(|chain| chain == case.name)) {
            continue;
        }
        names = case.lanes.iter().map(|lane| (lane.name(), lane.role())).collect();
        measure::check(&mut case, &setting);
        measurements.extend(measure::measure(&mut case, &setting, &plan));
    }
    table::print(&names, &measurements, &plan);
    let asks_for = |name: &str| chains.as_ref().is_none_or(|chains| chains.iter().any(|chain| chain == name));
    if plan.lines.len() == Line::ALL.len() && asks_for("never-read") {
        unread::run(rows, quick);
    }
    Ok(())
}

fn cases() -> Vec<Case> {
    vec![
        Case { name: "1", kept: false, lanes: one() },
        Case { name: "hypot", kept: false, lanes: hypot() },
        Case { name: "3", kept: false, lanes: three() },
        Case { name: "3-read", kept: true, lanes: three() },
        Case { name: "10", kept: false, lanes: ten() },
        Case { name: "10-read", kept: true, lanes: ten() },
    ]
}

macro_rules! lanes {
    ($function:ident, $Chain:ident, $Ours:ident) => {
        fn $function() -> Vec<Box<dyn Lane>> {
            vec![
                lane::<ours::$Ours>(Threads::One),
                lane::<ours::$Ours>(Threads::Default),
                lane::<recomputed::Recomputed<$Chain>>(Threads::One),
                lane::<maintained::Maintained<$Chain>>(Threads::One),
                #[cfg(feature = "salsa")]
                lane::<salsa::Salsa<$Chain>>(Threads::One),
            ]
        }
    };
}

lanes!(one, One, OfOne);
lanes!(hypot, Hypot, OfHypot);
lanes!(three, Three, OfThree);
lanes!(ten, Ten, OfTen);

fn line_named(name: &str) -> Result<Line, String> {
    Line::ALL.into_iter().find(|line| line.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Line::ALL.iter().map(|line| line.name()).collect();
        format!("no line is named `{name}`; there are {}", names.join(", "))
    })
}
