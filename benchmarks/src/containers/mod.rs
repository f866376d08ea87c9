//! `benchmarks containers`: everything that one does with a container, against the peers.
//!
//! Read [`mod@line`] for what is measured, [`record`] for the data, [`contenders`] for the loops, [`lane`] for what lies
//! between two readings of the clock, and [`mod@measure`] for the order.

mod check;
pub(crate) mod contender;
pub(crate) mod contenders;
pub(crate) mod lane;
pub(crate) mod line;
mod measure;
pub(crate) mod record;
mod table;

use crate::arguments::{Arguments, row_count};
use line::Line;
use measure::{Plan, measure};

/// Checks all contenders against each other, measures them and prints the table.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let quick = arguments.flag("--quick");
    let row_counts = match arguments.list("--rows")? {
        Some(counts) => counts.iter().map(|count| row_count(count)).collect::<Result<_, _>>()?,
        None if quick => vec![1_000, 100_000],
        None => vec![1_000, 100_000, 10_000_000],
    };
    let named = match arguments.list("--lines")? {
        Some(names) => names.iter().map(|name| line_named(name)).collect::<Result<_, _>>()?,
        None => Vec::from(Line::ALL),
    };
    let records = arguments.list("--records")?.unwrap_or_else(|| vec!["numeric".into(), "mixed".into()]);
    arguments.finish()?;
    let plan = Plan { row_counts, lines: Line::ALL.into_iter().filter(|line| named.contains(line)).collect(), quick };

    crate::platform::steady_the_allocator();
    let mut measurements = Vec::new();
    let mut columns = Vec::new();
    for name in &records {
        let (mut lanes, record, grouped_apart) = match name.as_str() {
            "numeric" => (contenders::numeric(), "4 numeric", true),
            "mixed" => (contenders::mixed(), "10 mixed", false),
            _ => return Err(format!("no record is named `{name}`; there are `numeric` and `mixed`")),
        };
        check::check(&mut lanes, record);
        measurements.extend(measure(&mut lanes, record, grouped_apart, &plan));
        columns = lanes;
    }
    table::print(&columns, measurements);
    Ok(())
}

fn line_named(name: &str) -> Result<Line, String> {
    Line::named(name).ok_or_else(|| {
        let names: Vec<&str> = Line::ALL.iter().map(|line| line.name()).collect();
        format!("no line is named `{name}`; there are {}", names.join(", "))
    })
}
