//! Text as cells, and the escapes inside quotes.

use super::{Expected, ParseCell, Shape, WriteCell};

impl ParseCell for String {
    const SHAPE: Shape = Shape::Text;

    fn expected() -> Expected {
        "expected a text".into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl WriteCell for String {
    const SHAPE: Shape = Shape::Text;

    fn write_cell(&self, out: &mut String) {
        out.push_str(self);
    }

    fn write_item(&self, out: &mut String) {
        write_quoted(self, out);
    }
}

impl ParseCell for Box<str> {
    const SHAPE: Shape = Shape::Text;

    fn expected() -> Expected {
        String::expected()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        Some(text.into())
    }
}

impl WriteCell for Box<str> {
    const SHAPE: Shape = Shape::Text;

    fn write_cell(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl ParseCell for char {
    const SHAPE: Shape = Shape::Text;

    fn expected() -> Expected {
        "expected one character".into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none())
    }
}

impl WriteCell for char {
    const SHAPE: Shape = Shape::Text;

    fn write_cell(&self, out: &mut String) {
        out.push(*self);
    }
}

/// Appends `text` in quotes, as JSON writes it; [`unescape`] reads it back.
pub(crate) fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(place) = rest.bytes().position(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
        out.push_str(&rest[..place]);
        match rest.as_bytes()[place] {
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            special @ (b'"' | b'\\') => out.extend(['\\', char::from(special)]),
            control => {
                let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
                out.push_str("\\u00");
                out.extend([digit(control >> 4), digit(control & 15)]);
            }
        }
        rest = &rest[place + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// Appends `text`, which stood in quotes, with doubled quotes made single and escapes decoded.
///
/// Escapes: `\'`, `\"`, `\\`, `\/`, `\t`, `\b`, `\f`, `\n`, `\r`, `\uXXXX`, and two of those for a character beyond the first
/// plane; with another escape character, that one instead of `\`. What is no escape stands for itself, backslash included.
pub(crate) fn unescape(text: &str, doubled_quote: Option<u8>, escape: Option<u8>, out: &mut String) {
    let mut rest = text;
    while let Some(position) = rest.bytes().position(|byte| Some(byte) == doubled_quote || Some(byte) == escape) {
        let (before, special) = rest.split_at(position);
        out.push_str(before);
        let byte = special.as_bytes()[0];
        let after = &special[1..];
        // A quote that is its own escape: the doubled form is the only one.
        if Some(byte) == doubled_quote && after.as_bytes().first() == Some(&byte) {
            out.push(char::from(byte));
            rest = &after[1..];
        } else if Some(byte) == escape
            && let Some((decoded, taken)) = decode_escape(after, byte)
        {
            out.push(decoded);
            rest = &after[taken..];
        } else {
            out.push(char::from(byte));
            rest = after;
        }
    }
    out.push_str(rest);
}

/// The character that an escape stands for, and the bytes behind the escape character that belong to it.
fn decode_escape(after: &str, escape: u8) -> Option<(char, usize)> {
    let simple = match *after.as_bytes().first()? {
        b't' => '\t',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b'u' => return decode_unicode(after, escape),
        other @ (b'\'' | b'"' | b'/' | b'\\') => char::from(other),
        other if other == escape => char::from(other),
        _ => return None,
    };
    Some((simple, 1))
}

fn decode_unicode(after: &str, escape: u8) -> Option<(char, usize)> {
    let unit = hexadecimal(after.get(1..5)?)?;
    if let Some(decoded) = char::from_u32(unit) {
        return Some((decoded, 5));
    }
    // A high surrogate needs a low one behind it.
    if after.as_bytes().get(5..7)? != [escape, b'u'] {
        return None;
    }
    let low = hexadecimal(after.get(7..11)?)?;
    let decoded = char::decode_utf16([u16::try_from(unit).ok()?, u16::try_from(low).ok()?]).next()?.ok()?;
    Some((decoded, 11))
}

/// Four digits; unlike `from_str_radix`, no sign.
fn hexadecimal(digits: &str) -> Option<u32> {
    let digits_only = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16).ok().filter(|_| digits_only)
}

#[cfg(test)]
mod tests {
    use super::unescape;

    fn decoded(text: &str) -> String {
        let mut out = String::new();
        unescape(text, Some(b'"'), Some(b'\\'), &mut out);
        out
    }

    #[test]
    fn escapes_are_decoded_and_what_is_none_stands_for_itself() {
        assert_eq!(decoded(r#"a\"b\\c\/d\te"#), "a\"b\\c/d\te");
        assert_eq!(decoded(r"\0abf"), r"\0abf");
        assert_eq!(decoded("\\"), "\\");
        assert_eq!(decoded(r#"a""b"""#), "a\"b\"");
        assert_eq!(decoded(r#"lone " quote"#), "lone \" quote");
    }

    #[test]
    fn surrogates_make_one_character_in_pairs_only() {
        assert_eq!(decoded(r"\u0041\uD834\uDD1E\uDBFF\uDFFF"), "A\u{1D11E}\u{10FFFF}");
        for kept in [r"\uD834x", r"\uD834", r"\uD834\uDD", r"\u442G", r"\uDD1E", r"\u+123", r"\uD834\u0041"] {
            assert_eq!(decoded(kept).replace('A', r"\u0041"), kept);
        }
    }
}
