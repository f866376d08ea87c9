//! [`Variants`]: enums without data as cells, whose values have names.

use alloc::borrow::ToOwned;

use super::{Coded, Value};

/// An enum whose variants hold no data. Implemented by `#[derive(Cell)]`.
///
/// The number of a variant, [`Coded::code`], is its place among them, as it is written; columns are sorted in that order.
pub trait Variants: Coded {
    /// All variants, in order.
    const VARIANTS: &'static [Self];
    /// Their names: as in Rust, or what `#[cell(rename = "…")]` says.
    const NAMES: &'static [&'static str];

    /// The name of this one.
    #[must_use]
    fn name(self) -> &'static str {
        usize::try_from(self.code()).ok().and_then(|index| Self::NAMES.get(index)).copied().unwrap_or_default()
    }

    /// The variant of a name.
    #[must_use]
    fn of_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().position(|known| *known == name).and_then(|index| Self::VARIANTS.get(index)).copied()
    }
}

/// The value of a variant: its name.
pub fn variant_value<T: Variants>(variant: T) -> Value {
    Value::Text(variant.name().to_owned())
}

/// The variant whose name is the value.
#[must_use]
pub fn value_variant<T: Variants>(value: &Value) -> Option<T> {
    let Value::Text(name) = value else { return None };
    T::of_name(name)
}

/// What cells are: `Copy`, and free to be used on any thread.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no cell: it is not `Copy`, or not `Send` and `Sync`",
    label = "not `Copy`, or not free to be used on any thread",
    note = "cells are read by value: write `#[derive(Clone, Copy, Cell)]`; a type that cannot be `Copy` can be a field of a record, but no cell"
)]
pub trait CellLike {}

#[diagnostic::do_not_recommend]
impl<T: Copy + Send + Sync + 'static> CellLike for T {}

/// Asks whether a type can be a cell; for generated code.
pub const fn cell_like<T: CellLike>() {}
