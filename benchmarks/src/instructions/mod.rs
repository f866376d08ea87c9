//! `benchmarks instructions`: how many instructions a row costs in a column loop, by callgrind.
//!
//! Times at this scale depend on where the allocator put a column; instructions do not. Each kernel runs in a process of
//! its own under valgrind, once with N passes and once with 2 N: the difference is N passes, and everything else cancels.

mod derived;

use std::process::Command;

use crate::arguments::Arguments;
use crate::containers::contender::Role;
use crate::containers::contenders;
use crate::containers::lane::{Inputs, Lane};
use crate::containers::line::Line;
use crate::containers::record::Keys;
use crate::queries;
use crate::report::{Ratios, ratio};

/// The loops over columns, and the row iterator, which should cost no more.
const KERNELS: [Line; 3] = [Line::Sum, Line::Update, Line::Iterate];

/// Enough rows to make the instructions outside of the loop disappear, and few enough for valgrind.
const ROW_COUNT: usize = 100_000;

const PASS_COUNT: usize = 5;

/// Counts instructions of all contenders and prints the table.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let queries_alone = arguments.flag("--queries");
    arguments.finish()?;
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("SKIP: valgrind is not installed, so no instructions were counted.");
        return Ok(());
    }
    if queries_alone {
        return run_queries();
    }
    let lanes = contenders::numeric();
    let names: Vec<&str> = lanes.iter().map(|lane| lane.name()).collect();
    println!("| loop | {} | to by hand |", names.join(" | "));
    println!("|---|{}", "---:|".repeat(names.len() + 1));
    let mut ratios = Ratios::default();
    for line in KERNELS {
        let mut cells = String::new();
        let (mut ours, mut hand) = (None, None);
        for lane in &lanes {
            let count = instructions_per_row(line.name(), lane.name(), ROW_COUNT)?;
            match lane.role() {
                Role::Ours => ours = Some(count),
                Role::Hand => hand = Some(count),
                Role::Peer | Role::Rows => {}
            }
            cells.push_str(&format!(" {count:.3} |"));
            eprintln!("{}, {}: {count:.3}", line.name(), lane.name());
        }
        let against_hand = hand.zip(ours).map(|(hand, ours)| hand / ours);
        ratios.add(against_hand, || String::from(line.name()));
        println!("| {} |{cells} {} |", line.name(), ratio(against_hand));
    }
    println!("\nInstructions per row, {ROW_COUNT} rows of 4 numeric fields.\n");
    print!("{}", ratios.summary("worst", "geomean"));
    run_derived()
}

/// The kernels of derived columns, beside the same without.
fn run_derived() -> Result<(), String> {
    println!("\n| loop | with derived columns | without | to without |\n|---|---:|---:|---:|");
    let mut ratios = Ratios::default();
    for kernel in derived::KERNELS {
        let [with, without] = derived::SIDES.map(|side| instructions_per_row(kernel.name, side, derived::ROW_COUNT));
        let (with, without) = (with?, without?);
        ratios.add(Some(without / with), || String::from(kernel.name));
        println!("| {} | {with:.3} | {without:.3} | {:.2} |", kernel.name, without / with);
    }
    println!(
        "\nInstructions per row, {} rows; unread columns are ten, and changes one for ten rows.\n",
        derived::ROW_COUNT
    );
    print!("{}", ratios.summary("worst of derived", "geomean of derived"));
    run_queries()
}

/// Queries, beside the same by hand.
fn run_queries() -> Result<(), String> {
    println!("\n| query | SoAKit | by hand | to by hand |\n|---|---:|---:|---:|");
    let mut ratios = Ratios::default();
    for name in queries::COUNTED {
        let [ours, hand] = queries::SIDES.map(|side| instructions_per_row(name, side, ROW_COUNT));
        let (ours, hand) = (ours?, hand?);
        ratios.add(Some(hand / ours), || String::from(name));
        println!("| {name} | {ours:.2} | {hand:.2} | {:.2} |", hand / ours);
    }
    println!("\nInstructions per row, {ROW_COUNT} rows.\n");
    print!("{}", ratios.summary("worst of queries", "geomean of queries"));
    Ok(())
}

/// `benchmarks kernel <line> <contender> <passes>`: what runs under valgrind.
pub(crate) fn run_kernel(mut arguments: Arguments) -> Result<(), String> {
    let mut word = |what: &str| arguments.word().ok_or_else(|| format!("the {what} is missing"));
    let line = word("line")?;
    let contender = word("contender")?;
    let pass_count = word("count of passes")?.parse().map_err(|_| String::from("the count of passes is no number"))?;
    if derived::run(&line, &contender, pass_count) || queries::run_passes(&line, &contender, ROW_COUNT, pass_count) {
        return Ok(());
    }
    let line = Line::named(&line).ok_or_else(|| format!("no line is named `{line}`"))?;
    let mut lanes = contenders::numeric();
    let lane = lanes.iter_mut().find(|lane| lane.name() == contender);
    let lane: &mut Box<dyn Lane> = lane.ok_or_else(|| format!("no contender is named `{contender}`"))?;
    let inputs = Inputs::new(ROW_COUNT, Keys::Distinct);
    lane.fill(&inputs);
    lane.sample(line, &inputs, pass_count);
    Ok(())
}

fn instructions_per_row(line: &str, contender: &str, row_count: usize) -> Result<f64, String> {
    let few = instructions(line, contender, PASS_COUNT)?;
    let many = instructions(line, contender, 2 * PASS_COUNT)?;
    Ok(many.saturating_sub(few) as f64 / (PASS_COUNT * row_count) as f64)
}

/// The instructions of a whole process, from the line that callgrind prints at the end.
fn instructions(line: &str, contender: &str, pass_count: usize) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program cannot be found: {error}"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["kernel", line, contender, &pass_count.to_string()])
        .output()
        .map_err(|error| format!("valgrind does not start: {error}"))?;
    let report = String::from_utf8_lossy(&output.stderr);
    let collected = report.lines().find_map(|line| line.split_once("Collected :"));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind counted nothing:\n{report}"))
}
