//! [`Regex`]: regular expressions, by the crate `regex` (feature `regex`).

use alloc::string::ToString;

use super::Case;
use super::error::{PatternError, PatternProblem};

/// A regular expression; matches anywhere in a text unless it has anchors.
///
/// # Complexity
/// Linear in the text. Clones share the compiled program, but threads that use one clone wait for each other's scratch memory
/// now and then: a task had better make its own.
#[derive(Clone, Debug)]
pub(crate) struct Regex(regex::Regex);

impl Regex {
    /// Compiles an expression.
    ///
    /// # Errors
    /// When it is not one, or compiles to more than about 10 MB.
    pub(crate) fn new(pattern: &str, case: Case) -> Result<Self, PatternError> {
        let compiled = regex::RegexBuilder::new(pattern).case_insensitive(case == Case::Ignored).build();
        // The crate's message shows the place under the pattern; it offers no number.
        compiled.map(Self).map_err(|error| PatternError::new(pattern, 0, PatternProblem::Regex(error.to_string())))
    }

    /// Whether the expression matches somewhere in the text.
    #[inline]
    pub(crate) fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}
