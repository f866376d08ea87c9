//! `benchmarks io`: files read and written, beside polars, duckdb, pyarrow and the crates that a Rust program would use.
//!
//! Read [`line`](mod@line) for what is measured, [`data`] for the files, [`engines`] and `python/worker.py` for who reads them,
//! [`worker`] for what lies between two readings of the clock, and [`mod@measure`] for the order. Everybody works in a process
//! of its own, which lives for one line. All results are compared with sums that [`digest`] adds up cell by cell.

mod data;
mod digest;
mod engines;
mod lane;
pub(crate) mod line;
mod measure;
mod memory;
mod packages;
mod record;
mod table;
mod task;
pub(crate) mod worker;

use std::path::PathBuf;

use crate::arguments::{Arguments, row_count};
use crate::workspace;
use data::Files;
use engines::Engine;
use line::Line;
use table::Table;

/// Measures the lines and prints the table.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let quick = arguments.flag("--quick");
    let rows = match arguments.list("--rows")? {
        Some(rows) => row_count(rows.first().map_or("", String::as_str))?,
        None if quick => 100_000,
        None => 1_000_000,
    };
    let lines = match arguments.list("--lines")? {
        Some(names) => names.iter().map(|name| Line::named(name)).collect::<Result<Vec<_>, _>>()?,
        None => Line::all(),
    };
    let engines = match arguments.list("--engines")? {
        Some(names) => names.iter().map(|name| engine(name)).collect::<Result<Vec<_>, _>>()?,
        None => Vec::from(Engine::ALL),
    };
    arguments.finish()?;
    let directory: PathBuf = workspace::target_directory()?.join("bench-io");
    let interpreter =
        if engines.iter().any(|engine| engine.is_python()) { Some(packages::interpreter(&directory)?) } else { None };
    let mut files = Files::new(&directory, rows)?;
    let mut table = Table::new(&engines);
    for line in lines {
        table.add(&measure::measure(line, &engines, &mut files, interpreter.as_deref(), quick)?);
    }
    table.finish();
    Ok(())
}

fn engine(name: &str) -> Result<Engine, String> {
    Engine::named(name).ok_or_else(|| {
        let names: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
        format!("no engine is named `{name}`; there are {}", names.join(", "))
    })
}
