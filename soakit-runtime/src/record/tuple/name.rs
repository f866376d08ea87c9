//! The name of a tuple type, put together by the compiler: `(u8, Option<f64>)`.

use super::element::{Element, ElementKind};
use crate::record::ColumnInfo;

/// What the registry says of an element.
pub(super) const fn column<T: Element>(name: &'static str) -> ColumnInfo {
    let mut column = ColumnInfo::new(name, name, T::Kind::TYPE_NAME, T::Kind::KIND);
    column.nullable = T::Kind::NULLABLE;
    column.nested = T::Kind::NESTED;
    column
}

/// Longer names are cut.
const BYTES: usize = 240;

/// Text that constants can be made of.
pub(super) struct Name {
    bytes: [u8; BYTES],
    len: usize,
}

impl Name {
    /// `(u8, Option<f64>)`
    pub(super) const fn of(columns: &[ColumnInfo]) -> Self {
        let mut name = Self { bytes: [0; BYTES], len: 0 }.with("(");
        let mut index = 0;
        while index < columns.len() {
            let column = &columns[index];
            if index > 0 {
                name = name.with(", ");
            }
            name = if column.nullable {
                name.with("Option<").with(column.type_name).with(">")
            } else {
                name.with(column.type_name)
            };
            index += 1;
        }
        name.with(if index == 1 { ",)" } else { ")" })
    }

    const fn with(mut self, text: &str) -> Self {
        let (text, mut index) = (text.as_bytes(), 0);
        while index < text.len() && self.len < BYTES {
            self.bytes[self.len] = text[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    /// The text; an ellipsis where the cut goes through a character.
    pub(super) const fn text(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            Err(_) => "(…)",
        }
    }
}
