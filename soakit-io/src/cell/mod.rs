//! Cells as text: [`ParseCell`] and [`WriteCell`], for every standard type and for yours.
//!
//! A cell's text stands between delimiters, without quotes: formats take those off and put them on. What a type writes, it
//! reads back as an equal value.

mod any;
#[cfg(any(feature = "chrono", feature = "jiff"))]
mod dates;
mod digits;
mod from_text;
mod items;
mod list;
mod map;
mod number;
mod optional;
pub(crate) mod structure;
pub(crate) mod text;
#[doc(hidden)]
pub mod variants;

pub use any::Any;

use std::borrow::Cow;

/// What the text of a cell looks like, which decides where quotes are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Digits, signs and letters; no quotes needed, in JSON either.
    Number,
    /// `true` or `false`.
    Bool,
    /// Any text, in quotes wherever a format needs them.
    Text,
    /// `[1, 2, 3]`
    List,
    /// `{"a": 1}`
    Map,
}

/// What a text should have been, in words: "expected an integer from 0 to 255".
pub type Expected = Cow<'static, str>;

/// A type that can be read from the text of a cell.
///
/// # Source
/// Numbers are read as `str::parse` does, blanks around them dropped. Lists and arrays are `[1, 2, 3]`, `[1 2 3]` or
/// `[1;2;3]`, maps `{"a": 1}` or `{a:1 b:2}`; texts inside may stand in quotes of either kind, with C escapes. Enums with
/// `#[derive(Cell)]` are read by the names of their variants. A type of your own:
///
/// ```
/// use soakit_io::cell::{Expected, ParseCell, Shape};
///
/// #[derive(Debug, PartialEq)]
/// struct Celsius(f64);
///
/// impl ParseCell for Celsius {
///     const SHAPE: Shape = Shape::Text;
///
///     fn expected() -> Expected {
///         "expected degrees, such as `21.5 °C`".into()
///     }
///
///     fn parse_cell(text: &str) -> Option<Self> {
///         text.strip_suffix("°C")?.trim().parse().ok().map(Self)
///     }
/// }
///
/// assert_eq!(Celsius::parse_cell("21.5 °C"), Some(Celsius(21.5)));
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be read from the text of a cell",
    label = "not `ParseCell`",
    note = "put `#[derive(Cell)]` on an enum without data or a struct of one field, or implement `soakit::io::ParseCell`"
)]
pub trait ParseCell: Sized {
    /// What the text looks like.
    const SHAPE: Shape;

    /// What a text should have been, for messages.
    fn expected() -> Expected;

    /// Reads the text of a cell; `None` if it is no such value.
    fn parse_cell(text: &str) -> Option<Self>;

    /// Reads an item of a list or map, which says whether it stood in quotes. Only types that may be missing need to know.
    fn parse_item(text: &str, is_quoted: bool) -> Option<Self> {
        let _ = is_quoted;
        Self::parse_cell(text)
    }

    /// Whether [`parse_at`](Self::parse_at) does not ask for UTF-8 first.
    #[doc(hidden)]
    const READS_BYTES: bool = false;

    /// Reads the cell that stands at `start..end` of a text; what stands behind it may be looked at, too.
    #[doc(hidden)]
    #[inline]
    fn parse_at(block: &[u8], start: usize, end: usize) -> Option<Self> {
        Self::parse_cell(str::from_utf8(block.get(start..end)?).ok()?)
    }
}

/// A type that can be written as the text of a cell.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` cannot be written as the text of a cell",
    label = "not `WriteCell`",
    note = "put `#[derive(Cell)]` on an enum without data or a struct of one field, or implement `soakit::io::WriteCell`"
)]
pub trait WriteCell {
    /// What the text looks like.
    const SHAPE: Shape;

    /// Appends the text of the cell: what [`ParseCell`] reads back as an equal value.
    fn write_cell(&self, out: &mut String);

    /// Appends the text of an item of a list or map: in quotes, if it is a text.
    fn write_item(&self, out: &mut String) {
        if Self::SHAPE == Shape::Text {
            let mut text = String::new();
            self.write_cell(&mut text);
            text::write_quoted(&text, out);
        } else {
            self.write_cell(out);
        }
    }
}

/// What a text of this type should have been, to go on with behind other words.
fn expected_item<T: ParseCell>() -> Expected {
    let expected = T::expected();
    match expected.strip_prefix("expected ") {
        Some(what) => what.to_owned().into(),
        None => expected,
    }
}
