//! Validation: what a record's validators say of a row, with the column's full name.

#![allow(unsafe_code, reason = "reads the cells of a column between its ends")]

use alloc::{format, string::String};

use super::Store;
use super::derived::DerivedColumn;
use super::value::{Miss, Value};
use crate::column::{Column, Slice};
use crate::words::{Violation, Violations};

/// What the generated `validate` reports to.
pub struct Inspector<'v> {
    violations: &'v mut Violations,
    /// The number of the first row that is inspected, or of the only one.
    row: usize,
    /// Whether columns that depend on other rows are judged: not while rows are tried that are not among them yet.
    is_whole: bool,
    /// The names of the nested records above, each followed by a dot.
    prefix: String,
}

impl<'v> Inspector<'v> {
    pub(crate) fn new(violations: &'v mut Violations, row: usize) -> Self {
        Self { violations, row, is_whole: true, prefix: String::new() }
    }

    /// Leaves out columns that depend on other rows.
    pub(crate) fn without_the_whole(self) -> Self {
        Self { is_whole: false, ..self }
    }

    /// Shows every cell of a derived column to its validator. What depends on other rows is not judged while rows
    /// are tried on their own.
    pub fn derived<'s, T: DerivedColumn<N>, const N: usize>(
        &mut self,
        store: &'s Store<T>,
        accepts: impl Fn(<T::Column as Column>::Ref<'s>) -> bool,
        show: impl Fn(<T::Column as Column>::Ref<'s>) -> Result<Value, Miss>,
        message: &'static str,
    ) {
        if !self.is_whole && !T::WHOLE_LEAVES.is_empty() {
            return;
        }
        let cells = store.derived::<N>();
        let first = self.row;
        for row in 0..cells.len() {
            // SAFETY: row is below the number of cells.
            let cell = unsafe { cells.get_unchecked(row) };
            if !accepts(cell) {
                self.row = first + row;
                self.refuse(T::NAME, show(cell), message);
            }
        }
        self.row = first;
    }

    /// Reports a cell that its validator refuses.
    #[cold]
    pub fn refuse(&mut self, column: &str, value: Result<Value, Miss>, message: &'static str) {
        let value = match value {
            Ok(value) => value.quoted(),
            Err(_) => "(not printable)".into(),
        };
        self.violations.push(Violation::new(self.row, format!("{}{column}", self.prefix), value, message));
    }

    /// Inspects a nested record, whose columns get the field's name in front.
    pub fn nested(&mut self, column: &str, inspect: impl FnOnce(&mut Inspector<'_>)) {
        let prefix = format!("{}{column}.", self.prefix);
        inspect(&mut Inspector { violations: self.violations, row: self.row, is_whole: self.is_whole, prefix });
    }
}
