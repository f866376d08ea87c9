//! [`Fields`]: where the fields of an object go, found by their names.
//!
//! A nested record is an object in an object. The names are the external ones of the [`Registry`], level by level, and the
//! aliases beside them.

use soakit_runtime::record::Registry;

use super::grammar::{self, Problem};
use crate::table::{Span, Syntax, texts};

/// The fields of a record, and of the records in it.
#[derive(Debug)]
pub(super) struct Fields {
    /// The record comes first.
    objects: Vec<Object>,
    /// For each leaf of the record that has a name: its dotted name.
    pub(super) leaves: Vec<Option<String>>,
}

/// The names of one object's fields, in the order of the names.
#[derive(Debug, Default)]
struct Object(Vec<(&'static str, Target)>);

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The cell of a leaf.
    Leaf(usize),
    /// The object of a nested record.
    Object(usize),
    /// A derived column, which is computed and not read.
    Derived,
    /// Nothing that the record has.
    Unknown,
}

impl Fields {
    /// The fields of a record.
    pub(super) fn new(registry: &'static Registry) -> Self {
        let mut fields = Self { objects: Vec::new(), leaves: Vec::new() };
        fields.add(registry, "");
        fields
    }

    /// The number of objects: the record's, and those of the records in it.
    pub(super) fn objects(&self) -> usize {
        self.objects.len()
    }

    /// The field that a name means in an object.
    pub(super) fn find(&self, object: usize, bytes: &[u8], name: Span, syntax: &Syntax) -> Result<Target, Problem> {
        if str::from_utf8(&bytes[name.start()..name.end()]).is_err() {
            return grammar::syntax(name.start(), "the name of a field is no UTF-8");
        }
        let name = &*texts(bytes, &[name], syntax)[0];
        let names = &self.objects[object].0;
        Ok(names.binary_search_by(|(known, _)| (*known).cmp(name)).map_or(Target::Unknown, |index| names[index].1))
    }

    fn add(&mut self, registry: &'static Registry, prefix: &str) -> usize {
        let object = self.objects.len();
        self.objects.push(Object::default());
        let mut names: Vec<_> = registry.derived.iter().map(|column| (column.name, Target::Derived)).collect();
        for column in registry.columns {
            let path = format!("{prefix}{}", column.name);
            let target = match column.nested {
                Some(nested) => Target::Object(self.add(nested, &format!("{path}."))),
                None => {
                    self.leaves.push(Some(path));
                    Target::Leaf(self.leaves.len() - 1)
                }
            };
            names.extend(core::iter::once(&column.name).chain(column.aliases).map(|name| (*name, target)));
        }
        if registry.columns.is_empty() {
            // A record without fields has a leaf, which stands nowhere.
            self.leaves.push(None);
        }
        names.sort_by_key(|(name, _)| *name);
        self.objects[object] = Object(names);
        object
    }
}
