//! Expressions as text, for `explain`.

use alloc::string::{String, ToString};
use core::fmt::Write as _;

use crate::record::{Plain, Value};

/// A literal that can be shown.
pub trait Show {
    /// Writes the value.
    fn show(&self, out: &mut String);
}

impl<T: Plain> Show for T {
    fn show(&self, out: &mut String) {
        match T::value_of(self) {
            Ok(Value::Text(text)) => show_text(&text, out),
            Ok(value) => out.push_str(&value.to_string()),
            Err(_) => out.push_str(T::NAME),
        }
    }
}

impl<T: Plain> Show for Option<T> {
    fn show(&self, out: &mut String) {
        match self {
            Some(value) => value.show(out),
            None => out.push_str("missing"),
        }
    }
}

impl Show for &str {
    fn show(&self, out: &mut String) {
        show_text(self, out);
    }
}

/// Writes text in quotes.
fn show_text(text: &str, out: &mut String) {
    let _ = write!(out, "{text:?}");
}

/// How a function is written, by the name of its type.
fn symbol(function: &'static str) -> &'static str {
    let name = function.split('<').next().unwrap_or_default();
    match name.rsplit("::").next().unwrap_or_default() {
        "Add" => "+",
        "Sub" => "-",
        "Mul" => "*",
        "Div" => "/",
        "Rem" => "%",
        "Eq" => "==",
        "Ne" => "!=",
        "Lt" => "<",
        "Le" => "<=",
        "Gt" => ">",
        "Ge" => ">=",
        "And" => "&",
        "Or" => "|",
        "Xor" => "^",
        other => other,
    }
}

/// Writes a function of some arguments: between two of them if it is an operator, else before.
pub(super) fn apply(function: &'static str, arguments: &[&dyn Fn(&mut String)], out: &mut String) {
    let symbol = symbol(function);
    match arguments {
        [left, right] if !symbol.starts_with(char::is_alphabetic) => {
            out.push('(');
            left(out);
            let _ = write!(out, " {symbol} ");
            right(out);
            out.push(')');
        }
        _ => {
            out.push_str(symbol);
            for (index, argument) in arguments.iter().enumerate() {
                out.push_str(if index == 0 { "(" } else { ", " });
                argument(out);
            }
            out.push(')');
        }
    }
}
