//! Patterns of text: SQL's `LIKE` (`Wildcards::like`), shell globs (`Wildcards::glob`), and, with the feature `regex`,
//! regular expressions (`Regex`).
//!
//! A pattern is compiled once for each query, and then asked for each row, or for each word of a dictionary. Wildcards match
//! *characters* (`char`), never bytes and never grapheme clusters: `_` is one of the two characters in "e\u{301}".
//!
//! | | `LIKE` | glob |
//! | --- | --- | --- |
//! | any text, also none | `%` | `*` |
//! | one character | `_` | `?` |
//! | one of these | | `[abc]`, `[a-z]`, `[]a]` |
//! | one, but not of these | | `[!abc]`, `[^abc]` |
//! | the next character as it is | `\` | `\`, also between brackets |
//!
//! Every pattern must match the whole text; a `Regex` matches anywhere unless it has anchors.
//!
//! `Case::Ignored` compares characters in lower case, one by one, as Unicode's simple folding does for nearly all of them:
//! a character whose lower case is more than one character (`İ`) stays as it is, `ß` is not `ss`, `ς` is not `σ`, and nothing
//! depends on a locale.
//!
//! Left out on purpose: brace lists (`{a,b}`), `**`, character class names (`[[:alpha:]]`), and escape characters other than
//! the backslash. That is what `Regex` is for.

mod compile;
mod error;
#[cfg(feature = "regex")]
mod regex;
mod segment;
#[cfg(test)]
mod tests;

pub use error::{PatternError, PatternProblem};

#[cfg(feature = "regex")]
pub(crate) use self::regex::Regex;
use segment::Segment;

/// Whether capital and small letters differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// They differ.
    Exact,
    /// They do not; see the module.
    Ignored,
}

/// A compiled pattern of literals and wildcards.
///
/// # Complexity
/// Literal pieces between the wildcards are found by a vectorised search prepared here, so `%special%requests%` reads the
/// text about once. With `_`, classes or [`Case::Ignored`] inside a piece that may stand anywhere, finding it takes the length
/// of the text times that of the piece at worst. Nothing is exponential: every piece matches a fixed number of characters, so
/// the leftmost place for each is as good as any other, and no choice is ever taken back.
#[derive(Clone, Debug)]
pub(crate) struct Wildcards {
    /// The piece at the start of the text.
    head: Segment,
    /// The pieces between two wildcards for any text, in order; none is empty.
    middle: alloc::vec::Vec<Segment>,
    /// The piece at the end of the text; none if the head is all.
    tail: Option<Segment>,
}

impl Wildcards {
    /// A pattern of SQL's `LIKE`.
    ///
    /// # Errors
    /// When the pattern ends with a backslash that escapes nothing.
    pub(crate) fn like(pattern: &str, case: Case) -> Result<Self, PatternError> {
        compile::like(pattern, case).map(Self::of)
    }

    /// A glob, as shells have it.
    ///
    /// # Errors
    /// When a class is not closed or has a range that runs backwards, or the pattern ends with a backslash.
    pub(crate) fn glob(pattern: &str, case: Case) -> Result<Self, PatternError> {
        compile::glob(pattern, case).map(Self::of)
    }

    /// The pieces between wildcards for any text; at least one.
    fn of(mut pieces: alloc::vec::Vec<Segment>) -> Self {
        let tail = (pieces.len() > 1).then(|| pieces.pop()).flatten();
        let mut pieces = pieces.into_iter();
        let head = pieces.next().unwrap_or_default();
        Self { head, middle: pieces.filter(|piece| !piece.is_empty()).collect(), tail }
    }

    /// Whether the whole text matches.
    #[inline]
    pub(crate) fn matches(&self, text: &str) -> bool {
        let Some(mut start) = self.head.at_start(text) else { return false };
        let Some(tail) = &self.tail else { return start == text.len() };
        for piece in &self.middle {
            match piece.find(&text[start..]) {
                Some(end) => start += end,
                None => return false,
            }
        }
        tail.is_end_of(&text[start..])
    }
}
