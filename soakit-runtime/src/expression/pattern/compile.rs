//! From the words of a pattern to its [`Segment`]s: the pieces between wildcards for any text.

use alloc::{boxed::Box, vec, vec::Vec};
use core::iter::Peekable;
use core::str::CharIndices;

use super::Case;
use super::error::{PatternError, PatternProblem};
use super::segment::{Class, Item, Segment};

/// SQL's `LIKE`.
pub(super) fn like(pattern: &str, case: Case) -> Result<Vec<Segment>, PatternError> {
    let mut pieces = vec![Vec::new()];
    let mut rest = pattern.char_indices().peekable();
    while let Some((offset, character)) = rest.next() {
        let item = match character {
            '%' => {
                pieces.push(Vec::new());
                continue;
            }
            '_' => Item::Any,
            '\\' => Item::One(escaped(pattern, offset, &mut rest)?),
            other => Item::One(other),
        };
        add(&mut pieces, item);
    }
    Ok(segments(pieces, case))
}

/// Globs.
pub(super) fn glob(pattern: &str, case: Case) -> Result<Vec<Segment>, PatternError> {
    let mut pieces = vec![Vec::new()];
    let mut rest = pattern.char_indices().peekable();
    while let Some((offset, character)) = rest.next() {
        let item = match character {
            '*' => {
                pieces.push(Vec::new());
                continue;
            }
            '?' => Item::Any,
            '[' => Item::Class(Box::new(class(pattern, offset, &mut rest)?)),
            '\\' => Item::One(escaped(pattern, offset, &mut rest)?),
            other => Item::One(other),
        };
        add(&mut pieces, item);
    }
    Ok(segments(pieces, case))
}

/// The class whose opening bracket has just been read.
fn class(pattern: &str, opened: usize, rest: &mut Peekable<CharIndices<'_>>) -> Result<Class, PatternError> {
    let not_closed = || PatternError::new(pattern, opened, PatternProblem::ClassNotClosed);
    let negated = rest.next_if(|&(_, next)| next == '!' || next == '^').is_some();
    let mut ranges = Vec::new();
    loop {
        let (offset, next) = rest.next().ok_or_else(not_closed)?;
        let from = match next {
            // A bracket that closes nothing is one of the characters: `[]a]`.
            ']' if !ranges.is_empty() => break,
            '\\' => escaped(pattern, offset, rest)?,
            other => other,
        };
        // A dash is a range between two characters, and itself at either end of the class: `[a-]`.
        let mut ahead = rest.clone();
        let dash = ahead.next().is_some_and(|(_, next)| next == '-');
        if !dash || ahead.peek().is_none_or(|&(_, next)| next == ']') {
            ranges.push((from, from));
            continue;
        }
        *rest = ahead;
        let (last, next) = rest.next().ok_or_else(not_closed)?;
        let to = if next == '\\' { escaped(pattern, last, rest)? } else { next };
        if to < from {
            return Err(PatternError::new(pattern, offset, PatternProblem::RangeBackwards { from, to }));
        }
        ranges.push((from, to));
    }
    Ok(Class { negated, ranges })
}

/// The character behind a backslash.
fn escaped(pattern: &str, offset: usize, rest: &mut Peekable<CharIndices<'_>>) -> Result<char, PatternError> {
    match rest.next() {
        Some((_, next)) => Ok(next),
        None => Err(PatternError::new(pattern, offset, PatternProblem::EscapesNothing)),
    }
}

/// Adds to the last piece.
fn add(pieces: &mut [Vec<Item>], item: Item) {
    if let Some(piece) = pieces.last_mut() {
        piece.push(item);
    }
}

fn segments(pieces: Vec<Vec<Item>>, case: Case) -> Vec<Segment> {
    pieces.into_iter().map(|items| Segment::new(items, case)).collect()
}
