//! Questions to text, and parts and forms of it. A missing text answers no, and has missing parts.
//!
//! Characters are `char`s. Parts are slices of the text; forms (`to_lowercase`) are texts of their own.

use alloc::string::String;

use super::{Function1, Test};
#[cfg(feature = "regex")]
use crate::expression::pattern::Regex;
use crate::expression::pattern::Wildcards;

/// Text, or text that may be missing, as cells and as values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "not a text column",
    note = "text questions go to columns of `String` and `Option<String>`"
)]
pub trait TextLike {
    /// `bool`, what questions answer: no type where there is no answer, so that a mistake is reported once.
    type Truth;

    /// Whether the text is the value itself, as stored columns have it.
    const IS_VALUE: bool = false;

    /// The text, if there is one.
    fn text(&self) -> Option<&str>;
}

impl TextLike for String {
    type Truth = bool;

    const IS_VALUE: bool = true;

    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TextLike for &str {
    type Truth = bool;

    const IS_VALUE: bool = true;

    #[inline(always)]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TextLike for Option<String> {
    type Truth = bool;

    const IS_VALUE: bool = true;

    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl TextLike for Option<&str> {
    type Truth = bool;

    const IS_VALUE: bool = true;

    #[inline(always)]
    fn text(&self) -> Option<&str> {
        *self
    }
}

macro_rules! text_questions {
    ($($(#[$doc:meta])* $question:ident($asked:ty) |$self:ident, $text:ident| $answer:expr $(, $requires:expr)?;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $question(pub(crate) $asked);

        impl<A: TextLike<Truth = bool>> Function1<A> for $question {
            type Out = A::Truth;

            const ONCE_PER_WORD: bool = true;

            #[inline]
            fn call(&$self, a: A) -> bool {
                a.text().is_some_and(|$text| $answer)
            }

            $(
                fn requires(&$self) -> Option<Test> {
                    A::IS_VALUE.then(|| $requires)
                }
            )?
        }
    )*};
}

text_questions! {
    /// Whether a text starts so.
    StartsWith(String) |self, text| text.starts_with(self.0.as_str()), Test::starts_with(&self.0);
    /// Whether a text ends so.
    EndsWith(String) |self, text| text.ends_with(self.0.as_str());
    /// Whether a text has this somewhere.
    Contains(String) |self, text| text.contains(self.0.as_str());
    /// Whether all of a text fits a pattern with wildcards.
    Fits(Wildcards) |self, text| self.0.matches(text);
}

#[cfg(feature = "regex")]
text_questions! {
    /// Whether a regular expression matches somewhere in a text.
    Matches(Regex) |self, text| self.0.matches(text);
}

/// The length of a text in bytes; 0 if it is missing.
#[derive(Clone, Copy, Debug)]
pub struct Length;

impl<A: TextLike> Function1<A> for Length {
    type Out = u64;

    #[inline]
    fn call(&self, a: A) -> u64 {
        a.text().map_or(0, |text| text.len() as u64)
    }
}

/// Text that is there.
macro_rules! text_forms {
    ($($(#[$doc:meta])* $form:ident $fields:tt |$self:ident, $text:ident| $made:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $form $fields;

        text_forms! { @impl $form String => String, |$self, a| { let $text = a.as_str(); String::from($made) } }
        text_forms! { @impl $form Option<String> => Option<String>, |$self, a| a.map(|a| { let $text = a.as_str(); String::from($made) }) }
    )*};
    (@impl $form:ident $argument:ty => $out:ty, |$self:ident, $a:ident| $body:expr) => {
        impl<'a> Function1<$argument> for $form {
            type Out = $out;

            const ONCE_PER_WORD: bool = true;

            fn call(&$self, $a: $argument) -> Self::Out {
                $body
            }
        }
    };
    (@values $value:ty: $($form:ident $fields:tt |$self:ident, $text:ident| $made:expr;)*) => {$(
        text_forms! { @impl $form &'a str => $value, |$self, $text| $made }
        text_forms! { @impl $form Option<&'a str> => Option<$value>, |$self, a| a.map(|$text| $made) }
    )*};
}

/// Forms are texts of their own, parts are slices.
macro_rules! all_text_forms {
    (slices { $($slices:tt)* } texts { $($texts:tt)* }) => {
        text_forms! { $($slices)* $($texts)* }
        all_text_forms! { @values &'a str: $($slices)* }
        all_text_forms! { @values String: $($texts)* }
    };
    (@values $value:ty: $($(#[$doc:meta])* $form:ident $fields:tt |$self:ident, $text:ident| $made:expr;)*) => {
        text_forms! { @values $value: $($form $fields |$self, $text| $made;)* }
    };
}

all_text_forms! {
    slices {
        /// Without white space at either end.
        Trim() |self, text| text.trim();
        /// So many characters from one on.
        Substr(pub(crate) usize, pub(crate) usize) |self, text| substr(text, self.0, self.1);
    }
    texts {
        /// In lower case.
        Lowercase() |self, text| text.to_lowercase();
        /// In upper case.
        Uppercase() |self, text| text.to_uppercase();
    }
}

/// `len` characters from character `start` on, or as many as there are.
fn substr(text: &str, start: usize, len: usize) -> &str {
    let offset = |text: &str, chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(offset, _)| offset);
    let rest = &text[offset(text, start)..];
    &rest[..offset(rest, len)]
}
