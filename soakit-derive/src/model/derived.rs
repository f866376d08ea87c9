//! Columns that are computed from others.
//!
//! Here each dependency becomes a place in the record, or an error on the user's token. One mistake gives one error: a
//! column whose computation is a mistake stays as a *stub*, which has its name and type and depends on nothing, so that
//! whatever reads it compiles. A column that cannot even have its name or type is left out, and what depends on it becomes
//! a stub. Circles are for `validate`.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::{DeriveInput, LitStr, Member};

use super::{Field, Kind, Myself, Record, is_open};
use crate::attr::{Declaration, Declared, DependencyPath, Errors, Expression, Input, closest, listed, rest_key};

/// A column that is computed from others.
pub(crate) struct Derived {
    /// What it has in common with a field. It stands nowhere in the column tree, and nothing writes it.
    pub(crate) column: Field,
    /// Computed when its dependencies change, not when it is read.
    pub(crate) eager: bool,
    /// Computed from whole columns, not row by row.
    pub(crate) is_whole: bool,
    /// In the order of the parameters.
    pub(crate) inputs: Vec<Dependency>,
    /// Nothing in a stub.
    pub(crate) expression: Option<Expression>,
    /// `serialize`: files hold it.
    pub(crate) serialize: Option<Ident>,
    /// `before = path`
    pub(crate) before: Option<TokenStream>,
    /// `after = path`
    pub(crate) after: Option<TokenStream>,
    /// Its position among the derived columns.
    pub(crate) index: usize,
}

/// What a derived column is computed from.
pub(crate) struct Dependency {
    pub(crate) source: Source,
    /// As it was written.
    pub(crate) path: DependencyPath,
    /// The parameter of the function.
    pub(crate) pattern: Pattern,
}

/// The column behind a dependency.
pub(crate) enum Source {
    /// A field of the record, or of a record nested in it.
    Field {
        index: usize,
        /// The way from the field to the column: names and numbers, unknown to the derive.
        rest: Vec<Member>,
    },
    /// Another derived column.
    Derived { index: usize },
}

/// `name` or `&name`.
pub(crate) struct Pattern {
    pub(crate) by_ref: bool,
    pub(crate) name: Ident,
}

/// A stored column, as seen from the record.
#[derive(Clone, Copy)]
pub(crate) struct Stored<'r> {
    /// The field.
    pub(crate) index: usize,
    /// The way from there.
    pub(crate) rest: &'r [Member],
}

/// Finds what the declarations depend on.
pub(super) fn resolve(
    declarations: Vec<Declaration>,
    fields: &[Field],
    input: &DeriveInput,
    user: &Myself,
    errors: &mut Errors,
) -> Vec<Derived> {
    let names: Vec<_> = declarations.iter().map(|declaration| declaration.name.as_ref().map(text)).collect();
    let scope = Scope { fields, names, record: &input.ident };
    let columns = declarations.into_iter().enumerate().map(|(index, declaration)| {
        let Declaration { name: Some(name), column: Some(column) } = declaration else { return None };
        let Declared { docs, attr, vis, is_eager, ty, is_whole, computation } = column;
        let label = text(&name);
        let ty = user.in_type(&ty);
        let computation = computation.and_then(|(inputs, expression)| {
            let is_call = matches!(expression, Expression::Call { .. });
            let inputs = inputs.into_iter().enumerate().map(|(number, mut input)| {
                if is_call {
                    // Named by nobody: `f(pos.x, vel.x)` has no two variables `x`, and `f(mass)` no trouble with a constant.
                    // Errors speak of the user's token, and know that it is the user's.
                    input.name = format_ident!("cell_{number}", span = input.name.span());
                }
                scope.dependency(input, &label, errors)
            });
            let inputs: Vec<_> = inputs.collect();
            let expression = match expression {
                Expression::Closure { body } => Expression::Closure { body: user.in_expression(body) },
                Expression::Call { function, parentheses } => {
                    Expression::Call { function: user.in_expression(function), parentheses }
                }
            };
            Some((inputs.into_iter().collect::<Option<Vec<_>>>()?, expression))
        });
        let mut column = Field {
            open: is_open(&input.vis, &vis),
            vis,
            accessor_mut: format_ident!("{label}_mut", span = name.span()),
            member: name.to_token_stream(),
            kind: Kind::of(&ty, &attr),
            ty,
            docs,
            external: attr.rename.as_ref().map_or_else(|| label.clone(), LitStr::value),
            attr,
            accessor: name,
            label,
            place: Vec::new(),
            accessible: true,
            parameter: None,
        };
        if let Some((_, predicate)) = &mut column.attr.validate {
            *predicate = user.in_expression(predicate.clone());
        }
        let mut derived = Derived {
            eager: is_eager,
            is_whole,
            inputs: Vec::new(),
            expression: None,
            serialize: column.attr.serialize.take(),
            before: column.attr.before.take().map(|path| user.in_expression(path)),
            after: column.attr.after.take().map(|path| user.in_expression(path)),
            column,
            index,
        };
        match computation {
            Some((inputs, expression)) => (derived.inputs, derived.expression) = (inputs, Some(expression)),
            None => derived.become_stub(),
        }
        Some(derived)
    });
    without_missing(columns.collect())
}

/// The names that a dependency may say.
struct Scope<'r> {
    fields: &'r [Field],
    /// Of the declarations; nothing where a mistake hides the name.
    names: Vec<Option<String>>,
    record: &'r Ident,
}

impl Scope<'_> {
    /// A field before a derived column, and the first of two that clash: the other one is refused.
    fn dependency(&self, input: Input, of: &str, errors: &mut Errors) -> Option<Dependency> {
        let Input { path, by_reference, name } = input;
        let pattern = Pattern { by_ref: by_reference, name };
        let root = text(&path.root);
        let source = if let Some(index) = self.fields.iter().position(|field| text(&field.accessor) == root) {
            Source::Field { index, rest: path.rest.clone() }
        } else if let Some(index) = self.names.iter().position(|name| name.as_ref() == Some(&root)) {
            Source::Derived { index }
        } else {
            self.unknown(&path.root, of, errors);
            return None;
        };
        Some(Dependency { source, path, pattern })
    }

    fn unknown(&self, root: &Ident, of: &str, errors: &mut Errors) {
        if self.names.contains(&None) {
            // It may be the one whose name could not be read.
            return;
        }
        let fields = self.fields.iter().map(|field| text(&field.accessor));
        let derived = self.names.iter().flatten().filter(|name| *name != of).cloned();
        let known: Vec<_> = fields.chain(derived).collect();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        let next = match closest(&text(root), &known) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None if known.is_empty() => "add a field".to_owned(),
            None => format!("use one of {}", listed(&known)),
        };
        errors.at(root, format!("`{root}` is neither a field nor a derived column of `{}`; {next}", self.record));
    }
}

fn text(name: &Ident) -> String {
    name.unraw().to_string()
}

/// Makes stubs of what depends on the columns that are missing, and numbers the rest anew.
fn without_missing(mut columns: Vec<Option<Derived>>) -> Vec<Derived> {
    let is_missing: Vec<bool> = columns.iter().map(Option::is_none).collect();
    for derived in columns.iter_mut().flatten() {
        if derived.derived_inputs().any(|index| is_missing[index]) {
            derived.become_stub();
        }
    }
    let mut count = 0;
    let numbers: Vec<usize> = columns
        .iter()
        .map(|column| {
            count += usize::from(column.is_some());
            count.wrapping_sub(1)
        })
        .collect();
    let mut columns: Vec<Derived> = columns.into_iter().flatten().collect();
    for derived in &mut columns {
        derived.index = numbers[derived.index];
        for input in &mut derived.inputs {
            if let Source::Derived { index } = &mut input.source {
                *index = numbers[*index];
            }
        }
    }
    columns
}

impl Derived {
    /// Whether it stands for a column whose computation is a mistake.
    pub(crate) fn is_stub(&self) -> bool {
        self.expression.is_none()
    }

    pub(crate) fn become_stub(&mut self) {
        self.inputs.clear();
        (self.expression, self.eager, self.is_whole) = (None, false, true);
    }

    /// The other derived columns it depends on, as often as it names them.
    fn derived_inputs(&self) -> impl Iterator<Item = usize> {
        self.inputs.iter().filter_map(|input| match input.source {
            Source::Derived { index } => Some(index),
            Source::Field { .. } => None,
        })
    }
}

impl Record {
    /// Leaves out the refused columns, and puts the others into order. There are no circles any more.
    pub(crate) fn refuse_derived(&mut self, refused: &HashSet<usize>) {
        let columns = std::mem::take(&mut self.derived).into_iter();
        self.derived = without_missing(columns.map(|it| (!refused.contains(&it.index)).then_some(it)).collect());
        let mut order: Vec<usize> = Vec::with_capacity(self.derived.len());
        while let Some(next) = self.derived.iter().find(|derived| {
            !order.contains(&derived.index) && derived.derived_inputs().all(|input| order.contains(&input))
        }) {
            order.push(next.index);
        }
        self.derived_order = order;
    }

    /// The stored columns on which a derived column depends row by row: a changed cell changes the same row, because every
    /// column on the way is row-wise.
    ///
    /// What `whole_dependencies` answers is not among them, even if another way to it is row-wise.
    pub(crate) fn stored_dependencies<'r>(&'r self, derived: &'r Derived) -> Vec<Stored<'r>> {
        self.stored(derived, false)
    }

    /// The stored columns on which a derived column depends as a whole: a changed cell may change every row, because a
    /// column on the way, or the derived column itself, is column-wise.
    pub(crate) fn whole_dependencies<'r>(&'r self, derived: &'r Derived) -> Vec<Stored<'r>> {
        self.stored(derived, true)
    }

    fn stored<'r>(&'r self, derived: &'r Derived, is_whole: bool) -> Vec<Stored<'r>> {
        let mut found: Vec<(Stored<'r>, bool)> = Vec::new();
        let (mut ahead, mut seen) = (vec![(derived, derived.is_whole)], HashSet::new());
        while let Some((derived, is_whole)) = ahead.pop() {
            for input in &derived.inputs {
                match &input.source {
                    Source::Derived { index } => {
                        let next = &self.derived[*index];
                        let is_whole = is_whole || next.is_whole;
                        if seen.insert((next.index, is_whole)) {
                            ahead.push((next, is_whole));
                        }
                    }
                    Source::Field { index, rest } => {
                        let stored = Stored { index: *index, rest };
                        match found.iter_mut().find(|(other, _)| other.is(stored)) {
                            Some((_, was_whole)) => *was_whole |= is_whole,
                            None => found.push((stored, is_whole)),
                        }
                    }
                }
            }
        }
        found.sort_by_key(|(stored, _)| stored.index);
        found.into_iter().filter(|(_, found)| *found == is_whole).map(|(stored, _)| stored).collect()
    }

    /// Whether nobody but one row-wise column needs a derived column to be kept, so that the two can be computed in one
    /// pass.
    pub(crate) fn is_link(&self, derived: &Derived) -> bool {
        let mut readers =
            self.derived.iter().filter(|other| other.derived_inputs().any(|input| input == derived.index));
        let has_one_reader = matches!((readers.next(), readers.next()), (Some(reader), None) if !reader.is_whole);
        let is_plain = derived.before.is_none() && derived.after.is_none() && derived.column.attr.validate.is_none();
        has_one_reader && is_plain && !derived.is_whole && !derived.eager
    }
}

impl Stored<'_> {
    fn is(self, other: Stored<'_>) -> bool {
        self.index == other.index && rest_key(self.rest) == rest_key(other.rest)
    }
}
