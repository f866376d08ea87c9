//! `benchmarks io`: files read and written, beside polars, duckdb, pyarrow and the crates that a Rust program would use.
//!
//! Read [`line`](mod@line) for what is measured, [`data`] for the files, [`engines`] and `python/worker.py` for who reads them,
//! [`worker`] for what lies between two readings of the clock, and [`mod@measure`] for the order. Everybody works in a process
//! of its own, which lives for one line. All results are compared with sums that [`digest`] adds up cell by cell. [`stream`] is
//! another question: whether memory grows with what is read.

mod data;
mod digest;
mod engines;
mod lane;
pub(crate) mod line;
mod measure;
mod memory;
mod packages;
mod record;
mod stream;
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

/// The length of the stream, if nobody says another one: many times what may be in memory.
const STREAM_BYTES: u64 = 4_000_000_000;

/// Measures the lines and prints the table, or reads the stream.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let quick = arguments.flag("--quick");
    let rows = match arguments.list("--rows")? {
        Some(rows) => row_count(rows.first().map_or("", String::as_str))?,
        None if quick => 100_000,
        None => 1_000_000,
    };
    let stream = arguments.flag("--stream");
    let bytes = match arguments.list("--bytes")? {
        Some(bytes) => byte_count(bytes.first().map_or("", String::as_str))?,
        None => STREAM_BYTES,
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
    if stream {
        return stream::run(bytes);
    }
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

/// Reads `4e9`.
fn byte_count(text: &str) -> Result<u64, String> {
    match text.parse::<f64>() {
        Ok(count) if (1.0..1e15).contains(&count) => Ok(count as u64),
        _ => Err(format!("`{text}` is no count of bytes; write for instance 4e9")),
    }
}

fn engine(name: &str) -> Result<Engine, String> {
    Engine::named(name).ok_or_else(|| {
        let names: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
        format!("no engine is named `{name}`; there are {}", names.join(", "))
    })
}
