//! Refuses derived columns that make no sense.
//!
//! A column is computed when somebody asks, from cells that must not have changed unseen; so it owns its values, its
//! dependencies cannot change through `&`, and there is a first one to compute.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{GenericParam, Lifetime, Token, Type};

use super::contradictions;
use crate::attr::Errors;
use crate::model::{Dependency, Derived, Field, Kind, Record, Source, mentions};

/// Methods that views, rows and containers have anyway. A field of such a name is read as a field; a derived column has
/// nothing but its method.
const METHODS: [&str; 27] = [
    "as_proxy",
    "to_record",
    "value",
    "validate",
    "len",
    "is_empty",
    "get",
    "first",
    "last",
    "iter",
    "slice",
    "split_at",
    "chunks",
    "chunks_exact",
    "windows",
    "col",
    "binary_search_by",
    "binary_search_by_key",
    "partition_point",
    "argsort_by",
    "argsort_by_key",
    "partition_by",
    "to_bulk",
    "origin",
    "clone",
    "fmt",
    "eq",
];

/// Refuses them, and leaves out of the record, or makes a stub of, what was refused.
pub(super) fn validate(record: &mut Record, errors: &mut Errors) {
    for derived in &mut record.derived {
        contradictions(&mut derived.column, errors);
    }
    let (mut refused, mut stubs) = (HashSet::new(), HashSet::new());
    for derived in &record.derived {
        let verdicts = [refuse_name(record, derived, errors), refuse_type(record, &derived.column, errors)];
        if verdicts.contains(&true) {
            refused.insert(derived.index);
        }
        if refuse_dependencies(record, derived, errors) {
            stubs.insert(derived.index);
        }
    }
    refuse_circles(record, &mut stubs, errors);
    for stub in stubs {
        record.derived[stub].become_stub();
    }
    record.refuse_derived(&refused);
}

/// Whether the name is taken.
fn refuse_name(record: &Record, derived: &Derived, errors: &mut Errors) -> bool {
    let (column, label) = (&derived.column, &derived.column.label);
    let next = "give this derived column another name";
    let message = if record.fields.iter().any(|field| field.accessor.unraw() == label) {
        format!("`{label}` is a field already; {next}")
    } else if record.derived[..derived.index].iter().any(|other| other.column.label == *label) {
        format!("`{label}` is a derived column already; {next}")
    } else if METHODS.contains(&&**label) {
        format!(
            "`{label}` is a method that views and rows have anyway; {next}, and `#[soa(rename = \"{label}\")]` to keep this one outside"
        )
    } else if let Some(other) = record.fields.iter().find(|it| !it.is_read_only() && it.accessor_mut == label) {
        format!(
            "the method `{label}` would read this derived column and also write the field `{}`; {next}",
            other.label
        )
    } else {
        return false;
    };
    errors.at(&column.accessor, message);
    true
}

/// Whether the type borrows what nothing owns, or is not written out.
fn refuse_type(record: &Record, column: &Field, errors: &mut Errors) -> bool {
    let Some((place, message)) = borrowed(column.ty.to_token_stream(), record) else { return false };
    errors.at(place, message);
    true
}

/// The first borrow in a type that is neither `'static` nor of the record's own lifetimes, or the first type that has no
/// name, and what to say about it.
fn borrowed(tokens: TokenStream, record: &Record) -> Option<(TokenStream, String)> {
    let outlives = |name: &Ident| {
        name == "static"
            || record.generics.params.iter().any(|parameter| match parameter {
                GenericParam::Lifetime(parameter) => parameter.lifetime.ident == *name,
                _ => false,
            })
    };
    let reference = |input: ParseStream<'_>| -> syn::Result<(Option<Lifetime>, TokenStream, Type)> {
        let and: Token![&] = input.parse()?;
        let lifetime: Option<Lifetime> = input.parse()?;
        let mutable: Option<Token![mut]> = input.parse()?;
        let to = Type::without_plus(input)?;
        input.parse::<TokenStream>()?;
        let place = quote::quote!(#and #lifetime #mutable #to);
        Ok((lifetime, place, to))
    };
    let mut trees = tokens.into_iter();
    while let Some(tree) = trees.clone().next() {
        let here: TokenStream = trees.clone().collect();
        trees.next();
        match tree {
            // Functions have lifetimes of their own.
            TokenTree::Ident(name)
                if ["fn", "for", "Fn", "FnMut", "FnOnce"].iter().any(|function| name == function) =>
            {
                return None;
            }
            TokenTree::Ident(name) if name == "_" || name == "impl" => {
                let message = format!("`{name}` leaves the type of a derived column open; write it out");
                return Some((name.to_token_stream(), message));
            }
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let Ok((lifetime, place, to)) = reference.parse2(here) else { continue };
                if lifetime.is_none_or(|lifetime| !outlives(&lifetime.ident)) {
                    return Some((place, format!("a derived column owns its values; write `{}`", owned(&to))));
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let Ok(lifetime) = (|input: ParseStream<'_>| {
                    let lifetime: Lifetime = input.parse()?;
                    input.parse::<TokenStream>()?;
                    Ok(lifetime)
                })
                .parse2(here) else {
                    continue;
                };
                if !outlives(&lifetime.ident) {
                    let message = format!("a derived column owns its values; write a type without `{lifetime}`");
                    return Some((lifetime.to_token_stream(), message));
                }
            }
            TokenTree::Group(group) => {
                if let Some(found) = borrowed(group.stream(), record) {
                    return Some(found);
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    None
}

/// What owns the same: `String` for `str`, `Vec<T>` for `[T]`.
fn owned(to: &Type) -> String {
    match to {
        Type::Group(group) => owned(&group.elem),
        Type::Slice(slice) => format!("Vec<{}>", slice.elem.to_token_stream()),
        _ => match to.to_token_stream().to_string().as_str() {
            "str" => "String".to_owned(),
            other => other.to_owned(),
        },
    }
}

/// Whether there is something wrong with a dependency by itself.
fn refuse_dependencies(record: &Record, derived: &Derived, errors: &mut Errors) -> bool {
    let mut is_refused = false;
    for input in &derived.inputs {
        if let Some(message) = complaint(record, derived, input) {
            errors.at(&input.path, message);
            is_refused = true;
        }
    }
    is_refused
}

fn complaint(record: &Record, derived: &Derived, input: &Dependency) -> Option<String> {
    let (path, root) = (input.path.text(), &input.path.root);
    let is_part = !input.path.rest.is_empty();
    match input.source {
        Source::Derived { .. } if is_part => Some(format!(
            "`{root}` is a derived column, which holds no record; depend on `{root}`, and write `{path}` in the body"
        )),
        Source::Derived { index } => {
            (index == derived.index).then(|| format!("`{root}` depends on itself; remove it from its own dependencies"))
        }
        Source::Field { index, .. } => {
            let field = &record.fields[index];
            if is_part && !matches!(field.kind, Kind::Nested) {
                Some(format!(
                    "`{root}` is not `#[soa(nested)]`, so its parts are no columns; say so above the field, or depend on `{root}`, and write `{path}` in the body"
                ))
            } else if changes_unseen(&field.ty) {
                Some(format!(
                    "`{root}` can change without `&mut`, which no derived column could notice; depend on a plain field, or call a function where you would read the column"
                ))
            } else {
                None
            }
        }
    }
}

/// Whether a type is written with one that can be changed through `&`.
fn changes_unseen(ty: &Type) -> bool {
    const CELLS: [&str; 12] = [
        "Cell",
        "RefCell",
        "UnsafeCell",
        "SyncUnsafeCell",
        "OnceCell",
        "LazyCell",
        "Mutex",
        "RwLock",
        "OnceLock",
        "LazyLock",
        "ReentrantLock",
        "Atomic",
    ];
    fn any_atomic(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name
                .to_string()
                .strip_prefix("Atomic")
                .is_some_and(|of| ["Bool", "Ptr", "I", "U"].iter().any(|start| of.starts_with(start))),
            TokenTree::Group(group) => any_atomic(group.stream()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    CELLS.iter().any(|cell| mentions(ty, cell)) || any_atomic(ty.to_token_stream())
}

/// Refuses circles of two columns or more, each once.
fn refuse_circles(record: &Record, stubs: &mut HashSet<usize>, errors: &mut Errors) {
    let mut walk = Walk { record, way: Vec::new(), done: vec![false; record.derived.len()], stubs, errors };
    for derived in &record.derived {
        walk.visit(derived);
    }
}

/// Follows dependencies in depth; one that is still being followed closes a circle.
struct Walk<'r> {
    record: &'r Record,
    way: Vec<usize>,
    done: Vec<bool>,
    stubs: &'r mut HashSet<usize>,
    errors: &'r mut Errors,
}

impl Walk<'_> {
    fn visit(&mut self, derived: &Derived) {
        if self.done[derived.index] {
            return;
        }
        self.way.push(derived.index);
        for input in &derived.inputs {
            let Source::Derived { index } = input.source else { continue };
            if index == derived.index || !input.path.rest.is_empty() {
                continue;
            }
            match self.way.iter().position(|other| *other == index) {
                Some(start) => self.report(start, input),
                None => self.visit(&self.record.derived[index]),
            }
        }
        self.way.pop();
        self.done[derived.index] = true;
    }

    fn report(&mut self, start: usize, closing: &Dependency) {
        let circle = &self.way[start..];
        let names = circle.iter().chain(&circle[..1]).map(|index| self.record.derived[*index].column.label.as_str());
        let names: Vec<_> = names.collect();
        let message = format!(
            "`{}` is a circle, so none of them can be computed first; break it by removing one of these dependencies",
            names.join(" → ")
        );
        self.errors.at(&closing.path, message);
        self.stubs.extend(circle);
    }
}
