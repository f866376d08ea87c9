//! `benchmarks compile-queries`: what typed queries cost before the program runs.
//!
//! A crate is made of the records and the 22 queries of the example `tpch`, and checked and built like those of `compile`; then
//! again without a query, and with the last one once more under another name. `--counts` prints what does not depend on
//! the machine, and fails where it exceeds its budget.

use object::{Object as _, ObjectSection as _, SectionKind};

use super::project::{Project, Workshop};
use super::{RELEASE, median};
use crate::arguments::Arguments;

const DEPENDENCIES: &str = "soakit = { path = \"{root}/soakit\", features = [\"jiff\"] }
jiff = { version = \"0.2\", default-features = false, features = [\"alloc\"] }";

/// The queries of the specification.
const QUERY_COUNT: usize = 22;

/// Bytes of machine code of all queries, with what they make the library compile for them.
const CODE_BUDGET: usize = 1_200_000;

/// Measures, and prints the table; or counts.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let (quick, counts_alone) = (arguments.flag("--quick"), arguments.flag("--counts"));
    arguments.finish()?;
    let workshop = Workshop::new()?;
    if counts_alone {
        return count(&workshop);
    }
    println!("| what | check, s | release, s |\n|---|---:|---:|");
    let mut measured = Vec::new();
    for queries in [0, QUERY_COUNT, QUERY_COUNT + 1] {
        let project = project(&workshop, queries)?;
        let check = seconds(&project, &["check"], if quick { 1 } else { 5 })?;
        let release = seconds(&project, RELEASE, if quick { 1 } else { 3 })?;
        measured.push((check, release));
    }
    let [none, all, more] = measured[..] else { unreachable!("three crates were measured") };
    let mean = |all: f64, none: f64| (all - none) / QUERY_COUNT as f64;
    for (what, (check, release)) in [
        ("records alone", none),
        ("22 queries", all),
        ("one query, on average", (mean(all.0, none.0), mean(all.1, none.1))),
        ("one more like the last", (more.0 - all.0, more.1 - all.1)),
    ] {
        println!("| {what} | {check:.2} | {release:.2} |");
    }
    println!("\nUser time of cargo and its children; medians. The crate alone: dependencies are built before.");
    Ok(())
}

/// The median time of a build.
fn seconds(project: &Project<'_>, arguments: &[&str], repetitions: usize) -> Result<f64, String> {
    project.build(arguments)?;
    let times = (0..repetitions).map(|_| Ok(project.rebuild(arguments)?.as_secs_f64()));
    Ok(median(times.collect::<Result<_, String>>()?))
}

/// Prints the size of the crate.
fn count(workshop: &Workshop) -> Result<(), String> {
    let code = code_bytes(&project(workshop, QUERY_COUNT)?.emit("obj", &["-Cdebuginfo=0"])?)?;
    println!("| what | count | budget |\n|---|---:|---:|");
    println!("| bytes of machine code of 22 queries | {code} | {CODE_BUDGET} |");
    if code <= CODE_BUDGET { Ok(()) } else { Err(String::from("over budget: bytes of machine code of 22 queries")) }
}

/// The bytes of instructions in an object file.
fn code_bytes(file: &[u8]) -> Result<usize, String> {
    let file = object::File::parse(file).map_err(|error| format!("no object file: {error}"))?;
    let code = file.sections().filter(|section| section.kind() == SectionKind::Text);
    Ok(code.map(|section| section.size() as usize).sum())
}

/// The crate of the first queries; beyond the last, that one again.
fn project<'a>(workshop: &'a Workshop, queries: usize) -> Result<Project<'a>, String> {
    let example = |file: &str| workshop.read(&format!("examples/tpch/{file}"));
    let mut modules =
        vec![(String::from("answer.rs"), example("answer.rs")?), (String::from("tables.rs"), example("tables.rs")?)];
    let mut source = String::from(
        "#![allow(dead_code, unused_imports)]\n\nmod answer;\npub mod tables;\n\nuse answer::Answer;\nuse tables::Tables;\n\n",
    );
    let (mut uses, mut calls) = (String::new(), String::new());
    for number in 1..=queries {
        let module = format!("q{number:02}");
        modules.push((format!("{module}.rs"), example(&format!("queries/q{:02}.rs", number.min(QUERY_COUNT)))?));
        uses.push_str(&format!("mod {module};\n"));
        calls.push_str(&format!("    println!(\"{{}}\", {module}::run(tables));\n"));
    }
    source.push_str(&format!("{uses}\npub fn run(tables: &Tables) {{\n{calls}}}\n"));
    workshop.package(&format!("queries-{queries}"), DEPENDENCIES, source, &modules)
}
