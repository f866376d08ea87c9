//! The tokenizers of JSON: objects in lines, and objects in an array.
//!
//! They differ in where a record ends. A line ends with its line end, which no valid text contains; so lines are cut without
//! looking at what is in them, and a broken one costs itself only. An object in an array ends with its brace, so braces are
//! counted outside of texts, and a broken object ends where its braces do.

use core::ops::Range;

use super::fields::Fields;
use super::grammar::{Kind, Problem, peek, skip_blanks};
use super::objects::Objects;
use crate::error::RecordProblem;
use crate::table::{Scan, Slots, Span, Syntax, Table, Tokenizer};

/// How records follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An object a line.
    Lines,
    /// `[{…}, {…}]`
    Array,
}

/// What is read as objects.
pub(super) struct Records {
    pub(super) form: Form,
    pub(super) fields: Fields,
    pub(super) refuses_unknown: bool,
    pub(super) refuses_missing: bool,
    pub(super) syntax: Syntax,
}

/// How values are decoded: texts in quotes and nothing else, `null` for what is missing.
pub(super) fn values() -> Syntax {
    Syntax {
        missing: vec!["null".into()],
        quoted_missing: false,
        empty_is_missing: false,
        trims: false,
        doubled_quote: None,
        escape: Some(b'\\'),
        is_strict: true,
    }
}

impl Records {
    /// Keeps the row that was read last, or notes what is wrong with it.
    fn finish_row(&self, objects: &Objects<'_>, record: Range<usize>, problem: Option<Problem>, table: &mut Table) {
        let problem = match problem {
            Some(problem) => Some(self.describe(objects.block, record.start, problem)),
            None if self.refuses_missing => self.missing_field(&objects.row),
            None => None,
        };
        let record = Span::bare(record.start, record.end);
        if let Some(problem) = problem {
            table.bad.push((record, problem));
            return;
        }
        table.spans.extend_from_slice(&objects.row);
        table.records.push(record);
        if table.records.len() == 1 {
            table.reserve(objects.block.len());
        }
    }

    /// The first field that a row does not have.
    fn missing_field(&self, row: &[Span]) -> Option<RecordProblem> {
        let absent = row.iter().zip(&self.fields.leaves).filter(|(span, _)| span.is_absent());
        absent.filter_map(|(_, leaf)| leaf.clone()).map(RecordProblem::MissingField).next()
    }

    fn describe(&self, block: &[u8], start: usize, problem: Problem) -> RecordProblem {
        match problem.describe(block, &self.syntax) {
            RecordProblem::Syntax(what) => {
                RecordProblem::Syntax(format!("{what}, at byte {} of the record", problem.place - start))
            }
            other => other,
        }
    }

    fn fill_lines(&self, block: &[u8], table: &mut Table) {
        let mut objects = Objects::new(&self.fields, &self.syntax, self.refuses_unknown, block);
        let mut next = 0;
        while next < block.len() {
            let end = memchr::memchr(b'\n', &block[next..]).map_or(block.len(), |length| next + length);
            let line = &block[..end];
            let start = skip_blanks(line, next);
            next = end + 1;
            if start == end {
                continue;
            }
            let problem = match objects.read(start, end) {
                Ok(place) => match skip_blanks(line, place) {
                    place if place == end => None,
                    place => Some(Problem { place, kind: Kind::Syntax("expected the end of the line") }),
                },
                Err(problem) => Some(problem),
            };
            self.finish_row(&objects, start..start + block[start..end].trim_ascii_end().len(), problem, table);
        }
    }

    fn fill_array(&self, block: &[u8], table: &mut Table) {
        let mut objects = Objects::new(&self.fields, &self.syntax, self.refuses_unknown, block);
        let mut place = skip_blanks(block, 0);
        // Only the first block begins with the bracket: all others begin with an object.
        if peek(block, place) == b'[' {
            place = skip_blanks(block, place + 1);
            if peek(block, place) == b']' {
                return Self::end(block, place + 1, table);
            }
        }
        loop {
            let start = place;
            if peek(block, start) != b'{' {
                // Where such an item ends, only its own grammar could tell: braces would be those of the next object.
                return Self::rest_is_bad(block, start, "expected an object", table);
            }
            let (problem, end) = match objects.read(start, block.len()) {
                Ok(end) => (None, end),
                Err(problem) => (Some(problem), end_of_object(block, start).unwrap_or(block.len())),
            };
            self.finish_row(&objects, start..end, problem, table);
            place = skip_blanks(block, end);
            match peek(block, place) {
                b',' => place = skip_blanks(block, place + 1),
                b']' => return Self::end(block, place + 1, table),
                _ if place == block.len() => return,
                _ => return Self::rest_is_bad(block, place, "expected `,` or `]`", table),
            }
            // The objects go on in the next block; if there is none, `problem_at_end` says so.
            if place == block.len() {
                return;
            }
        }
    }

    /// Behind an array there is nothing.
    fn end(block: &[u8], place: usize, table: &mut Table) {
        let place = skip_blanks(block, place);
        if place < block.len() {
            Self::rest_is_bad(block, place, "expected the end of the input behind `]`", table);
        }
    }

    fn rest_is_bad(block: &[u8], place: usize, what: &'static str, table: &mut Table) {
        table.bad.push((Span::bare(place, block.len()), RecordProblem::Between(what)));
    }
}

impl Tokenizer for Records {
    fn cuts(&self, bytes: &[u8], is_last: bool, target: usize) -> Vec<usize> {
        let mut cuts = Vec::new();
        let last = match self.form {
            Form::Lines => cut_lines(bytes, target, &mut cuts),
            Form::Array => cut_objects(bytes, target, &mut cuts),
        };
        let end = if is_last { bytes.len() } else { last };
        if end > cuts.last().copied().unwrap_or(0) {
            cuts.push(end);
        }
        cuts
    }

    fn fill(&self, block: &[u8], _slots: &Slots, table: &mut Table) {
        match self.form {
            Form::Lines => self.fill_lines(block, table),
            Form::Array => self.fill_array(block, table),
        }
    }

    fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    fn problem_at_end(&self, last_block: &[u8]) -> Option<RecordProblem> {
        let is_closed = self.form == Form::Lines || last_block.trim_ascii_end().ends_with(b"]");
        if is_closed { None } else { Some(RecordProblem::Syntax("the array is never closed".into())) }
    }
}

/// Cuts behind lines; answers with the end of the last whole one.
fn cut_lines(bytes: &[u8], target: usize, cuts: &mut Vec<usize>) -> usize {
    let mut from = 0;
    while bytes.len() - from > target {
        let Some(length) = memchr::memchr(b'\n', &bytes[from + target..]) else { break };
        from += target + length + 1;
        cuts.push(from);
    }
    memchr::memrchr(b'\n', &bytes[from..]).map_or(from, |length| from + length + 1)
}

/// Cuts before objects that follow a comma; answers with the last place where that is possible.
fn cut_objects(bytes: &[u8], target: usize, cuts: &mut Vec<usize>) -> usize {
    let (mut cut, mut last) = (0, 0);
    each_brace(bytes, 0, |place, depth| {
        let follows_comma = || bytes[..place].trim_ascii_end().ends_with(b",");
        if bytes[place] == b'{' && depth == 0 && follows_comma() {
            last = place;
            if last - cut >= target {
                cut = last;
                cuts.push(cut);
            }
        }
        true
    });
    last
}

/// Where the first object at or behind `start` ends, by its braces.
fn end_of_object(bytes: &[u8], start: usize) -> Option<usize> {
    let mut end = None;
    each_brace(bytes, start, |place, depth| {
        if bytes[place] == b'}' && depth <= 1 {
            end = Some(place + 1);
        }
        end.is_none()
    });
    end
}

/// Shows each brace that stands outside of texts, and how many are open before it, until `see` has seen enough.
fn each_brace(bytes: &[u8], start: usize, mut see: impl FnMut(usize, usize) -> bool) {
    let mut scan = Scan::new(bytes, *b"\"{}");
    scan.jump(start);
    let mut depth = 0_usize;
    while let Some(place) = scan.next() {
        if bytes[place] == b'"' {
            // The text goes on to the next quote that has no odd number of backslashes before it.
            loop {
                let Some(place) = scan.next() else { return };
                let backslashes = || bytes[..place].iter().rev().take_while(|byte| **byte == b'\\').count();
                if bytes[place] == b'"' && backslashes() % 2 == 0 {
                    break;
                }
            }
        } else if !see(place, depth) {
            return;
        } else if bytes[place] == b'{' {
            depth += 1;
        } else {
            depth = depth.saturating_sub(1);
        }
    }
}
