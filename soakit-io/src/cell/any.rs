//! [`Any`]: a cell whose type is known only when it is read.
//!
//! It serves files that have no struct yet: types are inferred from such values, and columns of mixed ones are kept as they
//! are. Its grammar is SFrame's with three decisions of its own: `1e5` is a number, as everywhere else; integers beyond 64
//! bits stay texts, since a float would lose digits; a bare `null` in a structure is missing, as in JSON.

use super::items::decode_quoted;
use super::list::write_separated;
use super::structure::{Token, Walk};
use super::text::write_quoted;
use super::{Expected, ParseCell, Shape, WriteCell};

/// A value whose type is that of its text.
///
/// # Round trips
/// What is written reads back equal, except where the text alone cannot tell: a text that looks like something else (`12`)
/// becomes that, and a list of numbers a vector. Inside lists and maps texts are written in quotes, and nothing is lost.
///
/// ```
/// use soakit_io::cell::Any;
///
/// assert_eq!(Any::parse("12"), Any::Integer(12));
/// assert_eq!(Any::parse("1.5e3"), Any::Float(1500.0));
/// assert_eq!(Any::parse("[1 2 3]"), Any::Vector(vec![1.0, 2.0, 3.0]));
/// assert_eq!(Any::parse("[1, x]"), Any::List(vec![Any::Integer(1), Any::Text("x".into())]));
/// assert_eq!(Any::parse("{a: 1}"), Any::Map(vec![(Any::Text("a".into()), Any::Integer(1))]));
/// assert_eq!(Any::parse("[sic"), Any::Text("[sic".into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Any {
    /// Nothing: an empty item of a list or a map, or a bare `null` there.
    Missing,
    /// A whole number of 64 bits.
    Integer(i64),
    /// A number with a point, an exponent, or neither finite nor a number.
    Float(f64),
    /// Numbers in brackets; not inside lists, where they are lists.
    Vector(Vec<f64>),
    /// Values in brackets.
    List(Vec<Self>),
    /// Pairs of key and value in braces, in order; keys may repeat.
    Map(Vec<(Self, Self)>),
    /// Everything else.
    Text(String),
}

impl Any {
    /// The value that a text stands for; if nothing else, the text.
    ///
    /// # Complexity
    /// Linear in the text, whatever it holds.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let trimmed = text.trim_ascii();
        let value = match trimmed.as_bytes().first() {
            Some(b'[') => vector(trimmed).map(Self::Vector).or_else(|| structure(trimmed)),
            Some(b'{') => structure(trimmed),
            _ => number(trimmed),
        };
        value.unwrap_or_else(|| Self::Text(text.to_owned()))
    }
}

/// The number that a text is, if it is one.
fn number(text: &str) -> Option<Any> {
    // Letters other than those of `inf` and `nan` are the usual case, and need no attempt.
    if !matches!(text.as_bytes().first()?, b'0'..=b'9' | b'+' | b'-' | b'.' | b'i' | b'I' | b'n' | b'N') {
        return None;
    }
    if let Ok(integer) = text.parse() {
        return Some(Any::Integer(integer));
    }
    let is_integer = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'));
    if is_integer { None } else { text.parse().ok().map(Any::Float) }
}

/// The value of a bare item of a structure.
fn bare(text: &str) -> Any {
    match text {
        "" | "null" => Any::Missing,
        text => number(text).unwrap_or_else(|| Any::Text(text.to_owned())),
    }
}

/// A list or map that is being read.
enum Open {
    List(Vec<Any>),
    /// Pairs, and the key whose value has not come yet.
    Map(Vec<(Any, Any)>, Option<Any>),
}

/// The structure that a text is from its first byte to its last, if it is one; lists of numbers are lists.
fn structure(text: &str) -> Option<Any> {
    let mut walk = Walk::new(text.as_bytes());
    let mut stack = Vec::new();
    loop {
        let value = match walk.token().ok()? {
            Token::OpenList => {
                stack.push(Open::List(Vec::new()));
                continue;
            }
            Token::OpenMap => {
                stack.push(Open::Map(Vec::new(), None));
                continue;
            }
            Token::Bare { start, end } => bare(&text[start..end]),
            Token::Quoted { start, end } => Any::Text(decode_quoted(text, start, end).into_owned()),
            Token::Close => match stack.pop()? {
                Open::List(items) => Any::List(items),
                Open::Map(pairs, _) => Any::Map(pairs),
            },
        };
        match stack.last_mut() {
            None => return (walk.place() == text.len()).then_some(value),
            Some(Open::List(items)) => items.push(value),
            Some(Open::Map(pairs, key)) => match key.take() {
                None => *key = Some(value),
                Some(key) => pairs.push((key, value)),
            },
        }
    }
}

/// The numbers of a list that has nothing else; with blanks, commas or semicolons between them.
fn vector(text: &str) -> Option<Vec<f64>> {
    let mut walk = Walk::new(text.as_bytes());
    let mut numbers = Vec::new();
    if walk.token() != Ok(Token::OpenList) {
        return None;
    }
    loop {
        match walk.token().ok()? {
            Token::Bare { start, end } if start < end => {
                for number in text[start..end].split_ascii_whitespace() {
                    numbers.push(number.parse().ok()?);
                }
            }
            Token::Close => return (walk.place() == text.len()).then_some(numbers),
            _ => return None,
        }
    }
}

impl ParseCell for Any {
    const SHAPE: Shape = Shape::Text;

    fn expected() -> Expected {
        "expected anything".into()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        Some(Self::parse(text))
    }

    /// Quoted items are texts, and lists of numbers are lists.
    fn parse_item(text: &str, is_quoted: bool) -> Option<Self> {
        if is_quoted {
            return Some(Self::Text(text.to_owned()));
        }
        if text.starts_with(['[', '{']) { structure(text) } else { Some(bare(text)) }
    }
}

impl WriteCell for Any {
    const SHAPE: Shape = Shape::Text;

    fn write_cell(&self, out: &mut String) {
        match self {
            Self::Missing => {}
            Self::Integer(integer) => integer.write_cell(out),
            Self::Float(float) => float.write_cell(out),
            // Not as items of a list of floats: those are quoted where JSON has no number.
            Self::Vector(numbers) => write_separated(b"[]", numbers, out, f64::write_cell),
            Self::List(items) => items.write_cell(out),
            Self::Map(pairs) => pairs.write_cell(out),
            Self::Text(text) => out.push_str(text),
        }
    }

    fn write_item(&self, out: &mut String) {
        match self {
            Self::Missing => out.push_str("null"),
            Self::Text(text) => write_quoted(text, out),
            other => other.write_cell(out),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Any;
    use super::Any::{Float, Integer, List, Map, Missing, Vector};
    use crate::cell::WriteCell;

    fn text(text: &str) -> Any {
        Any::Text(text.into())
    }

    #[test]
    fn numbers_are_numbers_and_what_would_lose_digits_is_text() {
        for (written, value) in [
            ("12", Integer(12)),
            (" -7\t", Integer(-7)),
            ("9223372036854775807", Integer(i64::MAX)),
            ("1.", Float(1.0)),
            (".5", Float(0.5)),
            ("1e5", Float(1e5)),
            ("-INF", Float(f64::NEG_INFINITY)),
        ] {
            assert_eq!(Any::parse(written), value, "{written}");
        }
        assert!(matches!(Any::parse("NaN"), Float(nan) if nan.is_nan()));
        for written in [
            "9223372036854775808",
            "12abc",
            "1 2",
            "",
            " ",
            ".",
            "-",
            "e5",
            "1_0",
            "0x1",
            "\"7\"",
            "[sic",
            "[1] x",
            " a",
        ] {
            assert_eq!(Any::parse(written), text(written));
        }
    }

    #[test]
    fn brackets_make_vectors_lists_and_maps() {
        for (written, value) in [
            ("[]", Vector(vec![])),
            ("[1 2 , 3;4.5]", Vector(vec![1.0, 2.0, 3.0, 4.5])),
            ("[1,,2]", List(vec![Integer(1), Missing, Integer(2)])),
            ("[1, null, '1', 1abc, p q]", List(vec![Integer(1), Missing, text("1"), text("1abc"), text("p q")])),
            ("[[1,2],[]]", List(vec![List(vec![Integer(1), Integer(2)]), List(vec![])])),
            ("{5:6,\"k\":\"z\" k:}", Map(vec![(Integer(5), Integer(6)), (text("k"), text("z")), (text("k"), Missing)])),
            ("{a:{b:[\"\\n\"]}}", Map(vec![(text("a"), Map(vec![(text("b"), List(vec![text("\n")]))]))])),
        ] {
            assert_eq!(Any::parse(written), value, "{written}");
        }
    }

    #[test]
    fn structures_read_back_equal() {
        let texts = ["", "null", "1", "a,b", "it's", "\"", "\\", "\n\u{1}", "[", "é"].map(text);
        let pairs = texts.clone().into_iter().map(|key| (key, Float(-0.0))).chain([(Missing, List(texts.into()))]);
        let value = Map(pairs.chain([(Integer(1), Float(f64::INFINITY)), (List(vec![]), Map(vec![]))]).collect());
        let mut written = String::new();
        value.write_cell(&mut written);
        assert_eq!(Any::parse(&written), value);
        let numbers = Vector(vec![-0.0, 1e300, f64::MIN_POSITIVE, f64::INFINITY]);
        written.clear();
        numbers.write_cell(&mut written);
        assert_eq!(Any::parse(&written), numbers);
    }
}
