//! [`Objects`]: goes through objects of the record's shape, and notes where the value of each leaf stands.
//!
//! Programs write the fields of all objects in one order. So the field that stood at the same place in the object before is
//! tried first: its name, quotes, colon and blanks are compared as bytes, and only where they differ is the name looked up.

use core::mem;

use super::fields::{Fields, Target};
use super::grammar::{DEPTH_LIMIT, Kind, Problem, enter, key, peek, skip_blanks, syntax, value};
use crate::table::{Span, Syntax};

/// A pass over the objects of a block.
pub(super) struct Objects<'b> {
    fields: &'b Fields,
    syntax: &'b Syntax,
    refuses_unknown: bool,
    pub(super) block: &'b [u8],
    /// For each object of the record: the fields that stood in the last one of its kind, in their order.
    known: Vec<Vec<Known<'b>>>,
    /// For each object of the record: whether it was there.
    entered: Vec<bool>,
    /// The cells of the object that was read last, or of as much of it as could be read.
    pub(super) row: Vec<Span>,
}

/// A field that was there before.
#[derive(Clone, Copy)]
struct Known<'b> {
    /// The first eight bytes of `text`, as far as it has them, and a bit for each bit that counts.
    head: u64,
    mask: u64,
    /// From the brace or comma before the name to the value; it ends before the line does.
    text: &'b [u8],
    target: Target,
}

impl<'b> Known<'b> {
    fn new(text: &'b [u8], target: Target) -> Self {
        let mut eight = [0; 8];
        let length = text.len().min(8);
        eight[..length].copy_from_slice(&text[..length]);
        // A name has two quotes and a colon, so the shift is below 64.
        Self { head: u64::from_le_bytes(eight), mask: u64::MAX >> (64 - 8 * length), text, target }
    }

    #[inline(always)]
    fn is_at(&self, block: &[u8], place: usize) -> bool {
        let Some(rest) = block.get(place..) else { return false };
        let Some(eight) = rest.first_chunk::<8>() else { return rest.starts_with(self.text) };
        (u64::from_le_bytes(*eight) ^ self.head) & self.mask == 0
            && (self.text.len() <= 8 || rest.starts_with(self.text))
    }
}

impl<'b> Objects<'b> {
    pub(super) fn new(fields: &'b Fields, syntax: &'b Syntax, refuses_unknown: bool, block: &'b [u8]) -> Self {
        let (known, entered) = (vec![Vec::new(); fields.objects()], vec![false; fields.objects()]);
        let row = vec![Span::ABSENT; fields.leaves.len()];
        Self { fields, syntax, refuses_unknown, block, known, entered, row }
    }

    /// Reads the object at `place`, which ends before `end`; answers with the place behind it.
    pub(super) fn read(&mut self, place: usize, end: usize) -> Result<usize, Problem> {
        let bytes = &self.block[..end];
        if peek(bytes, place) != b'{' {
            return syntax(place, "expected an object");
        }
        self.row.fill(Span::ABSENT);
        self.entered.fill(false);
        self.object(bytes, place, 0, DEPTH_LIMIT)
    }

    fn object(&mut self, bytes: &'b [u8], place: usize, object: usize, depth: usize) -> Result<usize, Problem> {
        let depth = enter(place, depth)?;
        let mut place = place + 1;
        for index in 0.. {
            let Some((target, start)) = self.field(bytes, place, object, index)? else {
                return Ok(skip_blanks(bytes, place) + 1);
            };
            let end = match target {
                Target::Leaf(leaf) => {
                    let (span, end) = value(bytes, start, depth)?;
                    if !self.row[leaf].is_absent() {
                        return Err(Problem { place: skip_blanks(bytes, place), kind: Kind::Repeated });
                    }
                    self.row[leaf] = span;
                    end
                }
                Target::Object(nested) if mem::replace(&mut self.entered[nested], true) => {
                    return Err(Problem { place: skip_blanks(bytes, place), kind: Kind::Repeated });
                }
                Target::Object(nested) => self.nested(bytes, start, nested, depth)?,
                Target::Derived | Target::Unknown => value(bytes, start, depth)?.1,
            };
            place = skip_blanks(bytes, end) + 1;
            match peek(bytes, place - 1) {
                b',' => {}
                b'}' => break,
                _ => return syntax(place - 1, "expected `,` or `}`"),
            }
        }
        Ok(place)
    }

    /// The object of a nested record, or `null`, which is an object without fields.
    fn nested(&mut self, bytes: &'b [u8], place: usize, object: usize, depth: usize) -> Result<usize, Problem> {
        if peek(bytes, place) == b'{' {
            return self.object(bytes, place, object, depth);
        }
        let (span, end) = value(bytes, place, depth)?;
        if bytes[span.start()..span.end()] == *b"null" && !span.is_quoted() {
            Ok(end)
        } else {
            syntax(place, "expected an object")
        }
    }

    /// What the field is that stands behind `place`, the end of a brace or a comma, and where its value begins; `None` if the
    /// object has none.
    #[inline(always)]
    fn field(
        &mut self,
        bytes: &'b [u8],
        place: usize,
        object: usize,
        index: usize,
    ) -> Result<Option<(Target, usize)>, Problem> {
        if let Some(known) = self.known[object].get(index)
            && known.is_at(self.block, place)
        {
            return Ok(Some((known.target, skip_blanks(bytes, place + known.text.len()))));
        }
        self.new_field(bytes, place, object, index)
    }

    #[cold]
    #[inline(never)]
    fn new_field(
        &mut self,
        bytes: &'b [u8],
        place: usize,
        object: usize,
        index: usize,
    ) -> Result<Option<(Target, usize)>, Problem> {
        let quote = skip_blanks(bytes, place);
        if index == 0 && peek(bytes, quote) == b'}' {
            return Ok(None);
        }
        let (name, start) = key(bytes, quote)?;
        let target = self.fields.find(object, bytes, name, self.syntax)?;
        if target == Target::Unknown && self.refuses_unknown {
            return Err(Problem { place: quote, kind: Kind::Unknown });
        }
        let known = Known::new(&bytes[place..start], target);
        let fields = &mut self.known[object];
        match fields.get_mut(index) {
            Some(field) => *field = known,
            None => fields.push(known),
        }
        Ok(Some((target, start)))
    }
}
