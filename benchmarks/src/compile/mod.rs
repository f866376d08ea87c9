//! `benchmarks compile`: what a derive costs before the program runs.
//!
//! For each contender a crate of thirty structs of eight fields is written below the target directory. Dependencies are
//! built first; then the source is touched and built again, contender after contender, and the user time of cargo and all
//! its children is read. Incremental compilation is off: it would answer from its cache.
//!
//! `--counts` prints what does not depend on the machine, and fails where it exceeds its budget: see [`counts`].

mod cases;
mod counts;
mod expansion;
mod project;
pub(crate) mod queries;

use std::time::Instant;

use crate::arguments::Arguments;
use crate::containers::contender::Role;
use crate::report::{Ratios, ratio};
use cases::{CASES, Content};
use expansion::Lines;
use project::{Project, Workshop};

/// A crate and a way to build it.
struct Build {
    title: &'static str,
    content: Content,
    arguments: &'static [&'static str],
    /// Optimised builds take minutes, and differ by more than their noise.
    repetition_count: usize,
}

const RELEASE: &[&str] = &["build", "--release"];

const BUILDS: [Build; 3] = [
    Build { title: "check, s", content: Content::Bare, arguments: &["check"], repetition_count: 5 },
    Build { title: "release, s", content: Content::Bare, arguments: RELEASE, repetition_count: 3 },
    Build { title: "release with nine operations, s", content: Content::Used, arguments: RELEASE, repetition_count: 3 },
];

/// Measures all contenders and prints the table.
pub(crate) fn run(mut arguments: Arguments) -> Result<(), String> {
    let (quick, counts_alone) = (arguments.flag("--quick"), arguments.flag("--counts"));
    arguments.finish()?;
    let workshop = Workshop::new()?;
    if counts_alone {
        return counts::run(&workshop);
    }
    let mut columns: Vec<(&str, Vec<f64>)> = Vec::new();
    for build in &BUILDS {
        let started = Instant::now();
        let projects: Vec<Project> =
            CASES.iter().map(|case| workshop.project(case, build.content)).collect::<Result<_, _>>()?;
        for project in &projects {
            project.build(build.arguments)?;
        }
        let mut seconds = vec![Vec::new(); projects.len()];
        for _ in 0..if quick { 1 } else { build.repetition_count } {
            for (project, seconds) in projects.iter().zip(&mut seconds) {
                seconds.push(project.rebuild(build.arguments)?.as_secs_f64());
            }
        }
        columns.push((build.title, seconds.into_iter().map(median).collect()));
        eprintln!("{}: {:.0} s in all", build.title, started.elapsed().as_secs_f64());
    }
    let expansions: Vec<Lines> = CASES
        .iter()
        .map(|case| expansion::lines(&workshop.project(case, Content::Expanded)?))
        .collect::<Result<_, _>>()?;
    columns.push(("expanded lines", expansions.iter().map(|lines| lines.all as f64).collect()));
    columns.push(("without docs", expansions.iter().map(|lines| lines.undocumented as f64).collect()));
    print(&columns);
    Ok(())
}

fn print(columns: &[(&str, Vec<f64>)]) {
    let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
    println!("| derive | {} |", titles.join(" | "));
    println!("|---|{}", "---:|".repeat(columns.len()));
    for (index, case) in CASES.iter().enumerate() {
        let cells: Vec<String> = columns.iter().map(|(_, values)| amount(values[index])).collect();
        println!("| {} | {} |", case.name, cells.join(" | "));
    }
    let mut ratios = Ratios::default();
    let quotients: Vec<String> = columns
        .iter()
        .map(|(title, values)| {
            let quotient = quotient(values);
            ratios.add(quotient, || String::from(*title));
            ratio(quotient)
        })
        .collect();
    println!("| best peer to SoAKit | {} |\n", quotients.join(" | "));
    println!(
        "User time of cargo and its children for 30 structs of 8 fields; medians. The crate alone: dependencies are"
    );
    println!("built before. Lines of a struct of 4 fields with Debug, Clone and PartialEq, after rustfmt.\n");
    print!("{}", ratios.summary("worst", "geomean"));
}

/// The best peer's value over ours.
fn quotient(values: &[f64]) -> Option<f64> {
    let of = |role: Role| {
        let of_role = CASES.iter().zip(values).filter(move |(case, _)| case.role == role);
        of_role.map(|(_, &value)| value).min_by(f64::total_cmp)
    };
    Some(of(Role::Peer)? / of(Role::Ours)?)
}

fn amount(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value}") } else { format!("{value:.2}") }
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_unstable_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
