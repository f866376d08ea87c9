//! [`TextExpr`]: what text can be asked, and made into.

use alloc::string::String;

#[cfg(feature = "regex")]
use super::function::Matches;
use super::function::{Contains, EndsWith, Fits, Function1, Length, Lowercase, StartsWith, Substr, Trim, Uppercase};
use super::node::Unary;
#[cfg(feature = "regex")]
use super::pattern::Regex;
use super::pattern::{Case, Wildcards};
use super::{Apply1, Calc, Expr, PatternError};

/// What was compiled, or the panic of its caller.
#[track_caller]
fn compiled<T>(pattern: Result<T, PatternError>) -> T {
    match pattern {
        Ok(compiled) => compiled,
        Err(error) => panic!("{error}"),
    }
}

macro_rules! questions {
    ($($(#[$doc:meta])* $method:ident $question:ident($asked:ident);)*) => {$(
        $(#[$doc])*
        #[inline]
        fn $method(self, $asked: impl Into<String>) -> Unary<$question, Self>
        where
            $question: Function1<Self::Value>,
        {
            Calc(Apply1($question($asked.into()), self))
        }
    )*};
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $method:ident $try_method:ident $fits:ident $compile:path, $case:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// # Panics
        /// When the pattern is none.
        #[track_caller]
        fn $method(self, pattern: &str) -> Unary<$fits, Self>
        where
            $fits: Function1<Self::Value>,
        {
            Calc(Apply1($fits(compiled($compile(pattern, Case::$case))), self))
        }

        #[doc = concat!("[`", stringify!($method), "`](Self::", stringify!($method), ") for patterns that come from outside.")]
        ///
        /// # Errors
        /// When the pattern is none.
        fn $try_method(self, pattern: &str) -> Result<Unary<$fits, Self>, PatternError>
        where
            $fits: Function1<Self::Value>,
        {
            Ok(Calc(Apply1($fits($compile(pattern, Case::$case)?), self)))
        }
    )*};
}

macro_rules! forms {
    ($($(#[$doc:meta])* $method:ident $form:ident($($argument:ident),*);)*) => {$(
        $(#[$doc])*
        #[inline]
        fn $method(self $(, $argument: usize)*) -> Unary<$form, Self>
        where
            $form: Function1<Self::Value>,
        {
            Calc(Apply1($form($($argument),*), self))
        }
    )*};
}

/// Text functions of expressions. In the prelude.
///
/// A missing text answers no to every question, and has missing parts and forms. Over a dictionary, each word is asked once.
#[allow(clippy::wrong_self_convention, reason = "expressions are made of expressions, by value")]
pub trait TextExpr: Expr {
    questions! {
        /// Whether the text starts with `prefix`.
        starts_with StartsWith(prefix);
        /// Whether the text ends with `suffix`.
        ends_with EndsWith(suffix);
        /// Whether `part` is in the text.
        contains Contains(part);
    }

    patterns! {
        /// Whether all of the text fits a pattern of SQL's `LIKE`: `%` is any text, `_` one character, `\` takes the next
        /// character as it is.
        like try_like Fits Wildcards::like, Exact;
        /// [`like`](Self::like), where capital and small letters are the same.
        ilike try_ilike Fits Wildcards::like, Ignored;
        /// Whether all of the text fits a shell pattern: `*` is any text, `?` one character, `[a-z]` and `[!a-z]` one of a class.
        glob try_glob Fits Wildcards::glob, Exact;
    }

    #[cfg(feature = "regex")]
    patterns! {
        /// Whether a regular expression matches somewhere in the text: the syntax of the crate `regex`.
        matches try_matches Matches Regex::new, Exact;
    }

    forms! {
        /// The text in lower case, by Unicode; a text of its own.
        to_lowercase Lowercase();
        /// The text in upper case, by Unicode; a text of its own.
        to_uppercase Uppercase();
        /// The text without white space at either end; a slice of it.
        trim Trim();
        /// `len` characters from character `start` on, counted from 0, or as many as there are; a slice of the text.
        substr Substr(start, len);
    }

    /// The length of the text in bytes; 0 if it is missing.
    #[inline(always)]
    fn text_len(self) -> Unary<Length, Self>
    where
        Length: Function1<Self::Value>,
    {
        Calc(Apply1(Length, self))
    }
}

impl<E: Expr> TextExpr for E {}
