//! The tokenizer of columns: `{"a": [1, 2], "b": ["x", null], "nested": {"c": [true, false]}}`.
//!
//! The whole input is one block, and a cell of it becomes a cell of a table as in any other format; so columns are read by
//! the same code, and wrong cells are told of in the same way. Lists of different lengths are refused before that.

use super::fields::{Fields, Target};
use super::grammar::{DEPTH_LIMIT, Kind, Problem, enter, key, peek, skip_blanks, syntax, value};
use crate::error::RecordProblem;
use crate::table::{Slots, Span, Syntax, Table, Tokenizer};

/// What is read as columns.
pub(super) struct Columns {
    pub(super) fields: Fields,
    pub(super) refuses_unknown: bool,
    pub(super) refuses_missing: bool,
    pub(super) syntax: Syntax,
}

impl Columns {
    /// Reads the object at `place`, which holds columns, into `lists`; answers with the place behind it.
    fn object(
        &self,
        bytes: &[u8],
        place: usize,
        object: usize,
        depth: usize,
        lists: &mut [Option<Vec<Span>>],
    ) -> Result<usize, Problem> {
        let depth = enter(place, depth)?;
        if peek(bytes, place) != b'{' {
            return syntax(place, "expected an object of columns");
        }
        let mut place = skip_blanks(bytes, place + 1);
        if peek(bytes, place) == b'}' {
            return Ok(place + 1);
        }
        let mut seen = Vec::new();
        loop {
            let (name, start) = key(bytes, place)?;
            let target = self.fields.find(object, bytes, name, &self.syntax)?;
            if target == Target::Unknown && self.refuses_unknown {
                return Err(Problem { place, kind: Kind::Unknown });
            }
            if let Target::Leaf(_) | Target::Object(_) = target {
                if seen.contains(&target) {
                    return Err(Problem { place, kind: Kind::Repeated });
                }
                seen.push(target);
            }
            place = match target {
                Target::Leaf(leaf) => list(bytes, start, depth, lists[leaf].insert(Vec::new()))?,
                Target::Object(nested) => self.object(bytes, start, nested, depth, lists)?,
                Target::Derived | Target::Unknown => value(bytes, start, depth)?.1,
            };
            place = skip_blanks(bytes, place);
            match peek(bytes, place) {
                b',' => place = skip_blanks(bytes, place + 1),
                b'}' => return Ok(place + 1),
                _ => return syntax(place, "expected `,` or `}`"),
            }
        }
    }

    /// The cells of each leaf that is there.
    fn lists(&self, bytes: &[u8]) -> Result<Vec<Option<Vec<Span>>>, Problem> {
        let mut lists = vec![None; self.fields.leaves.len()];
        let end = self.object(bytes, skip_blanks(bytes, 0), 0, DEPTH_LIMIT, &mut lists)?;
        match skip_blanks(bytes, end) {
            end if end == bytes.len() => Ok(lists),
            end => syntax(end, "expected the end of the input behind `}`"),
        }
    }

    /// Why lists make no rows.
    fn mismatch(&self, lists: &[Option<Vec<Span>>]) -> Option<RecordProblem> {
        let named =
            self.fields.leaves.iter().zip(lists).filter_map(|(leaf, list)| Some((leaf.as_ref()?, list.as_ref())));
        let mut first: Option<(&String, usize)> = None;
        for (name, list) in named {
            let Some(list) = list else {
                if self.refuses_missing {
                    return Some(RecordProblem::MissingField(name.clone()));
                }
                continue;
            };
            let (first_name, rows) = *first.get_or_insert((name, list.len()));
            if list.len() != rows {
                let problem = format!("column `{name}` has {} cells, where `{first_name}` has {rows}", list.len());
                return Some(RecordProblem::Syntax(problem));
            }
        }
        None
    }
}

/// Notes the values of the list at `place`; answers with the place behind it.
fn list(bytes: &[u8], place: usize, depth: usize, cells: &mut Vec<Span>) -> Result<usize, Problem> {
    let depth = enter(place, depth)?;
    if peek(bytes, place) != b'[' {
        return syntax(place, "expected the list of a column");
    }
    let mut place = skip_blanks(bytes, place + 1);
    if peek(bytes, place) == b']' {
        return Ok(place + 1);
    }
    loop {
        let (span, end) = value(bytes, place, depth)?;
        cells.push(span);
        place = skip_blanks(bytes, end);
        match peek(bytes, place) {
            b',' => place = skip_blanks(bytes, place + 1),
            b']' => return Ok(place + 1),
            _ => return syntax(place, "expected `,` or `]`"),
        }
    }
}

impl Tokenizer for Columns {
    fn cuts(&self, bytes: &[u8], is_last: bool, _target: usize) -> Vec<usize> {
        if is_last && !bytes.is_empty() { vec![bytes.len()] } else { Vec::new() }
    }

    fn fill(&self, block: &[u8], _slots: &Slots, table: &mut Table) {
        let lists = match self.lists(block) {
            Ok(lists) => lists,
            Err(problem) => {
                let place = problem.place.min(block.len());
                table.bad.push((Span::bare(place, block.len()), problem.describe(block, &self.syntax)));
                return;
            }
        };
        if let Some(problem) = self.mismatch(&lists) {
            table.bad.push((Span::bare(0, block.len()), problem));
            return;
        }
        let Some(first) = lists.iter().flatten().next() else { return };
        for (row, cell) in first.iter().enumerate() {
            table.spans.extend(lists.iter().map(|list| list.as_ref().map_or(Span::ABSENT, |list| list[row])));
            table.records.push(Span::bare(cell.start(), cell.end()));
        }
    }

    fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    fn numbers_rows(&self) -> bool {
        true
    }
}
