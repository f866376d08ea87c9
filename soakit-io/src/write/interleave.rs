//! From texts column by column to text row by row.

use super::Texts;

/// What stands in front of a cell, or behind a row: the same in each row.
pub(crate) struct Lead {
    /// The text, and zeros behind it, so that [`copy`] may always take whole steps.
    padded: Vec<u8>,
    length: usize,
}

impl Lead {
    pub(crate) fn new(text: &str) -> Self {
        let mut padded = text.as_bytes().to_vec();
        padded.resize(text.len() + STEP, 0);
        Self { padded, length: text.len() }
    }
}

/// Bytes that are copied at once: most cells are no longer, and a copy of a known length is two instructions where one of
/// any length is a call.
const STEP: usize = 16;

/// Appends rows: for each column its lead and its text, and `tail` behind them.
pub(crate) fn interleave(columns: &[&Texts], leads: &[Lead], tail: &Lead, out: &mut Vec<u8>) {
    let rows = columns.first().map_or(0, |column| column.len());
    let around: usize = leads.iter().map(|lead| lead.length).sum::<usize>() + tail.length;
    let cells: usize = columns.iter().map(|column| column.text().len()).sum();
    let mut place = out.len();
    let end = place + cells + rows * around;
    // A step may write more than a text has; what comes next overwrites that, and behind the last text is room for it.
    out.resize(end + STEP, 0);
    let mut starts = vec![0; columns.len()];
    for row in 0..rows {
        for ((column, lead), start) in columns.iter().zip(leads).zip(&mut starts) {
            place = copy(&lead.padded, 0, lead.length, out, place);
            let stop = column.end(row);
            place = copy(column.text().as_bytes(), *start, stop, out, place);
            *start = stop;
        }
        place = copy(&tail.padded, 0, tail.length, out, place);
    }
    debug_assert_eq!(place, end);
    out.truncate(end);
}

/// Copies `from[start..end]` to `place`, and answers where it ends there.
#[inline(always)]
fn copy(from: &[u8], start: usize, end: usize, out: &mut [u8], place: usize) -> usize {
    let length = end - start;
    if length <= STEP
        && let (Some(from), Some(to)) = (from.get(start..start + STEP), out.get_mut(place..place + STEP))
    {
        to.copy_from_slice(from);
    } else {
        out[place..place + length].copy_from_slice(&from[start..end]);
    }
    place + length
}

#[cfg(test)]
mod tests {
    use super::{Lead, interleave};
    use crate::write::Texts;

    #[test]
    fn texts_of_every_length_stand_side_by_side() {
        let text = |length: usize, row: usize| char::from(b'a' + (row % 26) as u8).to_string().repeat(length);
        let (mut a, mut b) = (Texts::default(), Texts::default());
        let mut expected = b"x".to_vec();
        for row in 0..80 {
            a.push_text(&text(row % 40, row));
            b.push_text(&text(39 - row % 40, row));
            let line = format!("<{}, and a lead that is long {};\n", text(row % 40, row), text(39 - row % 40, row));
            expected.extend(line.bytes());
        }
        let mut out = b"x".to_vec();
        let leads = [Lead::new("<"), Lead::new(", and a lead that is long ")];
        interleave(&[&a, &b], &leads, &Lead::new(";\n"), &mut out);
        assert_eq!(out, expected);
    }
}
