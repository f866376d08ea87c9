//! Questions to text. A missing text answers no.

use alloc::string::String;

use super::Function1;

/// Text, or text that may be missing, as cells and as values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text",
    label = "not a text column",
    note = "text questions go to columns of `String` and `Option<String>`"
)]
pub trait TextLike {
    /// The text, if there is one.
    fn text(&self) -> Option<&str>;
}

impl TextLike for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TextLike for &str {
    #[inline(always)]
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl TextLike for Option<String> {
    fn text(&self) -> Option<&str> {
        self.as_deref()
    }
}

impl TextLike for Option<&str> {
    #[inline(always)]
    fn text(&self) -> Option<&str> {
        *self
    }
}

macro_rules! text_questions {
    ($($(#[$doc:meta])* $question:ident |$self:ident, $text:ident| $answer:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $question(pub(crate) String);

        impl<A: TextLike> Function1<A> for $question {
            type Out = bool;

            const ONCE_PER_WORD: bool = true;

            #[inline]
            fn call(&$self, a: A) -> bool {
                a.text().is_some_and(|$text| $answer)
            }
        }
    )*};
}

text_questions! {
    /// Whether a text starts so.
    StartsWith |self, text| text.starts_with(self.0.as_str());
    /// Whether a text ends so.
    EndsWith |self, text| text.ends_with(self.0.as_str());
    /// Whether a text has this somewhere.
    Contains |self, text| text.contains(self.0.as_str());
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
