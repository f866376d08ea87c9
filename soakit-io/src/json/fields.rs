//! [`Fields`]: where the fields of an object go, found by their names.
//!
//! A nested record is an object in an object. The names are the external ones of the [`Registry`], level by level, and the
//! aliases beside them.

use soakit_runtime::record::Registry;

use crate::error::ReadError;

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
struct Object(Vec<(String, Target)>);

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The cell of a leaf.
    Leaf(usize),
    /// The object of a nested record.
    Object(usize),
    /// Nothing that the record has.
    Unknown,
}

impl Fields {
    /// The fields of a record. An alias is another name for the last part of a dotted name.
    ///
    /// # Errors
    /// When a name has two meanings.
    pub(super) fn new(registry: &'static Registry, aliases: &[(String, String)]) -> Result<Self, ReadError> {
        let mut fields = Self { objects: Vec::new(), leaves: Vec::new() };
        fields.add(registry, "", aliases);
        let is_ambiguous = |object: &Object| object.0.windows(2).any(|pair| pair[0].0 == pair[1].0);
        if fields.objects.iter().any(is_ambiguous) {
            return Err(ReadError::Options("an alias is the name of another field, or of two"));
        }
        Ok(fields)
    }

    /// The number of objects: the record's, and those of the records in it.
    pub(super) fn objects(&self) -> usize {
        self.objects.len()
    }

    /// The field that a name means in an object.
    pub(super) fn find(&self, object: usize, name: &str) -> Target {
        let names = &self.objects[object].0;
        names.binary_search_by(|(known, _)| (**known).cmp(name)).map_or(Target::Unknown, |index| names[index].1)
    }

    fn add(&mut self, registry: &'static Registry, prefix: &str, aliases: &[(String, String)]) -> usize {
        let object = self.objects.len();
        self.objects.push(Object::default());
        let mut names = Vec::new();
        for column in registry.columns {
            let path = format!("{prefix}{}", column.name);
            let target = match column.nested {
                Some(nested) => Target::Object(self.add(nested, &format!("{path}."), aliases)),
                None => {
                    self.leaves.push(Some(path.clone()));
                    Target::Leaf(self.leaves.len() - 1)
                }
            };
            names.push((column.name.to_owned(), target));
            let others = aliases.iter().filter(|(known, _)| *known == path);
            names.extend(others.map(|(_, alias)| (alias.clone(), target)));
        }
        if registry.columns.is_empty() {
            // A record without fields has a leaf, which stands nowhere.
            self.leaves.push(None);
        }
        names.sort_by(|(a, _), (b, _)| a.cmp(b));
        names.dedup();
        self.objects[object] = Object(names);
        object
    }
}
