//! Enums without data as cells: by the names of their variants. `#[derive(Cell)]` writes the impls; these are their bodies.

use soakit_runtime::record::Variants;

use super::Expected;

/// The variant that a text names.
#[must_use]
pub fn parse_variant<T: Variants>(text: &str) -> Option<T> {
    T::of_name(text).or_else(|| T::of_name(text.trim_ascii()))
}

/// What a text should have been: one of the names.
#[must_use]
pub fn expected_variant<T: Variants>() -> Expected {
    format!("expected one of {}", T::NAMES.join(", ")).into()
}

/// Appends the name of a variant.
pub fn write_variant<T: Variants>(variant: T, out: &mut String) {
    out.push_str(variant.name());
}
