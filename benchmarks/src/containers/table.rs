//! The table of times and the ratios under it.

use std::fmt::Write as _;

use super::contender::Role;
use super::lane::Lane;
use super::line::Line;
use super::measure::Measurement;
use crate::report::{Ratios, nanoseconds, ratio};

/// Prints the table in the order of the requirement: record, size, line.
pub(crate) fn print(lanes: &[Box<dyn Lane>], mut measurements: Vec<Measurement>) {
    measurements.sort_by_key(|measurement| (measurement.record, measurement.row_count, place(measurement.line)));
    println!("{}", header(lanes));
    let mut peers = Ratios::default();
    let mut hand = Ratios::default();
    for measurement in &measurements {
        let ours = fastest(lanes, measurement, Role::Ours);
        let against_peers = quotient(fastest(lanes, measurement, Role::Peer), ours);
        let against_hand = quotient(fastest(lanes, measurement, Role::Hand), ours);
        if measurement.line.counts() {
            let label =
                || format!("{}, {} rows, {}", measurement.line.name(), measurement.row_count, measurement.record);
            peers.add(against_peers, label);
            hand.add(against_hand, label);
        }
        println!("{}", row(lanes, measurement, against_peers, against_hand));
    }
    println!();
    println!(
        "Nanoseconds per row, or per operation for read-at-random, swap-remove and insert; medians. Ratios above 1"
    );
    println!(
        "mean that SoAKit is faster. † The library has no such operation: the shortest replacement is timed, and does"
    );
    println!("not count as a peer.");
    println!();
    print!("{}", peers.summary("worst", "geomean"));
    print!("{}", hand.summary("worst against hand-written", "geomean against hand-written"));
}

fn header(lanes: &[Box<dyn Lane>]) -> String {
    let mut header = String::from("| record | rows | line |");
    let mut rule = String::from("|---|---:|---|");
    for lane in lanes {
        let _ = write!(header, " {} |", lane.name());
        rule.push_str("---:|");
    }
    format!("{header} to best peer | to by hand |\n{rule}---:|---:|")
}

fn row(
    lanes: &[Box<dyn Lane>],
    measurement: &Measurement,
    against_peers: Option<f64>,
    against_hand: Option<f64>,
) -> String {
    let line = measurement.line;
    let mut row = format!("| {} | {} | {} |", measurement.record, power_of_ten(measurement.row_count), line.name());
    for (lane, &time) in lanes.iter().zip(&measurement.nanoseconds) {
        let mark = if lane.replaces(line) { "†" } else { "" };
        let _ = write!(row, " {}{mark} |", nanoseconds(time));
    }
    format!("{row} {} | {} |", ratio(against_peers), ratio(against_hand))
}

/// The place of a line in the table: containers made, read, changed, copied, and partitions at the end.
fn place(line: Line) -> usize {
    const TABLE: [Line; 17] = [
        Line::Push,
        Line::Extend,
        Line::FromVec,
        Line::IntoVec,
        Line::ReadInOrder,
        Line::ReadAtRandom,
        Line::Sum,
        Line::Update,
        Line::Iterate,
        Line::Retain,
        Line::SwapRemove,
        Line::Insert,
        Line::Sort,
        Line::Clone,
        Line::Drop,
        Line::Partition,
        Line::PartitionStd,
    ];
    TABLE.iter().position(|&other| other == line).unwrap_or(TABLE.len())
}

/// The shortest time among the contenders of a role that have the operation: a replacement is what its user can do, and
/// says nothing about the library.
fn fastest(lanes: &[Box<dyn Lane>], measurement: &Measurement, role: Role) -> Option<f64> {
    let has = |lane: &dyn Lane| lane.role() == role && !lane.replaces(measurement.line);
    let times = lanes.iter().zip(&measurement.nanoseconds).filter(|(lane, _)| has(lane.as_ref()));
    times.filter_map(|(_, &time)| time).min_by(f64::total_cmp)
}

fn quotient(peer: Option<f64>, ours: Option<f64>) -> Option<f64> {
    Some(peer? / ours?)
}

/// `1e5` for 100000.
fn power_of_ten(row_count: usize) -> String {
    let power = row_count.ilog10();
    if 10_usize.pow(power) == row_count { format!("1e{power}") } else { row_count.to_string() }
}
