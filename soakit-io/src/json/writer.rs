//! [`Writer`]: options, and what they are used for.

use core::ops::Range;
use std::io::{self, Write};
use std::path::Path;

use soakit_runtime::column::Column;
use soakit_runtime::record::{Bulk, SoA, Stored};

use super::encode::encode;
use super::outline::{Outline, Page, Step};
use crate::cell::Shape;
use crate::column::WriteColumn;
use crate::threads;
use crate::write::{Layout, Lead, Texts, Unwritable, WriteError, interleave, write_file, write_rows};

/// How rows are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Form {
    /// An object a line.
    #[default]
    Lines,
    /// `[{…},{…}]`
    Array,
    /// `{"a":[…],"b":[…]}`
    Columns,
}

/// How JSON is written: such that a [`Reader`](super::Reader) reads equal rows.
///
/// Stored columns are written, in the order of the fields, nested records as objects; derived columns are not. A missing value
/// is `null`. What JSON has no number for is a text: `"NaN"`, `"inf"`, `"-inf"`. Lists and maps are JSON's; keys that are no
/// texts stand in quotes.
///
/// ```
/// use soakit_io::json::Writer;
/// use soakit_runtime::record::Bulk;
///
/// let rows = Bulk::from([("a\n".to_owned(), Some(f64::INFINITY)), (String::new(), None)]);
/// assert_eq!(Writer::new().to_string(&rows)?, "{\"0\":\"a\\n\",\"1\":\"inf\"}\n{\"0\":\"\",\"1\":null}\n");
/// assert_eq!(Writer::new().array().omit_missing().to_string(&rows)?, r#"[{"0":"a\n","1":"inf"},{"0":""}]"#);
/// assert_eq!(Writer::new().columns().to_string(&rows)?, r#"{"0":["a\n",""],"1":["inf",null]}"#);
/// # Ok::<(), soakit_io::WriteError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Writer {
    form: Form,
    is_pretty: bool,
    omits_missing: bool,
}

impl Writer {
    /// An object a line.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes an object a line (JSON Lines), as at first.
    #[must_use]
    pub fn lines(self) -> Self {
        Self { form: Form::Lines, ..self }
    }

    /// Writes an array of objects.
    #[must_use]
    pub fn array(self) -> Self {
        Self { form: Form::Array, ..self }
    }

    /// Writes an object of columns, each a list; those of nested records in an object of their own. Rows of a record without
    /// fields are an error: there is no list to tell their number.
    #[must_use]
    pub fn columns(self) -> Self {
        Self { form: Form::Columns, ..self }
    }

    /// Writes for people: a field a line, indented; of an object of columns, a column a line. Lists and maps stay on their
    /// line. With [`lines`](Self::lines) it is an error.
    #[must_use]
    pub fn pretty(self) -> Self {
        Self { is_pretty: true, ..self }
    }

    /// Leaves fields out whose value is missing, instead of writing `null`. In columns it is an error.
    #[must_use]
    pub fn omit_missing(self) -> Self {
        Self { omits_missing: true, ..self }
    }

    /// Writes a file: beside its place at first, so that what was there stays until all has been written. A name that ends
    /// with `.gz` or `.zst` makes a packed file, with features `gzip` and `zstd`.
    ///
    /// # Errors
    /// When the file cannot be written, or JSON has no way to write a cell, as may happen with types of your own. Nothing has
    /// changed then.
    pub fn write<T: SoA>(&self, path: impl AsRef<Path>, rows: &Bulk<T>) -> Result<(), WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        write_file(path.as_ref(), |file| self.write_to(file, rows))
    }

    /// Writes to a writer, in pieces of a megabyte or so.
    ///
    /// # Errors
    /// As [`write`](Self::write); some rows may have been written then.
    pub fn write_to<T: SoA>(&self, mut out: impl Write, rows: &Bulk<T>) -> Result<(), WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        match self.form {
            Form::Lines if self.is_pretty => Err(WriteError::Options("an object a line cannot be pretty; see `array`")),
            Form::Lines => write_rows(rows, &self.objects::<T>("", "\n", None), &mut out),
            Form::Array => self.write_array(&mut out, rows).map_err(WriteError::io)?,
            Form::Columns if self.omits_missing => Err(WriteError::Options("a column has no cells to leave out")),
            Form::Columns => self.write_columns(&mut out, rows),
        }
    }

    /// The text.
    ///
    /// # Errors
    /// When JSON has no way to write a cell.
    pub fn to_string<T: SoA>(&self, rows: &Bulk<T>) -> Result<String, WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        let mut text = Vec::new();
        self.write_to(&mut text, rows)?;
        Ok(String::from_utf8(text).expect("texts between texts"))
    }

    fn write_array<T: SoA>(&self, out: &mut dyn Write, rows: &Bulk<T>) -> io::Result<Result<(), WriteError>>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        let objects = self.objects::<T>(if self.is_pretty { ",\n  " } else { "," }, "", self.is_pretty.then_some(1));
        out.write_all(b"[")?;
        // Each object has a comma in front.
        if let Err(error) = write_rows(rows, &objects, &mut WithoutFirst { is_behind: false, out }) {
            return Ok(Err(error));
        }
        out.write_all(if !self.is_pretty {
            b"]"
        } else if rows.is_empty() {
            b"]\n"
        } else {
            b"\n]\n"
        })?;
        Ok(Ok(()))
    }

    fn write_columns<T: SoA>(&self, out: &mut dyn Write, rows: &Bulk<T>) -> Result<(), WriteError>
    where
        T::Columns: WriteColumn,
        Bulk<T>: Sync,
    {
        let outline = Outline::new(T::REGISTRY, self.is_pretty.then_some(0));
        if !rows.is_empty() && outline.steps.iter().all(|step| !matches!(step, Step::Leaf(Some(_)))) {
            return Err(WriteError::Options("rows without fields cannot be told as columns; see `lines`"));
        }
        let (leads, tail) = outline.leads();
        let names = outline.steps.iter().filter_map(|step| if let Step::Leaf(name) = step { Some(name) } else { None });
        for ((leaf, lead), name) in leads.iter().enumerate().zip(names) {
            out.write_all(lead.as_bytes()).map_err(WriteError::io)?;
            if name.is_some() {
                write_column(out, rows, leaf)?;
            }
        }
        out.write_all(tail.as_bytes()).map_err(WriteError::io)?;
        if self.is_pretty { out.write_all(b"\n").map_err(WriteError::io) } else { Ok(()) }
    }

    fn objects<T: SoA>(&self, before: &str, behind: &str, level: Option<usize>) -> Objects
    where
        T::Columns: WriteColumn,
    {
        let outline = Outline::new(T::REGISTRY, level);
        let (leads, tail) = outline.leads();
        let leads = leads.iter().enumerate().map(|(leaf, lead)| match leaf {
            0 => Lead::new(&format!("{before}{lead}")),
            _ => Lead::new(lead),
        });
        Objects {
            leads: leads.collect(),
            tail: Lead::new(&format!("{tail}{behind}")),
            around: [before.to_owned(), behind.to_owned()],
            outline,
            shapes: (0..<T as Stored>::Columns::LEAVES).map(T::Columns::written_shape).collect(),
            omits_missing: self.omits_missing,
        }
    }
}

/// Rows as objects.
struct Objects {
    outline: Outline,
    shapes: Vec<Shape>,
    leads: Vec<Lead>,
    tail: Lead,
    /// What stands before and behind each object.
    around: [String; 2],
    omits_missing: bool,
}

impl Layout for Objects {
    fn append(&self, columns: &[Texts], out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let mut values = vec![Texts::default(); columns.len()];
        let names =
            self.outline.steps.iter().filter_map(|step| if let Step::Leaf(name) = step { Some(name) } else { None });
        for (leaf, (cells, name)) in columns.iter().zip(names).enumerate() {
            if name.is_some() {
                encode(cells, leaf, self.shapes[leaf], &mut values[leaf])?;
            } else {
                values[leaf].clone_from(cells);
            }
        }
        if self.omits_missing {
            self.append_present(columns, &values, out);
        } else {
            interleave(&values.iter().collect::<Vec<_>>(), &self.leads, &self.tail, out);
        }
        Ok(())
    }
}

impl Objects {
    /// Appends rows without their missing cells.
    fn append_present(&self, columns: &[Texts], values: &[Texts], out: &mut Vec<u8>) {
        let rows = columns.first().map_or(0, Texts::len);
        let mut page = Page::default();
        for row in 0..rows {
            page.text.push_str(&self.around[0]);
            let mut leaf = 0;
            for step in &self.outline.steps {
                if let Step::Leaf(_) = step {
                    leaf += 1;
                    if columns[leaf - 1].get(row).is_none() {
                        continue;
                    }
                }
                self.outline.write(step, &mut page);
                if let Step::Leaf(_) = step {
                    page.text.push_str(values[leaf - 1].get(row).unwrap_or_default());
                }
            }
            page.text.push_str(&self.around[1]);
        }
        out.extend_from_slice(page.text.as_bytes());
    }
}

/// Rows whose cells a thread formats at a time.
const PART: usize = 16 << 10;

/// Writes the list of a column.
fn write_column<T: SoA>(out: &mut dyn Write, rows: &Bulk<T>, leaf: usize) -> Result<(), WriteError>
where
    T::Columns: WriteColumn,
    Bulk<T>: Sync,
{
    let format = |part: &Range<usize>| {
        let (mut cells, mut values, mut text) = (Texts::default(), Texts::default(), Vec::new());
        T::Columns::write(T::view_cells(rows.slice(part.clone())), leaf, &mut cells);
        encode(&cells, leaf, T::Columns::written_shape(leaf), &mut values)
            .map_err(|unwritable| unwritable.describe::<T>(part.start, cells.get(unwritable.row)))?;
        interleave(&[&values], &[Lead::new(",")], &Lead::new(""), &mut text);
        Ok(text)
    };
    let parts: Vec<_> = (0..rows.len()).step_by(PART).map(|start| start..rows.len().min(start + PART)).collect();
    out.write_all(b"[").map_err(WriteError::io)?;
    let mut list = WithoutFirst { is_behind: false, out };
    for wave in parts.chunks(4 * threads::count()) {
        for text in threads::map(wave, format) {
            list.write_all(&text?).map_err(WriteError::io)?;
        }
    }
    out.write_all(b"]").map_err(WriteError::io)
}

/// Writes everything but the first byte, which is a comma with nothing before it.
struct WithoutFirst<'w> {
    is_behind: bool,
    out: &'w mut dyn Write,
}

impl Write for WithoutFirst<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_behind || bytes.is_empty() {
            return self.out.write(bytes);
        }
        self.is_behind = true;
        Ok(1)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
