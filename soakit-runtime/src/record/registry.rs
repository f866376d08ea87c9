//! The registry: what is known of a record's columns at run time.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

use crate::words::ColumnError;

/// A record's columns: names, types, documentation. One static per record, made by the derive.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registry {
    /// The record's name.
    pub name: &'static str,
    /// The record's documentation; empty if there is none.
    pub doc: &'static str,
    /// The columns, in the order of the fields.
    pub columns: &'static [ColumnInfo],
    /// The derived columns, in the order of their declaration.
    pub derived: &'static [ColumnInfo],
}

/// What is known of one column.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnInfo {
    /// The external name: the field's, or what `#[soa(rename = "…")]` says.
    pub name: &'static str,
    /// Further names in files: what `#[soa(alias = "…")]` says.
    pub aliases: &'static [&'static str],
    /// The field's name in Rust, without `r#`; a position in a tuple struct.
    pub field: &'static str,
    /// The field's type, as it is written.
    pub type_name: &'static str,
    /// The field's documentation; empty if there is none.
    pub doc: &'static str,
    /// How the cells are kept.
    pub kind: ColumnKind,
    /// Whether a cell may be missing.
    pub nullable: bool,
    /// The message of the field's validator, if it has one.
    pub validator: Option<&'static str>,
    /// The columns of a nested record.
    pub nested: Option<&'static Registry>,
    /// How the column is computed, if it is derived.
    pub derivation: Option<Derivation>,
}

/// How a derived column is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Derivation {
    /// The columns that the function receives: external names, `outer.inner` in nested records; in the function's order.
    pub dependencies: &'static [&'static str],
    /// Whether the function receives whole columns and answers with one.
    pub is_column_wise: bool,
    /// Whether the column is made right as soon as a change is over, rather than when it is next read.
    pub is_eager: bool,
    /// Whether serialisers write the column.
    pub is_serialized: bool,
}

impl Derivation {
    /// A row-wise, lazy column that is not serialised.
    #[must_use]
    pub const fn new(dependencies: &'static [&'static str]) -> Self {
        Self { dependencies, is_column_wise: false, is_eager: false, is_serialized: false }
    }

    /// Makes it column-wise.
    #[must_use]
    pub const fn column_wise(self) -> Self {
        Self { is_column_wise: true, ..self }
    }

    /// Makes it eager.
    #[must_use]
    pub const fn eager(self) -> Self {
        Self { is_eager: true, ..self }
    }

    /// Has it serialised.
    #[must_use]
    pub const fn serialized(self) -> Self {
        Self { is_serialized: true, ..self }
    }
}

/// How the cells of a column are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnKind {
    /// One value after the other.
    Plain,
    /// Offsets and bytes.
    Text,
    /// Codes and distinct words.
    Dict,
    /// The columns of a nested record.
    Nested,
    /// What `#[soa(column = …)]` names.
    Custom,
}

impl Registry {
    /// Describes a record.
    #[must_use]
    pub const fn new(name: &'static str, doc: &'static str, columns: &'static [ColumnInfo]) -> Self {
        Self { name, doc, columns, derived: &[] }
    }

    /// Adds the derived columns.
    #[must_use]
    pub const fn derived(self, derived: &'static [ColumnInfo]) -> Self {
        Self { derived, ..self }
    }

    /// The column of an external name; `outer.inner` in a nested record.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&'static ColumnInfo> {
        let (head, rest) = split_path(name);
        // An external name may itself contain a dot: the whole name goes first.
        if let Some(column) = self.columns.iter().chain(self.derived).find(|column| column.name == name) {
            return Some(column);
        }
        let column = self.columns.iter().find(|column| column.name == head)?;
        column.nested?.column(rest?)
    }

    /// The number of leaves in the record's column tree; a record without fields has one.
    #[must_use]
    pub fn leaf_count(&self) -> usize {
        self.columns.iter().map(ColumnInfo::leaf_count).sum::<usize>().max(1)
    }

    /// The dotted external name of a leaf.
    #[must_use]
    pub fn leaf_name(&self, leaf: usize) -> String {
        let mut before = 0;
        for column in self.columns {
            let leaves = column.leaf_count();
            if leaf < before + leaves {
                return match column.nested {
                    None => column.name.into(),
                    Some(nested) if nested.columns.is_empty() => column.name.into(),
                    Some(nested) => format!("{}.{}", column.name, nested.leaf_name(leaf - before)),
                };
            }
            before += leaves;
        }
        "()".into()
    }

    /// All dotted names that a leaf goes by in files; [`leaf_name`](Self::leaf_name) is the first.
    #[must_use]
    pub fn leaf_names(&self, leaf: usize) -> Vec<String> {
        let mut before = 0;
        for column in self.columns {
            let leaves = column.leaf_count();
            if leaf < before + leaves {
                let own = core::iter::once(&column.name).chain(column.aliases);
                return match column.nested.filter(|nested| !nested.columns.is_empty()) {
                    None => own.map(|name| (*name).into()).collect(),
                    Some(nested) => {
                        let inner = nested.leaf_names(leaf - before);
                        own.flat_map(|outer| inner.iter().map(move |inner| format!("{outer}.{inner}"))).collect()
                    }
                };
            }
            before += leaves;
        }
        alloc::vec!["()".into()]
    }

    /// The column whose only leaf is number `leaf`.
    #[must_use]
    pub fn leaf(&self, leaf: usize) -> Option<&'static ColumnInfo> {
        let mut before = 0;
        for column in self.columns {
            let leaves = column.leaf_count();
            if leaf < before + leaves {
                return match column.nested {
                    None => Some(column),
                    Some(nested) => nested.leaf(leaf - before),
                };
            }
            before += leaves;
        }
        None
    }

    pub(crate) fn unknown(&self, name: &str) -> ColumnError {
        let known: Vec<_> = self.columns.iter().chain(self.derived).map(|column| column.name).collect();
        ColumnError { record: self.name, column: name.into(), known }
    }
}

impl ColumnInfo {
    /// Describes a column.
    #[must_use]
    pub const fn new(name: &'static str, field: &'static str, type_name: &'static str, kind: ColumnKind) -> Self {
        Self {
            name,
            aliases: &[],
            field,
            type_name,
            doc: "",
            kind,
            nullable: false,
            validator: None,
            nested: None,
            derivation: None,
        }
    }

    /// Adds further names.
    #[must_use]
    pub const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// Whether the column has this name, or goes by it in files.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.contains(&name)
    }

    /// Adds the field's documentation.
    #[must_use]
    pub const fn doc(self, doc: &'static str) -> Self {
        Self { doc, ..self }
    }

    /// Says that cells may be missing.
    #[must_use]
    pub const fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }

    /// Adds the message of the field's validator.
    #[must_use]
    pub const fn validated(self, message: &'static str) -> Self {
        Self { validator: Some(message), ..self }
    }

    /// Adds the columns of the nested record.
    #[must_use]
    pub const fn nested(self, registry: &'static Registry) -> Self {
        Self { nested: Some(registry), ..self }
    }

    /// Says how the column is computed.
    #[must_use]
    pub const fn derived(self, derivation: Derivation) -> Self {
        Self { derivation: Some(derivation), ..self }
    }

    fn leaf_count(&self) -> usize {
        self.nested.map_or(1, Registry::leaf_count)
    }
}

impl fmt::Display for Registry {
    /// The columns as lines of `name: type`, nested ones indented; behind a derived one stands what it depends on.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn lines(registry: &Registry, depth: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            for column in registry.columns {
                write!(f, "\n{:1$}{2}: {3}", "", 2 * depth, column.name, column.type_name)?;
                if let Some(nested) = column.nested {
                    lines(nested, depth + 1, f)?;
                }
            }
            Ok(())
        }
        f.write_str(self.name)?;
        lines(self, 1, f)?;
        for column in self.derived {
            let dependencies = column.derivation.map_or(&[][..], |derivation| derivation.dependencies);
            write!(f, "\n  {}: {} = ({})", column.name, column.type_name, dependencies.join(", "))?;
        }
        Ok(())
    }
}

/// `outer.inner.leaf` as `outer` and `inner.leaf`.
pub fn split_path(path: &str) -> (&str, Option<&str>) {
    match path.split_once('.') {
        Some((head, rest)) => (head, Some(rest)),
        None => (path, None),
    }
}
