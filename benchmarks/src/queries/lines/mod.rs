//! The lines, a file for each kind.

mod filters;
mod groups;
mod items;
mod items_exact;
mod joins;

use soakit::{Bulk, SoA};
use soakit_runtime::pipeline::{Parallel, Scan};
use soakit_runtime::query::Query;

use super::line::Line;

/// Every line, in the order of the table.
pub(super) fn all() -> Vec<Box<dyn Line>> {
    let mut lines = items::lines();
    lines.extend(items_exact::lines());
    lines.extend(filters::lines());
    lines.extend(groups::lines());
    lines.extend(joins::lines());
    lines
}

/// A query in one thread.
fn alone<T: SoA>(table: &Bulk<T>) -> Query<Scan<'_, T>> {
    table.query().parallel(Parallel { threads: 1, ..Parallel::default() })
}
