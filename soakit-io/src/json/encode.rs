//! Texts of cells as JSON values.
//!
//! Invariant: what is written is JSON, and the reader makes the same text of it; a cell that cannot be written so is an error.

use super::grammar::{DEPTH_LIMIT, value};
use crate::cell::Shape;
use crate::cell::structure::{Token, Walk};
use crate::write::{Texts, Unwritable};

/// Appends the cells of a leaf as values, missing ones as `null`.
pub(super) fn encode(cells: &Texts, leaf: usize, shape: Shape, values: &mut Texts) -> Result<(), Unwritable> {
    for (row, cell) in cells.iter().enumerate() {
        values
            .push_with(|out| match cell {
                Some(text) => encode_cell(text, shape, out),
                None => {
                    out.push_str("null");
                    Ok(())
                }
            })
            .map_err(|problem| Unwritable { row, leaf, problem })?;
    }
    Ok(())
}

fn encode_cell(text: &str, shape: Shape, out: &mut String) -> Result<(), &'static str> {
    match shape {
        Shape::Text => quote(text, out),
        _ if is_value(text) => out.push_str(text),
        // NaN and infinities.
        Shape::Number if !text.bytes().any(|byte| byte.is_ascii_digit()) => quote(text, out),
        Shape::Map | Shape::List => with_quoted_keys(text, out).ok_or("JSON has no way to write this value")?,
        Shape::Number | Shape::Bool => return Err("JSON has no way to write this number"),
    }
    Ok(())
}

/// Whether a text is a JSON value from its first byte to its last, and no text in quotes.
fn is_value(text: &str) -> bool {
    let bytes = text.as_bytes();
    value(bytes, 0, DEPTH_LIMIT).is_ok_and(|(span, end)| end == bytes.len() && !span.is_quoted())
}

/// Appends a text in quotes.
pub(super) fn quote(text: &str, out: &mut String) {
    out.push('"');
    let mut plain = 0;
    for (place, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'"' | b'\\' | 0..0x20) {
            continue;
        }
        out.push_str(&text[plain..place]);
        plain = place + 1;
        match byte {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            0..0x20 => {
                out.push_str("\\u00");
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from_digit(digit.into(), 16).unwrap_or_default());
                }
            }
            mark => out.extend(['\\', char::from(mark)]),
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Appends a list or map whose keys are not all in quotes, with all of them in quotes; `None` if that does not make it JSON.
fn with_quoted_keys(text: &str, out: &mut String) -> Option<()> {
    let first = out.len();
    let mut walk = Walk::new(text.as_bytes());
    // For each open structure: whether a key comes next; `None` in lists.
    let mut open: Vec<Option<bool>> = Vec::new();
    let mut plain = 0;
    loop {
        let token = walk.token().ok()?;
        if let (Token::Bare { start, end }, Some(Some(true))) = (token, open.last()) {
            out.push_str(&text[plain..start]);
            quote(&text[start..end], out);
            plain = end;
        }
        match token {
            Token::Close => drop(open.pop()),
            Token::OpenList | Token::OpenMap | Token::Bare { .. } | Token::Quoted { .. } => {
                if let Some(Some(is_key)) = open.last_mut() {
                    *is_key = !*is_key;
                }
            }
        }
        match token {
            Token::OpenList => open.push(None),
            Token::OpenMap => open.push(Some(true)),
            _ => {}
        }
        if open.is_empty() {
            break;
        }
    }
    out.push_str(&text[plain..]);
    is_value(&out[first..]).then_some(())
}
