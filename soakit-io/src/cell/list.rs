//! Lists and arrays as the text of cells: `[1, 2, 3]`, `[1 2 3]`, `[1;2;3]`, `["a", "b"]`.
//!
//! What is written is JSON, as far as its items have numbers there.

use super::items::items;
use super::structure::Token;
use super::{Expected, ParseCell, Shape, WriteCell, expected_item};

/// Reads the items of a list; `None` if the text is none, an item cannot be read, or `push` wants no more.
fn parse_items<T: ParseCell>(text: &str, mut push: impl FnMut(T) -> Option<()>) -> Option<()> {
    items(text, Token::OpenList, |item| {
        // Only texts have blanks inside.
        let separates = matches!(T::SHAPE, Shape::Number | Shape::Bool) && !item.is_quoted;
        if separates && item.text.contains(|letter: char| letter.is_ascii_whitespace()) {
            return item.text.split_ascii_whitespace().try_for_each(|part| push(T::parse_item(part, false)?));
        }
        push(T::parse_item(&item.text, item.is_quoted)?)
    })
}

/// Appends brackets with things between them.
pub(super) fn write_separated<T>(
    brackets: &[u8; 2],
    items: impl IntoIterator<Item = T>,
    out: &mut String,
    write: impl Fn(T, &mut String),
) {
    out.push(char::from(brackets[0]));
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(item, out);
    }
    out.push(char::from(brackets[1]));
}

impl<T: ParseCell> ParseCell for Vec<T> {
    const SHAPE: Shape = Shape::List;

    fn expected() -> Expected {
        format!("expected a list in brackets, each item {}", expected_item::<T>()).into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        let mut list = Self::new();
        parse_items(text, |item| {
            list.push(item);
            Some(())
        })?;
        Some(list)
    }
}

impl<T: WriteCell> WriteCell for Vec<T> {
    const SHAPE: Shape = Shape::List;

    fn write_cell(&self, out: &mut String) {
        write_separated(b"[]", self, out, T::write_item);
    }
}

impl<T: ParseCell, const N: usize> ParseCell for [T; N] {
    const SHAPE: Shape = Shape::List;

    fn expected() -> Expected {
        format!("expected a list in brackets of {N} items, each {}", expected_item::<T>()).into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        let mut list = [const { None }; N];
        let mut count = 0;
        parse_items(text, |item| {
            *list.get_mut(count)? = Some(item);
            count += 1;
            Some(())
        })?;
        (count == N).then(|| list.map(|item| item.expect("as many items as places")))
    }
}

impl<T: WriteCell, const N: usize> WriteCell for [T; N] {
    const SHAPE: Shape = Shape::List;

    fn write_cell(&self, out: &mut String) {
        write_separated(b"[]", self, out, T::write_item);
    }
}

#[cfg(test)]
mod tests {
    use crate::cell::{Any, ParseCell, WriteCell};

    fn written<T: WriteCell>(value: &T) -> String {
        let mut out = String::new();
        value.write_cell(&mut out);
        out
    }

    #[test]
    fn numbers_are_separated_by_commas_semicolons_or_blanks() {
        for text in ["[1,2,3]", "[1 2 3]", "[1;2;3]", " [ 1 , 2\t3 ] ", "[\"1\",2,3]"] {
            assert_eq!(Vec::<f64>::parse_cell(text), Some(vec![1.0, 2.0, 3.0]), "{text}");
            assert_eq!(<[u8; 3]>::parse_cell(text), Some([1, 2, 3]), "{text}");
        }
        assert_eq!(Vec::<bool>::parse_cell("[true false,1]"), Some(vec![true, false, true]));
        assert_eq!(Vec::<[i8; 2]>::parse_cell("[[1;2];[3 4]]"), Some(vec![[1, 2], [3, 4]]));
        assert_eq!(<[f64; 0]>::parse_cell("[]"), Some([]));
    }

    #[test]
    fn lists_that_do_not_fit_are_none() {
        for text in ["", "1", "[1", "[1,]", "[1,x]", "[256]", "[[1]]", "{1:2}", "[1] 2"] {
            assert_eq!(Vec::<u8>::parse_cell(text), None, "{text}");
        }
        assert_eq!(<[u8; 2]>::parse_cell("[1]"), None);
        assert_eq!(<[u8; 2]>::parse_cell("[1,2,3]"), None);
        assert_eq!(
            Vec::<[u8; 1]>::expected(),
            "expected a list in brackets, each item a list in brackets of 1 items, each an integer from 0 to 255"
        );
    }

    #[test]
    fn missing_items_and_empty_texts_differ() {
        let texts = vec![Some("null".to_owned()), None, Some(String::new()), Some("a, b".to_owned())];
        assert_eq!(Vec::parse_cell("[\"null\",null,'',\"a, b\"]"), Some(texts.clone()));
        assert_eq!(written(&texts), "[\"null\",null,\"\",\"a, b\"]");
        assert_eq!(Vec::parse_cell("[1,,null,2]"), Some(vec![Some(1), None, None, Some(2)]));
    }

    #[test]
    fn what_is_written_reads_back_equal_and_is_json() {
        let texts: Vec<String> =
            ["", "a\"b", "it's", "\\n", "\n\t\u{8}\u{1f}", "[1,2]", "é\u{1D11E}"].map(Into::into).into();
        assert_eq!(Vec::parse_cell(&written(&texts)), Some(texts.clone()));
        assert_eq!(written(&texts), r#"["","a\"b","it's","\\n","\n\t\u0008\u001f","[1,2]","é𝄞"]"#);
        let floats = vec![[-0.0, f64::INFINITY], [1e-310, 1.5]];
        assert_eq!(written(&floats), "[[-0.0,\"inf\"],[1e-310,1.5]]");
        assert_eq!(Vec::<[f64; 2]>::parse_cell(&written(&floats)), Some(floats));
        let any = vec![Any::Missing, Any::Text("1".into()), Any::Integer(1), Any::List(vec![Any::Float(2.0)])];
        assert_eq!(Vec::parse_cell(&written(&any)), Some(any));
    }
}
