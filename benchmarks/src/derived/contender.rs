//! What a contender can do: rows of `x` and `y`, and the last column of a chain over them.
//!
//! As in `containers`, a function is what a user of the library would write, and functions that loop are compiled alone.

/// How a contender counts in the ratios.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// SoAKit.
    Ours,
    /// Everything is computed again.
    Recomputed,
    /// Every change writes what follows from it.
    Maintained,
    /// A library for another purpose.
    Elsewhere,
}

/// A container of rows with the columns of a chain.
pub(super) trait Contender: Send + 'static {
    /// The name in the table.
    const NAME: &'static str;

    /// How the contender counts.
    const ROLE: Role;

    /// The most rows that it is given.
    const MOST_ROWS: usize = usize::MAX;

    /// Rows, of which nothing is computed yet. `kept`: the columns on the way to the last are wanted too.
    fn new(fields: (Vec<f64>, Vec<f64>), kept: bool) -> Self;

    /// Computes whatever is wanted.
    fn read_all(&mut self);

    /// The last column's cell of a row.
    fn read(&mut self, row: usize) -> f64;

    /// The last column's sum.
    fn sum(&mut self) -> f64;

    /// Writes a cell of `x`.
    fn set_x(&mut self, row: usize, x: f64);

    /// Writes cells of `x`, one by one.
    fn set_each(&mut self, rows: &[u32], x: f64);

    /// Writes all cells of `x`, the fastest way there is.
    fn negate_all(&mut self);

    /// Appends a row.
    fn push(&mut self, x: f64, y: f64);

    /// Removes a row; the last takes its place.
    fn swap_remove(&mut self, row: usize);

    /// Sorts by `x`.
    fn sort(&mut self);

    /// The number of rows.
    fn row_count(&self) -> usize;
}
