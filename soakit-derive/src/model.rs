//! Stage 2: a record, ready to be printed.
//!
//! Everything that `expand` needs is decided here once: how each field is kept, where it stands in the column tree, what
//! the generated items are called, and which names of generics are still free. A record with mistakes in it still gives a
//! model: what could not be understood is left out.

mod demand;
mod derived;
mod kind;

pub(crate) use demand::{Demands, at_type, moved};
pub(crate) use derived::{Dependency, Derived, Pattern, Source, Stored};
pub(crate) use kind::{Kind, is_surely_not_text, is_surely_public, mentions, optional};

use std::collections::HashSet;

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, DeriveInput, Fields, GenericParam, Generics, Index, Lifetime, Type, Visibility};

use crate::attr::{self, Errors, FieldAttr, Owner, RecordAttr};

/// The user's struct.
pub(crate) struct Record {
    pub(crate) vis: Visibility,
    pub(crate) name: Ident,
    pub(crate) docs: Vec<Attribute>,
    pub(crate) generics: Generics,
    pub(crate) shape: Shape,
    pub(crate) fields: Vec<Field>,
    /// The computed columns, in the order of their declaration.
    pub(crate) derived: Vec<Derived>,
    /// The same, dependencies first. Filled by `validate`, before which there may be circles.
    pub(crate) derived_order: Vec<usize>,
    /// What the types of fields must be.
    pub(crate) demands: Demands,
    pub(crate) attr: RecordAttr,
    /// Whether it stands for something that cannot be a record, so that what uses it is not reported too.
    pub(crate) is_stub: bool,
    /// The path of the runtime: `::soakit::__private`.
    pub(crate) rt: TokenStream,
    pub(crate) names: Names,
    pub(crate) free: Free,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Named,
    Tuple,
    /// No fields, however it is written.
    Unit,
}

/// What the generated items are called.
pub(crate) struct Names {
    pub(crate) view: Ident,
    pub(crate) view_mut: Ident,
    pub(crate) proxy: Ident,
    pub(crate) proxy_mut: Ident,
    pub(crate) columns: Ident,
    pub(crate) fields: Ident,
    pub(crate) bulk: Ident,
    pub(crate) row: Ident,
}

/// Names that occur nowhere in the user's struct.
pub(crate) struct Free {
    /// The alias of the runtime within the block of impls.
    pub(crate) rt: Ident,
    /// The borrow of a view.
    pub(crate) a: Lifetime,
    /// A shorter borrow.
    pub(crate) short: Lifetime,
    /// The record that a token belongs to.
    pub(crate) of: Ident,
    /// The path of a nested record.
    pub(crate) path: Ident,
    /// A row by reference.
    pub(crate) row: Ident,
    /// The column tree, where it must not be named.
    pub(crate) tree: Ident,
    /// The trait that hides it.
    pub(crate) hidden: Ident,
    /// The marker field of a view that would not use its lifetime otherwise.
    pub(crate) marker: Ident,
    /// The member by which borrowed rows find derived columns.
    pub(crate) origin: Ident,
    /// The function of a derived column.
    pub(crate) compute: Ident,
    /// The trait that hides the type of a private derived column.
    pub(crate) hidden_column: Ident,
}

/// A column: a stored field, or what a derived column has in common with one.
pub(crate) struct Field {
    pub(crate) vis: Visibility,
    /// The field's name; `field_0` in a tuple struct. Accessors are called so.
    pub(crate) accessor: Ident,
    pub(crate) accessor_mut: Ident,
    /// The name after the dot: an identifier or a number.
    pub(crate) member: TokenStream,
    /// The member as text, without `r#`.
    pub(crate) label: String,
    pub(crate) ty: Type,
    pub(crate) docs: Vec<Attribute>,
    pub(crate) kind: Kind,
    pub(crate) attr: FieldAttr,
    /// The name that files and messages use.
    pub(crate) external: String,
    /// Where the field stands in the column tree.
    pub(crate) place: Vec<Side>,
    /// Whether everybody who sees the record sees the field.
    pub(crate) open: bool,
    /// Whether it gets accessors; not if their names clash with others.
    pub(crate) accessible: bool,
    /// The type parameter that keeps views covariant over a nested record.
    pub(crate) parameter: Option<Ident>,
}

/// A turn in the column tree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

impl Record {
    /// `fields` are `None` for what is no struct.
    pub(crate) fn new(input: &DeriveInput, fields: Option<&Fields>, errors: &mut Errors) -> Self {
        let mut attr = RecordAttr::read(&input.attrs, errors);
        let name = input.ident.clone();
        let taken = Taken::of(input);
        let user = Myself::of(input);
        let generics = user.in_generics(&input.generics);
        let is_stub = fields.is_none();
        let fields = fields.unwrap_or(&Fields::Unit);
        let shape = match fields {
            fields if fields.is_empty() => Shape::Unit,
            Fields::Named(_) => Shape::Named,
            _ => Shape::Tuple,
        };
        let count = fields.len();
        let fields = fields.iter().enumerate().map(|(index, field)| {
            let ty: Type = user.in_type(&field.ty);
            let mut field = Field::new(field, ty, index, count, errors);
            field.open = is_open(&input.vis, &field.vis);
            if matches!(field.kind, Kind::Nested) && field.open {
                field.parameter = Some(taken.free(&format!("Nested{}", camel(&field.accessor))));
            }
            if let Some((_, predicate)) = &mut field.attr.validate {
                *predicate = user.in_expression(predicate.clone());
            }
            field
        });
        let fields: Vec<_> = fields.collect();
        // What is no struct has been refused, and has no fields to depend on.
        let declarations = if is_stub { Vec::new() } else { std::mem::take(&mut attr.derived) };
        let derived = derived::resolve(declarations, &fields, input, &user, errors);
        let columns = fields.iter().chain(derived.iter().map(|derived| &derived.column));
        let demands = Demands::of(columns, &generics, attr.krate.as_ref());
        let krate = match &attr.krate {
            Some(path) => path.to_token_stream(),
            None => quote!(::soakit),
        };
        let names = Names {
            view: format_ident!("{name}View"),
            view_mut: format_ident!("{name}ViewMut"),
            proxy: format_ident!("{name}Proxy"),
            proxy_mut: format_ident!("{name}ProxyMut"),
            columns: format_ident!("{name}Columns"),
            fields: format_ident!("{name}Fields"),
            bulk: format_ident!("{name}Bulk"),
            row: format_ident!("{name}Row"),
        };
        let free = Free {
            rt: taken.free("rt"),
            a: taken.free_lifetime("a"),
            short: taken.free_lifetime("s"),
            of: taken.free("R"),
            path: taken.free("P"),
            row: taken.free("Row"),
            tree: taken.free("Tree"),
            hidden: taken.free("Hidden"),
            marker: taken.free("marker"),
            origin: taken.free("origin"),
            compute: taken.free("compute"),
            hidden_column: taken.free("HiddenColumn"),
        };
        Self {
            vis: input.vis.clone(),
            name,
            docs: attr::docs(&input.attrs),
            generics,
            shape,
            fields,
            derived,
            derived_order: Vec::new(),
            demands,
            attr,
            is_stub,
            rt: quote!(#krate::__private),
            names,
            free,
        }
    }
}

impl Field {
    fn new(field: &syn::Field, ty: Type, index: usize, count: usize, errors: &mut Errors) -> Self {
        let (accessor, member, label) = match &field.ident {
            Some(name) => (name.clone(), name.to_token_stream(), name.unraw().to_string()),
            None => {
                let span = attr::span_of(&field.ty);
                let index = Index { index: u32::try_from(index).unwrap_or(u32::MAX), span };
                let number = index.index;
                (format_ident!("field_{number}", span = span), index.to_token_stream(), number.to_string())
            }
        };
        let attr = FieldAttr::read(&field.attrs, Owner::Field, &label, errors);
        let external = attr.rename.as_ref().map_or_else(|| label.clone(), syn::LitStr::value);
        Self {
            vis: field.vis.clone(),
            accessor_mut: format_ident!("{}_mut", accessor.unraw(), span = accessor.span()),
            accessor,
            member,
            label,
            kind: Kind::of(&ty, &attr),
            ty,
            docs: attr::docs(&field.attrs),
            attr,
            external,
            place: place(index, count),
            open: true,
            accessible: true,
            parameter: None,
        }
    }

    /// The field's documentation as text; empty if there is none.
    pub(crate) fn doc_text(&self) -> String {
        attr::doc_text(&self.docs)
    }
}

/// Where leaf `index` of `count` stands in a balanced tree.
pub(crate) fn place(index: usize, count: usize) -> Vec<Side> {
    let (mut index, mut count, mut turns) = (index, count, Vec::new());
    while count > 1 {
        let left = count.div_ceil(2);
        if index < left {
            turns.push(Side::Left);
            count = left;
        } else {
            turns.push(Side::Right);
            index -= left;
            count -= left;
        }
    }
    turns
}

/// Whether a field is at least as visible as its record, as far as the words tell.
fn is_open(record: &Visibility, field: &Visibility) -> bool {
    let text = |vis: &Visibility| vis.to_token_stream().to_string();
    matches!(field, Visibility::Public(_)) || matches!(record, Visibility::Inherited) || text(record) == text(field)
}

/// `wind_gust` as `WindGust`.
fn camel(name: &Ident) -> String {
    let name = name.unraw().to_string();
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// Every identifier and lifetime in the struct.
struct Taken(HashSet<String>);

impl Taken {
    fn of(input: &DeriveInput) -> Self {
        let mut taken = HashSet::new();
        collect(input.to_token_stream(), &mut taken);
        Self(taken)
    }

    /// `wish`, or the first of `wish1`, `wish2`, … that is free.
    fn free(&self, wish: &str) -> Ident {
        Ident::new(&self.free_text(wish), Span::call_site())
    }

    fn free_lifetime(&self, wish: &str) -> Lifetime {
        Lifetime::new(&format!("'{}", self.free_text(wish)), Span::call_site())
    }

    fn free_text(&self, wish: &str) -> String {
        let others = (1..).map(|number| format!("{wish}{number}"));
        let mut wishes = std::iter::once(wish.to_owned()).chain(others);
        wishes.find(|name| !self.0.contains(name)).unwrap_or_default()
    }
}

fn collect(tokens: TokenStream, into: &mut HashSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                into.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), into),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// What `Self` means inside the struct, where generated items must say it by name.
struct Myself {
    /// `Body<T>`
    ty: TokenStream,
    /// `Body::<T>`
    expression: TokenStream,
}

impl Myself {
    fn of(input: &DeriveInput) -> Self {
        let name = &input.ident;
        let (_, arguments, _) = input.generics.split_for_impl();
        let turbofish = arguments.as_turbofish();
        Self { ty: quote!(#name #arguments), expression: quote!(#name #turbofish) }
    }

    /// A type with `Self` named.
    fn in_type(&self, ty: &Type) -> Type {
        syn::parse2(self.replace(ty.to_token_stream(), &self.ty)).unwrap_or_else(|_| ty.clone())
    }

    /// Generics with `Self` named; it is legal in a where-clause only.
    fn in_generics(&self, generics: &Generics) -> Generics {
        let mut generics = generics.clone();
        for parameter in &mut generics.params {
            match parameter {
                GenericParam::Lifetime(lifetime) => lifetime.attrs.clear(),
                GenericParam::Type(ty) => ty.attrs.clear(),
                GenericParam::Const(constant) => constant.attrs.clear(),
            }
        }
        if let Some(clause) = &mut generics.where_clause
            && let Ok(named) = syn::parse2(self.replace(clause.to_token_stream(), &self.ty))
        {
            *clause = named;
        }
        generics
    }

    fn in_expression(&self, tokens: TokenStream) -> TokenStream {
        self.replace(tokens, &self.expression)
    }

    fn replace(&self, tokens: TokenStream, name: &TokenStream) -> TokenStream {
        let mut named = TokenStream::new();
        for token in tokens {
            match token {
                TokenTree::Ident(ident) if ident == "Self" => named.extend(name.clone()),
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.replace(group.stream(), name));
                    inner.set_span(group.span());
                    named.extend([TokenTree::Group(inner)]);
                }
                other => named.extend([other]),
            }
        }
        named
    }
}
