//! Measures SoAKit beside its peers.
//!
//! Seven subcommands, each of which prints a Markdown table and, under it, the worst ratio and the geometric mean:
//!
//! - `containers`: time of every container operation, against soa_derive, layout, soa-rs, `Vec` and a struct of vectors;
//! - `derived`: time of derived columns, against computing by hand and against salsa;
//! - `queries`: time of typed queries, against loops written by hand;
//! - `io`: time of reading and writing files, against polars, duckdb, pyarrow and the crates of Rust;
//! - `instructions`: instructions of column loops and queries by callgrind, against the same by hand;
//! - `compile`: time to check and build, and lines of generated code;
//! - `compile-queries`: time to check and build the 22 queries of TPC-H, and the size of what comes out.
//!
//! No time is a test: a busy machine gives another one. `--counts` of the latter two prints sizes alone, which have budgets.

mod arguments;
mod compile;
mod containers;
mod derived;
mod instructions;
#[cfg(feature = "io")]
mod io;
mod platform;
mod queries;
mod random;
mod report;
mod workspace;

use arguments::Arguments;
use std::process::ExitCode;

const USAGE: &str = "usage: benchmarks <command>

  containers    [--rows 1e3,1e5,1e7] [--lines push,sort,…] [--records numeric,mixed] [--quick]
  derived       [--rows 1e6] [--lines first-read,sort,…] [--chains 1,hypot,3,3-read,…,never-read] [--quick]
  queries       [--rows 6e6] [--lines q6,q1,…] [--quick]
  io            [--rows 1e6] [--lines csv-read,csv-read-3,…] [--engines polars,SoAKit,…] [--quick]
                [--stream [--bytes 4e9]]
  instructions  [--queries]
  compile       [--quick | --counts]
  compile-queries [--quick | --counts]";

fn main() -> ExitCode {
    let mut arguments = Arguments::of_process();
    let done = match arguments.word().as_deref() {
        Some("containers") => containers::run(arguments),
        Some("derived") => derived::run(arguments),
        Some("queries") => queries::run(arguments),
        #[cfg(feature = "io")]
        Some("io") => io::run(arguments),
        #[cfg(feature = "io")]
        Some("io-worker") => io::worker::run(arguments),
        Some("instructions") => instructions::run(arguments),
        Some("kernel") => instructions::run_kernel(arguments),
        Some("compile") => compile::run(arguments),
        Some("compile-queries") => compile::queries::run(arguments),
        _ => Err(String::from(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
