//! From the columns of a file to those of a record.

use soakit_runtime::column::Column;
use soakit_runtime::record::{SoA, Stored};

use crate::column::ReadColumn;
use crate::error::{ColumnsError, ReadError};
use crate::input::Input;
use crate::read::Mapping;
use crate::table::Slots;

/// What to do about columns that the record has and the file has not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MissingColumns {
    /// It is an error.
    #[default]
    Refuse,
    /// Columns whose cells may be missing have no values; for others it is an error.
    Fill,
}

/// How names of columns are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameCase {
    /// Letter by letter.
    #[default]
    Exact,
    /// Whatever the case of ASCII letters, and with `_`, `-` and blanks taken as one.
    Ignore,
}

/// Finds the file's column for each leaf of a record: by name.
pub(crate) fn by_name<T: SoA>(
    names: &[String],
    case: NameCase,
    missing: MissingColumns,
    input: &Input<'_>,
) -> Result<Mapping, ReadError>
where
    T::Columns: ReadColumn,
{
    // A cell may be missing if one can be made.
    let nullable = |leaf| T::Columns::default().read_missing(leaf, 1);
    let key = |name: &str| match case {
        NameCase::Exact => name.to_owned(),
        NameCase::Ignore => name
            .chars()
            .map(|letter| if matches!(letter, '-' | ' ') { '_' } else { letter.to_ascii_lowercase() })
            .collect(),
    };
    let asked: Vec<String> =
        (0..<T as Stored>::Columns::LEAVES).flat_map(|leaf| T::REGISTRY.leaf_names(leaf)).collect();
    // A second column `A` is column `A.1` for a record that asks for one, and for others what it is.
    let keys: Vec<String> = core::iter::zip(names, column_names(names))
        .map(|(name, unique)| key(if asked.contains(&unique) { &unique } else { name }))
        .collect();
    let mut columns = Vec::new();
    let mut lacking = Vec::new();
    for leaf in 0..<T as Stored>::Columns::LEAVES {
        let name = T::REGISTRY.leaf_name(leaf);
        let accepted: Vec<String> = T::REGISTRY.leaf_names(leaf).iter().map(|name| key(name)).collect();
        let mut found = keys.iter().enumerate().filter(|(_, key)| accepted.contains(key)).map(|(column, _)| column);
        let column = found.next();
        if let (Some(first), Some(second)) = (column, found.next()) {
            let problem = format!("`{}` and `{}` are both column `{name}`", names[first], names[second]);
            return Err(columns_error::<T>(input, names, Vec::new(), Some(problem)));
        }
        if column.is_none() && !T::REGISTRY.columns.is_empty() && !(missing == MissingColumns::Fill && nullable(leaf)) {
            lacking.push(name);
        }
        columns.push(column);
    }
    if lacking.is_empty() {
        Ok(mapping(names.len(), &columns))
    } else {
        Err(columns_error::<T>(input, names, lacking, None))
    }
}

/// Names for all columns, no two alike: a second `A` is `A.1`, one without a name is `X` and its number, from 1.
pub(super) fn column_names(names: &[String]) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let name = if name.trim_ascii().is_empty() { format!("X{}", index + 1) } else { name.clone() };
        let mut numbered = (1..).map(|number| format!("{name}.{number}"));
        // Names that come later keep theirs, too.
        let is_free = |candidate: &String| !unique.contains(candidate) && !names.contains(candidate);
        let name = if unique.contains(&name) { numbered.find(is_free).unwrap_or(name) } else { name };
        unique.push(name);
    }
    unique
}

/// The record's columns are the file's first, in order.
pub(crate) fn by_position<T: SoA>(columns: usize, input: &Input<'_>) -> Result<Mapping, ReadError> {
    let leaves = if T::REGISTRY.columns.is_empty() { 0 } else { <T as Stored>::Columns::LEAVES };
    if leaves > columns {
        let problem = format!("{columns} columns where `{}` has {leaves}", T::REGISTRY.name);
        return Err(columns_error::<T>(input, &[], Vec::new(), Some(problem)));
    }
    let found: Vec<_> =
        (0..<T as Stored>::Columns::LEAVES).map(|leaf| Some(leaf).filter(|leaf| *leaf < leaves)).collect();
    Ok(mapping(columns, &found))
}

fn columns_error<T: SoA>(
    input: &Input<'_>,
    found: &[String],
    missing: Vec<String>,
    problem: Option<String>,
) -> ReadError {
    ReadError::from(ColumnsError {
        file: input.file.clone(),
        record: T::REGISTRY.name,
        missing,
        found: found.to_vec(),
        problem,
    })
}

/// Keeps the cells of the file's columns in the order of the file.
fn mapping(columns: usize, of_leaf: &[Option<usize>]) -> Mapping {
    let mut of_column = vec![None; columns];
    for column in of_leaf.iter().flatten() {
        of_column[*column] = Some(0);
    }
    let mut width = 0;
    for slot in of_column.iter_mut().flatten() {
        *slot = width;
        width += 1;
    }
    let leaves = of_leaf.iter().map(|column| column.and_then(|column| of_column[column])).collect();
    Mapping { slots: Slots { of_column, width }, leaves }
}
