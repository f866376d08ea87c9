//! The items of one list or map as texts: what typed lists and maps are read from. Structures among the items stay texts,
//! which their types read in their turn; so a list is walked once for each level of its type.

use std::borrow::Cow;

use super::structure::{Token, Walk};
use super::text::unescape;

/// An item of a list or map: its text, decoded, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) is_quoted: bool,
}

/// Decodes a text in quotes.
pub(crate) fn decode_quoted(text: &str, start: usize, end: usize) -> Cow<'_, str> {
    let quoted = &text[start..end];
    let quote = text.as_bytes()[start - 1];
    let doubled_quote = (quote == b'"').then_some(quote);
    if memchr::memchr2(b'\\', quote, quoted.as_bytes()).is_none() {
        return Cow::Borrowed(quoted);
    }
    let mut decoded = String::with_capacity(quoted.len());
    unescape(quoted, doubled_quote, Some(b'\\'), &mut decoded);
    Cow::Owned(decoded)
}

/// Shows the items of the one structure that a text is, structures among them as text; `None` if it is another one.
pub(crate) fn items<'a>(text: &'a str, open: Token, mut see: impl FnMut(Item<'a>) -> Option<()>) -> Option<()> {
    let text = text.trim_ascii();
    if !text.starts_with(if open == Token::OpenMap { '{' } else { '[' }) {
        return None;
    }
    let mut walk = Walk::new(text.as_bytes());
    let mut start = 0;
    loop {
        let token = walk.token().ok()?;
        match (token, walk.depth()) {
            (Token::Close, 0) => return (walk.place() == text.len()).then_some(()),
            (Token::OpenList | Token::OpenMap, 2) => start = walk.place() - 1,
            (Token::Close, 1) => see(Item { text: text[start..walk.place()].into(), is_quoted: false })?,
            (Token::Bare { start, end }, 1) => see(Item { text: text[start..end].into(), is_quoted: false })?,
            (Token::Quoted { start, end }, 1) => see(Item { text: decode_quoted(text, start, end), is_quoted: true })?,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, items};

    fn shown(text: &str, open: Token) -> Option<Vec<String>> {
        let mut shown = Vec::new();
        items(text, open, |item| {
            shown.push(if item.is_quoted { format!("<{}>", item.text) } else { item.text.into_owned() });
            Some(())
        })?;
        Some(shown)
    }

    fn list(text: &str) -> Option<String> {
        shown(text, Token::OpenList).map(|items| items.join("|"))
    }

    fn map(text: &str) -> Option<String> {
        shown(text, Token::OpenMap).map(|items| items.join("|"))
    }

    #[test]
    fn items_of_lists_end_at_separators_and_brackets() {
        for (text, items) in [
            ("[]", ""),
            (" [ ] ", ""),
            ("[1 2 3]", "1 2 3"),
            ("[1, 2 ,3]", "1|2|3"),
            ("[1;2;-3e5]", "1|2|-3e5"),
            ("[[1;2];[nan; INF]]", "[1;2]|[nan; INF]"),
            ("[a b , 'c, d' , \"e\\\"]\"]", "a b|<c, d>|<e\"]>"),
            ("[1,,]", "1||"),
            ("[,]", "|"),
            ("['a'b, \"c\" d]", "'a'b|\"c\" d"),
            ("[\"a\"\"b\", \"\", 'it\"s']", "<a\"b>|<>|<it\"s>"),
            ("[x:y, {a:1, b:[2]}, [p]]", "x:y|{a:1, b:[2]}|[p]"),
            ("[it's, 'unclosed]", "it's|'unclosed"),
        ] {
            assert_eq!(list(text).as_deref(), Some(items), "{text}");
        }
        for text in
            ["[", "]", "[1", "[1}", "[a[b]]", "[[1]x]", "[a;b]", "[1;'a']", "['a',1;2]", "[1] 2", "{1:2}", "[a]]", ""]
        {
            assert_eq!(list(text), None, "{text}");
        }
    }

    #[test]
    fn pairs_of_maps_are_separated_by_commas_or_blanks() {
        for (text, items) in [
            ("{}", ""),
            ("{ }", ""),
            ("{1 : 1 , \"a\"  : \"a\"}", "1|1|<a>|<a>"),
            ("{5:6,\"k\":\"z\"}", "5|6|<k>|<z>"),
            ("{a:1 b:'x y'  c:[1, 2] d:{e:f}}", "a|1|b|<x y>|c|[1, 2]|d|{e:f}"),
            ("{a:,b:}", "a||b|"),
            ("{[1]:2,{}:3}", "[1]|2|{}|3"),
            ("{\n \"a\" :\n 1\n}", "<a>|1"),
        ] {
            assert_eq!(map(text).as_deref(), Some(items), "{text}");
        }
        for text in ["{", "{a}", "{a:1,}", "{a:1;b:2}", "{:1}", "{a:1]", "{a b:1}", "{a:b c}", "{1:2:3}", "[]", "{,}"] {
            assert_eq!(map(text), None, "{text}");
        }
    }
}
