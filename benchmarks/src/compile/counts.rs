//! `benchmarks compile --counts`: the sizes that a change can make worse without anybody noticing, and their budgets.
//!
//! Numbers that do not depend on the machine, so that a build may fail by them. A budget is raised by hand, in the change
//! that needs it, with its reason.

use std::collections::BTreeSet;

use super::cases::{CASES, Content};
use super::expansion;
use super::project::Workshop;
use crate::containers::contender::Role;

/// Lines that the derive may write for a struct of four fields with Debug, Clone and PartialEq, documentation included.
const LINE_BUDGET: usize = 600;

/// Crates that a user of `soakit` may have to build, `soakit` and the build-time ones included. Four of them read and write
/// text: `soakit-io`, `glob`, `itoa` and `zmij`.
const CRATE_BUDGET: usize = 20;

/// The same without default features.
const SMALL_CRATE_BUDGET: usize = 11;

/// Prints the counts.
///
/// # Errors
///
/// What exceeds its budget.
pub(crate) fn run(workshop: &Workshop) -> Result<(), String> {
    let ours = CASES.iter().find(|case| case.role == Role::Ours).ok_or("no contender is ours")?;
    let lines = expansion::lines(&workshop.project(ours, Content::Expanded)?)?;
    let counts = [
        ("expanded lines", lines.all, Some(LINE_BUDGET)),
        ("expanded lines without docs", lines.undocumented, None),
        ("crates", crate_count(workshop, &[])?, Some(CRATE_BUDGET)),
        (
            "crates without default features",
            crate_count(workshop, &["--no-default-features"])?,
            Some(SMALL_CRATE_BUDGET),
        ),
    ];
    println!("| what | count | budget |\n|---|---:|---:|");
    let mut exceeded = Vec::new();
    for (what, count, budget) in counts {
        println!("| {what} | {count} | {} |", budget.map_or_else(|| String::from("–"), |budget| budget.to_string()));
        if budget.is_some_and(|budget| count > budget) {
            exceeded.push(what);
        }
    }
    if exceeded.is_empty() { Ok(()) } else { Err(format!("over budget: {}", exceeded.join(", "))) }
}

/// The crates in the dependency tree of `soakit`, itself included.
fn crate_count(workshop: &Workshop, features: &[&str]) -> Result<usize, String> {
    let arguments = ["tree", "--package", "soakit", "--edges", "normal", "--prefix", "none", "--no-dedupe"];
    let output = workshop.cargo_at_root(&[&arguments, features].concat())?;
    let tree = String::from_utf8_lossy(&output.stdout);
    Ok(tree.lines().filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len())
}
