//! TPC-H: 22 questions to eight tables of a wholesaler, which databases are measured by.
//!
//! `cargo run --release -p examples --example tpch -- --scale 0.1 3` makes the tables in memory, a tenth of the standard size, and
//! prints the answer to the third question, and the time it took. `tables` has the records, `queries` a file for each question.

mod answer;
mod arguments;
#[cfg(test)]
mod check;
mod generate;
mod queries;
mod tables;

use std::process::ExitCode;
use std::time::Instant;

use arguments::{Arguments, USAGE};
use tables::Tables;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help" || word == "-h") {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match Arguments::parse(words) {
        Ok(arguments) => {
            run(&arguments);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

/// Makes the tables, and prints each answer with its time.
fn run(arguments: &Arguments) {
    let start = Instant::now();
    let tables = Tables::generate(arguments.scale);
    let (lines, seconds) = (tables.line_items.len(), start.elapsed().as_secs_f64());
    println!("Tables at scale {}, {lines} lines of orders, made in {seconds:.1} s\n", arguments.scale);
    for query in &arguments.queries {
        let start = Instant::now();
        let answer = (query.run)(&tables);
        let milliseconds = start.elapsed().as_secs_f64() * 1e3;
        println!("Q{} {}: {} rows, {milliseconds:.1} ms\n{answer}", query.number, query.title, answer.rows.len());
    }
}
