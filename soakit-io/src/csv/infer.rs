//! [`Inferred`]: the record that a file looks like, for those who have none yet.
//!
//! Nothing is read into such a record here: what is inferred is printed, as the text of a struct, for somebody to look at,
//! mend and keep. The rules are SFrame's, with `bool` besides, and with numbers whose leading zeros count kept as texts.
//! Deliberately absent: dates (one cannot know which of the numbers is the month), and enums.

use core::fmt;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use super::identifier::{field_names, type_name};
use super::reader::Reader;
use super::untyped::Untyped;
use crate::cell::Any;
use crate::error::ReadError;
use crate::files;
use crate::input::Input;
use crate::table::RawCell;

/// Rows that are looked at, unless a limit says otherwise.
const ROWS: usize = 100;

/// What a file looks like: names and types of its columns. Printed, it is a struct that reads the file:
///
/// ```
/// use soakit_io::csv::Reader;
///
/// let inferred = Reader::new().infer_from(&b"id,Wind gust\n1,NA\n2,7.5\n"[..])?;
/// assert_eq!(
///     inferred.named("Observation").to_string(),
///     r#"#[derive(SoA, Clone, Debug, PartialEq)]
/// struct Observation {
///     id: i64,
///     #[soa(rename = "Wind gust")]
///     wind_gust: Option<f64>,
/// }
/// "#
/// );
/// # Ok::<(), soakit_io::error::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Inferred {
    /// The record's name: at first that of the file, as a type is written.
    pub name: String,
    /// The columns, in the order of the file.
    pub columns: Vec<InferredColumn>,
}

/// What a column looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InferredColumn {
    /// The name in the file. A second column `A` is `A.1`; one without a name is `X` and its number, counted from 1.
    pub name: String,
    /// The name as a field, with `r#` where it needs that.
    pub field: String,
    /// What the cells are.
    pub kind: InferredKind,
    /// Whether some are missing.
    pub is_nullable: bool,
    /// Whether the file names the column.
    is_named: bool,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum InferredKind {
    /// `bool`: `true` and `false`.
    Bool,
    /// `i64`
    Integer,
    /// `f64`: numbers, some of them with a point or an exponent.
    Float,
    /// `Vec<f64>`: numbers in brackets.
    Vector,
    /// `Vec<Any>`: values in brackets.
    List,
    /// `Vec<(Any, Any)>`: keys and values in braces.
    Map,
    /// `String`: everything else, and columns that hold nothing or different things.
    Text,
}

impl InferredKind {
    fn type_name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer => "i64",
            Self::Float => "f64",
            Self::Vector => "Vec<f64>",
            Self::List => "Vec<soakit::io::Any>",
            Self::Map => "Vec<(soakit::io::Any, soakit::io::Any)>",
            Self::Text => "String",
        }
    }
}

/// What the cells of a column have been so far.
#[derive(Clone, Debug, Default)]
struct Seen {
    kinds: BTreeSet<InferredKind>,
    has_missing: bool,
    /// Nothing in quotes: a text among texts, missing among numbers.
    has_empty: bool,
}

impl Seen {
    fn note(&mut self, cell: RawCell<'_>) {
        match cell {
            RawCell::Missing => self.has_missing = true,
            RawCell::Quoted("") | RawCell::Bare("") => self.has_empty = true,
            RawCell::Quoted(text) | RawCell::Bare(text) => {
                self.kinds.insert(kind_of(text));
            }
            // The reader refuses the cell.
            RawCell::Invalid => {}
        }
    }

    fn column(&self) -> (InferredKind, bool) {
        use InferredKind::{Float, Integer, List, Text, Vector};

        let kinds: Vec<InferredKind> = self.kinds.iter().copied().collect();
        let kind = match kinds[..] {
            [Integer, Float] => Float,
            [Vector, List] => List,
            [kind] => kind,
            _ => Text,
        };
        (kind, self.has_missing || self.has_empty && kind != Text)
    }
}

fn kind_of(text: &str) -> InferredKind {
    match Any::parse(text) {
        // Of an identifier such as `007` nobody wants the number.
        Any::Integer(_) if has_leading_zero(text) => InferredKind::Text,
        Any::Integer(_) => InferredKind::Integer,
        Any::Float(_) => InferredKind::Float,
        Any::Vector(_) => InferredKind::Vector,
        Any::List(_) => InferredKind::List,
        Any::Map(_) => InferredKind::Map,
        Any::Text(text) if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) => InferredKind::Bool,
        Any::Text(_) | Any::Missing => InferredKind::Text,
    }
}

fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim_ascii().trim_start_matches(['+', '-']);
    digits.len() > 1 && digits.starts_with('0')
}

impl Inferred {
    /// Gives the record another name.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: name.into(), ..self }
    }
}

impl fmt::Display for Inferred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "#[derive(SoA, Clone, Debug, PartialEq)]\nstruct {} {{", self.name)?;
        for InferredColumn { name, field, kind, is_nullable, is_named } in &self.columns {
            if *is_named && name != field.trim_start_matches("r#") {
                writeln!(f, "    #[soa(rename = {name:?})]")?;
            }
            match (kind.type_name(), is_nullable) {
                (inner, true) => writeln!(f, "    {field}: Option<{inner}>,")?,
                (inner, false) => writeln!(f, "    {field}: {inner},")?,
            }
        }
        f.write_str("}\n")
    }
}

impl Reader {
    /// Looks at the first rows of a file and says what record would read it: 100 rows, or as many as the
    /// [limit](Self::limit). Of several files, the first that is not empty counts.
    ///
    /// Cells are told apart by [`Any`]'s grammar. Integers and other numbers make `f64`, vectors and lists make a list,
    /// missing cells an `Option`; a column that holds anything else together, or nothing, is one of texts. Lists that stand
    /// without quotes between delimiters are seen with [`brackets`](Self::brackets).
    ///
    /// # Errors
    /// When the file cannot be read, or one of these records is none.
    pub fn infer(&self, path: impl AsRef<Path>) -> Result<Inferred, ReadError> {
        let path = path.as_ref();
        let stem = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let inputs = files::find(path)?.into_iter().map(|file| files::open(&file));
        self.infer_inputs(inputs, stem.split('.').next().unwrap_or_default())
    }

    /// As [`infer`](Self::infer), from a reader.
    ///
    /// # Errors
    /// As [`infer`](Self::infer).
    pub fn infer_from(&self, source: impl Read + Send) -> Result<Inferred, ReadError> {
        self.infer_inputs(core::iter::once_with(|| files::unpacked(None, source)), "")
    }

    fn infer_inputs<'a>(
        &self,
        inputs: impl Iterator<Item = Result<Input<'a>, ReadError>>,
        name: &str,
    ) -> Result<Inferred, ReadError> {
        let mut inferred = Inferred { name: type_name(name), columns: Vec::new() };
        for input in inputs {
            let Some(mut cells) = Untyped::start(self, input?)? else { continue };
            let mut seen = vec![Seen::default(); cells.names.len()];
            let mut wanted = self.limit.unwrap_or(ROWS);
            while wanted > 0
                && let Some(rows) = cells.read_block(wanted, |column, cell| seen[column].note(cell))?
            {
                wanted -= rows;
            }
            for ((name, field), seen) in cells.names.iter().zip(field_names(&cells.names)).zip(seen) {
                let (kind, is_nullable) = seen.column();
                let name = name.clone();
                inferred.columns.push(InferredColumn { name, field, kind, is_nullable, is_named: self.has_header });
            }
            break;
        }
        Ok(inferred)
    }
}
