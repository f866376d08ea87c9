//! Proxies: one row borrowed, one reference per field. The derive emits the structs; these traits say what they share.

use alloc::string::String;

use super::validate::Inspector;
use super::value::{Miss, Value};
use super::{Lend, RefsOf, SoA, Stored};
use crate::column::CloneColumn;
use crate::words::{ValueError, Violation, Violations};

/// One row, borrowed. Implemented by every generated `TProxy<'a>`; in the prelude.
pub trait Proxy<'a>: Copy {
    /// The record.
    type Record: SoA + Lend<'a, Proxy = Self> + 'a;

    /// The row as a record of its own.
    fn to_record(self) -> Self::Record
    where
        <Self::Record as Stored>::Columns: CloneColumn,
    {
        let cells = <Self::Record as Lend<'a>>::proxy_cells(self);
        Self::Record::from_cells(<<Self::Record as Stored>::Columns as CloneColumn>::clone_cell(cells))
    }

    /// The cell of the column `name`; `outer.inner` in a nested record.
    ///
    /// # Errors
    /// When there is no such column, or its type has no runtime form.
    fn value(self, name: &str) -> Result<Value, ValueError> {
        <Self::Record as SoA>::value(self, name).map_err(|miss| miss.explain::<Self::Record>(0, name, None))
    }

    /// Checks every validator of the record.
    ///
    /// # Errors
    /// What the validators refuse; `row` is the number reported.
    fn validate(self, row: usize) -> Result<(), Violations> {
        let mut violations = Violations::default();
        <Self::Record as SoA>::validate(self, &mut Inspector::new(&mut violations, row));
        violations.into_result()
    }
}

/// One row, mutably borrowed. Implemented by every generated `TProxyMut<'a>`.
pub trait ProxyMut<'a>: Sized {
    /// The record.
    type Record: SoA + Lend<'a, ProxyMut = Self> + 'a;

    /// The cells of the row, shared, for as long as this proxy is borrowed.
    fn cells(&self) -> RefsOf<'_, Self::Record>;
}

impl Miss {
    /// Adds what the caller knows: row, name, value.
    pub(crate) fn explain<T: SoA>(self, row: usize, name: &str, value: Option<String>) -> ValueError {
        let column = String::from(name);
        let type_name = T::REGISTRY.column(name).map_or("", |column| column.type_name);
        match self {
            Self::Unknown => T::REGISTRY.unknown(name).into(),
            Self::Opaque => ValueError::Opaque { column, type_name },
            Self::Derived => ValueError::Derived { column },
            Self::NoContainer => ValueError::NoContainer { column },
            Self::Type => ValueError::Type { column, type_name, value: value.unwrap_or_default() },
            Self::Refused(message) => Violation::new(row, column, value.unwrap_or_default(), message).into(),
        }
    }
}
