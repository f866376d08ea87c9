//! JSON's grammar, as far as one has to know it to find where a value ends.
//!
//! Every function takes the bytes and a place, and answers with the place behind what it has found there. What it steps over
//! is JSON, whole and valid: nobody behind it has to look again. What stands in texts is not decoded here, numbers are not
//! computed, and whether the bytes are UTF-8 is asked elsewhere.

use crate::error::RecordProblem;
use crate::table::{Span, Syntax, texts};

/// How deep objects and arrays may stand in each other; each level costs a call.
pub(super) const DEPTH_LIMIT: usize = 128;

/// Why bytes are no JSON, or no object of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where.
    pub(super) place: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// What is wrong, in words.
    Syntax(&'static str),
    /// A field that the record does not have, and that is not ignored; `place` is its name's.
    Unknown,
    /// A field that stands there twice; `place` is its name's.
    Repeated,
}

impl Problem {
    /// In words, without the place.
    pub(super) fn describe(self, bytes: &[u8], syntax: &Syntax) -> RecordProblem {
        let name = || {
            key(bytes, self.place).map_or_else(|_| String::new(), |(name, _)| texts(bytes, &[name], syntax).remove(0))
        };
        match self.kind {
            Kind::Syntax(what) => RecordProblem::Syntax(what.into()),
            Kind::Unknown => RecordProblem::UnknownField(name()),
            Kind::Repeated => RecordProblem::RepeatedField(name()),
        }
    }
}

pub(super) fn syntax<T>(place: usize, what: &'static str) -> Result<T, Problem> {
    Err(Problem { place, kind: Kind::Syntax(what) })
}

/// The byte at a place; 0 behind the end, which begins nothing in JSON.
#[inline(always)]
pub(super) fn peek(bytes: &[u8], place: usize) -> u8 {
    bytes.get(place).copied().unwrap_or(0)
}

/// Steps over blanks and line ends.
#[inline(always)]
pub(super) fn skip_blanks(bytes: &[u8], mut place: usize) -> usize {
    loop {
        match peek(bytes, place) {
            // Mostly there are none: one comparison says so.
            b'!'.. => return place,
            b' ' | b'\t' | b'\n' | b'\r' => place += 1,
            _ => return place,
        }
    }
}

/// Steps over any value. `depth` says how many levels may still be entered.
#[inline(always)]
pub(super) fn value(bytes: &[u8], place: usize, depth: usize) -> Result<(Span, usize), Problem> {
    match peek(bytes, place) {
        b'"' => {
            let (close, is_escaped) = string(bytes, place + 1)?;
            Ok((Span::quoted(place + 1, close, is_escaped), close + 1))
        }
        b'-' | b'0'..=b'9' => number(bytes, place).map(|end| (Span::bare(place, end), end)),
        _ => rare_value(bytes, place, depth).map(|end| (Span::bare(place, end), end)),
    }
}

fn rare_value(bytes: &[u8], place: usize, depth: usize) -> Result<usize, Problem> {
    let literal = match peek(bytes, place) {
        b'[' => return list(bytes, place, depth),
        b'{' => return map(bytes, place, depth),
        b't' => "true",
        b'f' => "false",
        b'n' => "null",
        _ => return syntax(place, "expected a value"),
    };
    if bytes[place..].starts_with(literal.as_bytes()) {
        Ok(place + literal.len())
    } else {
        syntax(place, "expected `true`, `false` or `null`")
    }
}

/// Steps over the text whose opening quote stands before `start`: where it is closed, and whether there are escapes in it.
#[inline(always)]
pub(super) fn string(bytes: &[u8], start: usize) -> Result<(usize, bool), Problem> {
    let place = special(bytes, start);
    if peek(bytes, place) == b'"' { Ok((place, false)) } else { escaped_string(bytes, place) }
}

/// The rest of a text, from the first byte on that means something.
fn escaped_string(bytes: &[u8], mut place: usize) -> Result<(usize, bool), Problem> {
    loop {
        place = match bytes.get(place) {
            Some(b'"') => return Ok((place, true)),
            Some(b'\\') => special(bytes, escape(bytes, place)?),
            Some(_) => return syntax(place, "a control character in a text, where an escape is needed"),
            None => return syntax(place, "a text is never closed"),
        };
    }
}

/// The first place at or behind `place` of a quote, a backslash or a control character; or the end.
#[inline(always)]
fn special(bytes: &[u8], mut place: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHS: u64 = u64::from_le_bytes([0x80; 8]);
    // Which bytes of a word are zero: exact up to the first that is, which is all that is asked.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    while let Some(eight) = bytes.get(place..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*eight);
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let backslashes = zeros(word ^ (ONES * u64::from(b'\\')));
        let controls = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (quotes | backslashes | controls) & HIGHS;
        if found != 0 {
            return place + found.trailing_zeros() as usize / 8;
        }
        place += 8;
    }
    while bytes.get(place).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        place += 1;
    }
    place
}

/// Steps over an escape.
fn escape(bytes: &[u8], place: usize) -> Result<usize, Problem> {
    match peek(bytes, place + 1) {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(place + 2),
        b'u' => {
            const HALF: &str = "an escape for half of a character";
            match unit(bytes, place)? {
                0xD800..=0xDBFF if bytes[place + 6..].starts_with(b"\\u") => match unit(bytes, place + 6)? {
                    0xDC00..=0xDFFF => Ok(place + 12),
                    _ => syntax(place, HALF),
                },
                0xD800..=0xDFFF => syntax(place, HALF),
                _ => Ok(place + 6),
            }
        }
        _ => syntax(place, "an escape that JSON does not have"),
    }
}

/// The number that the escape `\uXXXX` holds.
fn unit(bytes: &[u8], place: usize) -> Result<u32, Problem> {
    let mut unit = 0;
    for digit in place + 2..place + 6 {
        match char::from(peek(bytes, digit)).to_digit(16) {
            Some(value) => unit = 16 * unit + value,
            None => return syntax(place, "expected four hexadecimal digits behind `\\u`"),
        }
    }
    Ok(unit)
}

/// Steps over a number.
#[inline(always)]
fn number(bytes: &[u8], start: usize) -> Result<usize, Problem> {
    const EXPECTED: &str = "expected a digit";
    let first = start + usize::from(peek(bytes, start) == b'-');
    let mut place = digits(bytes, first);
    if place == first {
        return syntax(place, EXPECTED);
    }
    if peek(bytes, first) == b'0' && place > first + 1 {
        return syntax(first, "a number that begins with 0");
    }
    if peek(bytes, place) == b'.' {
        let fraction = place + 1;
        place = digits(bytes, fraction);
        if place == fraction {
            return syntax(place, EXPECTED);
        }
    }
    if matches!(peek(bytes, place), b'e' | b'E') {
        let exponent = place + 1 + usize::from(matches!(peek(bytes, place + 1), b'+' | b'-'));
        place = digits(bytes, exponent);
        if place == exponent {
            return syntax(place, EXPECTED);
        }
    }
    Ok(place)
}

#[inline(always)]
fn digits(bytes: &[u8], mut place: usize) -> usize {
    while peek(bytes, place).is_ascii_digit() {
        place += 1;
    }
    place
}

/// Steps over an array.
fn list(bytes: &[u8], place: usize, depth: usize) -> Result<usize, Problem> {
    let depth = enter(place, depth)?;
    let mut place = skip_blanks(bytes, place + 1);
    if peek(bytes, place) == b']' {
        return Ok(place + 1);
    }
    loop {
        place = skip_blanks(bytes, value(bytes, place, depth)?.1);
        match peek(bytes, place) {
            b',' => place = skip_blanks(bytes, place + 1),
            b']' => return Ok(place + 1),
            _ => return syntax(place, "expected `,` or `]`"),
        }
    }
}

/// Steps over an object whose fields nobody asks for.
fn map(bytes: &[u8], place: usize, depth: usize) -> Result<usize, Problem> {
    let depth = enter(place, depth)?;
    let mut place = skip_blanks(bytes, place + 1);
    if peek(bytes, place) == b'}' {
        return Ok(place + 1);
    }
    loop {
        place = skip_blanks(bytes, value(bytes, key(bytes, place)?.1, depth)?.1);
        match peek(bytes, place) {
            b',' => place = skip_blanks(bytes, place + 1),
            b'}' => return Ok(place + 1),
            _ => return syntax(place, "expected `,` or `}`"),
        }
    }
}

/// Steps over a field's name and the colon and blanks behind it, to its value.
pub(super) fn key(bytes: &[u8], place: usize) -> Result<(Span, usize), Problem> {
    if peek(bytes, place) != b'"' {
        return syntax(place, "expected the name of a field, in quotes");
    }
    let (close, is_escaped) = string(bytes, place + 1)?;
    let colon = skip_blanks(bytes, close + 1);
    if peek(bytes, colon) != b':' {
        return syntax(colon, "expected `:`");
    }
    Ok((Span::quoted(place + 1, close, is_escaped), skip_blanks(bytes, colon + 1)))
}

/// The levels that are left when one more is entered.
pub(super) fn enter(place: usize, depth: usize) -> Result<usize, Problem> {
    match depth.checked_sub(1) {
        Some(depth) => Ok(depth),
        None => syntax(place, "objects and arrays more than 128 levels deep"),
    }
}
