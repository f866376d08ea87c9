//! Access by column name, and validation.

use alloc::string::String;

use super::Bulk;
use crate::record::derived::Caches;
use crate::record::validate::Inspector;
use crate::record::{Lend, Proxy, Registry, SoA, Store, Value};
use crate::words::{ValueError, Violations, row_out_of_range};

impl<T: SoA> Bulk<T> {
    /// The names, types and documentation of the columns.
    #[must_use]
    pub fn registry() -> &'static Registry {
        T::REGISTRY
    }

    /// The cell of row `row` in the column of external name `name`; `outer.inner` in a nested record.
    ///
    /// # Errors
    /// When there is no such row or column, or the column's type has no [`Value`].
    pub fn value(&self, row: usize, name: &str) -> Result<Value, ValueError> {
        match self.get(row) {
            Some(proxy) => proxy.value(name),
            None => Err(ValueError::Row { row, rows: self.len() }),
        }
    }

    /// Writes a cell by the column's external name.
    ///
    /// # Errors
    /// When there is no such row or column, when the value has another type, or when the column's validator refuses it.
    /// Nothing has changed then.
    pub fn set_value(&mut self, row: usize, name: &str, value: Value) -> Result<(), ValueError> {
        let rows = self.len();
        if row >= rows {
            return Err(ValueError::Row { row, rows });
        }
        let shown: String = value.quoted();
        let mut old = if <T::Derived as Caches<T>>::ANY_EAGER { self.value(row, name).ok() } else { None };
        let written = self.store_mut().write_by_name(row, |slot| T::set_value(slot, name, value));
        self.settle(|store| {
            if let Some(old) = old.take() {
                // What the cell held before fits, unless a validator would not have it; then the new value stays.
                let _refused = store.write_by_name(row, |slot| T::set_value(slot, name, old));
            }
        });
        written.map_err(|miss| miss.explain::<T>(row, name, Some(shown)))
    }

    /// Appends a row if the record's validators accept it.
    ///
    /// # Errors
    /// What they refuse; the row is dropped and nothing has changed. The row number is the one it would have had.
    pub fn try_push(&mut self, row: T) -> Result<(), Violations> {
        let row = check(row, self.len())?;
        self.push(row);
        Ok(())
    }

    /// Appends every row of an iterator if the record's validators accept all of them.
    ///
    /// # Errors
    /// Everything they refuse, with row numbers counted from the first new row as 0. Nothing has changed then.
    pub fn try_extend(&mut self, rows: impl IntoIterator<Item = T>) -> Result<(), Violations> {
        let mut accepted: Self = rows.into_iter().collect();
        accepted.validate_rows(false)?;
        self.append(&mut accepted);
        Ok(())
    }

    /// Writes a row over row `index` if the record's validators accept it.
    ///
    /// # Errors
    /// What they refuse; the row is dropped and nothing has changed.
    ///
    /// # Panics
    /// When there is no such row.
    #[track_caller]
    pub fn try_set(&mut self, index: usize, row: T) -> Result<(), Violations> {
        if index >= self.len() {
            row_out_of_range(index, self.len());
        }
        let row = check(row, index)?;
        self.set(index, row);
        Ok(())
    }

    /// Asks every validator about every row.
    ///
    /// Plain [`push`](Bulk::push), [`set`](Bulk::set) and all mutable access skip the validators, so that loops stay loops;
    /// this is how to make sure afterwards.
    ///
    /// # Errors
    /// Everything they refuse, by row, then by column.
    pub fn validate(&self) -> Result<(), Violations> {
        self.validate_rows(true)
    }

    /// Asks the validators that look at one row about every row: what can be asked of a part of a container.
    ///
    /// # Errors
    /// Everything they refuse, by row, then by column.
    #[doc(hidden)]
    pub fn validate_part(&self) -> Result<(), Violations> {
        self.validate_rows(false)
    }

    /// With `as_a_whole`, columns that depend on other rows are judged, too.
    fn validate_rows(&self, as_a_whole: bool) -> Result<(), Violations> {
        let mut violations = Violations::default();
        for (row, proxy) in self.iter().enumerate() {
            T::validate(proxy, &mut Inspector::new(&mut violations, row));
        }
        let mut inspector = Inspector::new(&mut violations, 0);
        if !as_a_whole {
            inspector = inspector.without_the_whole();
        }
        T::validate_derived(self.store(), &mut inspector);
        violations.sort();
        violations.into_result()
    }
}

/// Asks the validators about a record that is in no container, and gives it back. Those of derived columns are asked too,
/// unless the column depends on other rows.
pub(crate) fn check<T: SoA>(record: T, row: usize) -> Result<T, Violations> {
    if !T::VALIDATES_DERIVED {
        <T as Lend<'_>>::proxy(record.lend(), Default::default()).validate(row)?;
        return Ok(record);
    }
    let mut violations = Violations::default();
    T::validate(<T as Lend<'_>>::proxy(record.lend(), Default::default()), &mut Inspector::new(&mut violations, row));
    let mut alone = Store::default();
    alone.push(record);
    T::validate_derived(&alone, &mut Inspector::new(&mut violations, row).without_the_whole());
    violations.into_result()?;
    Ok(alone.pop().expect("a row that was just pushed"))
}
