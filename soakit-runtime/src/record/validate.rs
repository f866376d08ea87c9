//! Validation: what a record's validators say of a row, with the column's full name.

use alloc::{format, string::String};

use super::value::{Miss, Value};
use crate::words::{Violation, Violations};

/// What the generated `validate` reports to.
pub struct Inspector<'v> {
    violations: &'v mut Violations,
    row: usize,
    /// The names of the nested records above, each followed by a dot.
    prefix: String,
}

impl<'v> Inspector<'v> {
    pub(crate) fn new(violations: &'v mut Violations, row: usize) -> Self {
        Self { violations, row, prefix: String::new() }
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
        inspect(&mut Inspector { violations: self.violations, row: self.row, prefix });
    }
}
