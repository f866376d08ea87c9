//! What can be wrong with a pattern, where, and what to write instead.

use alloc::{borrow::ToOwned, string::String};
use core::fmt;

/// A pattern that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PatternError {
    /// The pattern as it was given.
    pub pattern: String,
    /// The byte of the pattern at which the problem begins.
    pub byte_offset: usize,
    /// What is wrong.
    pub problem: PatternProblem,
}

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternProblem {
    /// The pattern ends with a backslash.
    EscapesNothing,
    /// A class has no closing bracket.
    ClassNotClosed,
    /// A range of a class ends before it starts.
    RangeBackwards {
        /// Where the range starts.
        from: char,
        /// Where it ends.
        to: char,
    },
    /// A regular expression is refused, with the words of the `regex` crate.
    Regex(String),
}

impl PatternError {
    pub(super) fn new(pattern: &str, byte_offset: usize, problem: PatternProblem) -> Self {
        Self { pattern: pattern.to_owned(), byte_offset, problem }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pattern, byte_offset, problem } = self;
        write!(f, "the pattern `{pattern}`, byte {byte_offset}: ")?;
        match problem {
            PatternProblem::EscapesNothing => f.write_str(r"the backslash escapes nothing; write `\\` for a backslash"),
            PatternProblem::ClassNotClosed => {
                f.write_str(r"the class is not closed; add `]`, or write `\[` for a bracket")
            }
            PatternProblem::RangeBackwards { from, to } => {
                write!(f, "the range `{from}-{to}` runs backwards; write `{to}-{from}`")
            }
            PatternProblem::Regex(words) => f.write_str(words),
        }
    }
}

impl core::error::Error for PatternError {}
