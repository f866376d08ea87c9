//! Items that may be missing. A column whose cells may be missing is [`Nullable`](soakit_runtime::column::Nullable), and its
//! format says what stands for nothing; inside lists and maps it is an empty item, or a bare `null`.

use super::{Expected, ParseCell, Shape, WriteCell};

impl<T: ParseCell> ParseCell for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn expected() -> Expected {
        T::expected()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { T::parse_cell(text).map(Some) }
    }

    fn parse_item(text: &str, is_quoted: bool) -> Option<Self> {
        let is_missing = match text {
            "" => !is_quoted || T::SHAPE != Shape::Text,
            "null" => !is_quoted,
            _ => false,
        };
        if is_missing { Some(None) } else { T::parse_item(text, is_quoted).map(Some) }
    }
}

impl<T: WriteCell> WriteCell for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    fn write_cell(&self, out: &mut String) {
        if let Some(value) = self {
            value.write_cell(out);
        }
    }

    fn write_item(&self, out: &mut String) {
        match self {
            Some(value) => value.write_item(out),
            None => out.push_str("null"),
        }
    }
}
