//! Derived columns: where they are kept, how they are computed, who may read them.
//!
//! The user's expression becomes the body of a plain function whose parameters are the dependencies, so that rustc speaks
//! of it as of any function: at the user's own tokens, with inferred types, and nothing to capture. A dependency inside a
//! nested record (`pos.x`) is a local variable, taken out of a parameter that the user's code cannot name.
//!
//! Shown for
//!
//! ```text
//! #[soa(derived(speed: f64 = |vx, vy| vx.hypot(*vy), is_fast: bool = |speed| *speed > 9.0))]
//! ```

mod computation;

use computation::{computation, repair_column, repair_rows};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Lifetime;

use super::doc;
use crate::attr::span_of;
use crate::model::{Derived, Record, Shape, Side, Stored, at_type, is_surely_public, moved, place};

fn elided() -> Lifetime {
    Lifetime::new("'_", Span::call_site())
}

/// The type of the caches: a balanced tree of one for each column.
pub(super) fn caches(record: &Record, rt: &TokenStream) -> TokenStream {
    let this = record.this();
    let caches = record.derived.iter().map(|derived| {
        let index = column_number(derived.index);
        quote!(#rt::Cached<#this, #index>)
    });
    super::balanced(&caches.collect::<Vec<_>>(), &quote!(#rt::NoDerived))
}

/// What borrowed rows carry to find the caches: the type, and its name in impls of `Lend`.
pub(super) fn origin(record: &Record, rt: &TokenStream) -> TokenStream {
    if record.derived.is_empty() {
        return quote!(#rt::NoOrigin);
    }
    let (a, this) = (&record.free.a, record.this());
    quote!(#rt::Source<#a, #this>)
}

/// The member of a view or proxy that carries it.
pub(super) fn origin_member(record: &Record) -> TokenStream {
    match record.shape {
        Shape::Tuple => {
            let index = syn::Index::from(record.fields.len());
            quote!(#index)
        }
        Shape::Named | Shape::Unit => record.free.origin.to_token_stream(),
    }
}

/// The members of the token type, for a struct with named fields.
pub(super) fn token_members(record: &Record, rt: &TokenStream) -> Vec<TokenStream> {
    if record.shape == Shape::Tuple {
        return Vec::new();
    }
    let members = record.derived.iter().map(|derived| {
        let (docs, vis, name) = (derived.printed_docs(), &derived.column.vis, &derived.column.accessor);
        let token = derived.token(record, rt);
        quote!(#docs #vis #name: #token)
    });
    members.collect()
}

/// `BodyFields { mass: …, speed: … }` out of `BodyFields { mass: … }`.
pub(super) fn with_token_values(record: &Record, rt: &TokenStream, value: TokenStream) -> TokenStream {
    if record.shape == Shape::Tuple || record.derived.is_empty() {
        return value;
    }
    let (name, fields) = (&record.names.fields, record.fields.iter().map(|field| &field.member));
    let derived = record.derived.iter().map(|derived| &derived.column.accessor);
    quote!(#name { #(#fields: #rt::Tokens::ALL,)* #(#derived: #rt::Tokens::ALL),* })
}

pub(super) fn impls(record: &Record, rt: &TokenStream) -> TokenStream {
    if record.derived.is_empty() {
        return TokenStream::new();
    }
    let accessors = accessors(record, rt);
    let columns = record.derived.iter().map(|derived| column(record, derived, rt));
    quote!(#accessors #(#columns)*)
}

/// The methods of containers, views, and proxies.
fn accessors(record: &Record, rt: &TokenStream) -> TokenStream {
    let (a, member) = (&record.free.a, origin_member(record));
    let (generics, borrowing, clause) = (record.introduce(&[], &[]), record.introduce(&[a], &[]), record.clause(&[]));
    let bulk = record.apply(&record.names.bulk, &[], &[]);
    let [view, proxy] = [&record.names.view, &record.names.proxy].map(|name| record.apply(name, &[a], &[]));
    let each = |print: &dyn Fn(&Derived) -> TokenStream| {
        let methods = record.derived.iter().map(|derived| {
            let (docs, vis, method) = (derived.printed_docs(), &derived.column.vis, print(derived));
            quote! {
                #docs
                #[inline]
                #[must_use]
                #vis #method
            }
        });
        quote!(#(#methods)*)
    };
    let of_bulk = each(&|derived| {
        let (name, slice, index) =
            (&derived.column.accessor, derived.column.slice(rt, &elided()), column_number(derived.index));
        quote!(fn #name(&self) -> #slice { self.0.derived::<#index>() })
    });
    let of_view = each(&|derived| {
        let (name, slice, index) =
            (&derived.column.accessor, derived.column.slice(rt, a), column_number(derived.index));
        quote!(fn #name(self) -> #slice { self.#member.column::<#index>(#rt::View::len(self)) })
    });
    let of_proxy = each(&|derived| {
        let (name, cell, index) = (&derived.column.accessor, derived.column.cell(rt, a), column_number(derived.index));
        quote!(fn #name(self) -> #cell { self.#member.cell::<#index>() })
    });
    let of_tokens = (record.shape == Shape::Tuple).then(|| {
        let (of, path, name) = (&record.free.of, &record.free.path, &record.names.fields);
        let generics = record.introduce(&[], &[quote!(#of), quote!(#path: #rt::Path)]);
        let tokens = record.apply(name, &[], &[quote!(#of), quote!(#path)]);
        let methods = each(&|derived| {
            let (name, token) = (&derived.column.accessor, derived.token(record, rt));
            quote!(fn #name(self) -> #token { #rt::Tokens::ALL })
        });
        quote!(impl #generics #tokens #clause { #methods })
    });
    // impl BodyBulk {
    //     pub fn speed(&self) -> &[f64] { self.0.derived::<0>() }
    // }
    // impl<'a> BodyView<'a> {
    //     pub fn speed(self) -> &'a [f64] { self.origin.column::<0>(rt::View::len(self)) }
    // }
    // impl<'a> BodyProxy<'a> {
    //     pub fn speed(self) -> &'a f64 { self.origin.cell::<0>() }
    // }
    quote! {
        impl #generics #bulk #clause { #of_bulk }
        impl #borrowing #view #clause { #of_view }
        impl #borrowing #proxy #clause { #of_proxy }
        #of_tokens
    }
}

fn column(record: &Record, derived: &Derived, rt: &TokenStream) -> TokenStream {
    let (index, this, field) = (column_number(derived.index), record.this(), &derived.column);
    let column = derived.spanned_column(rt);
    let (generics, clause) = (record.introduce(&[], &[]), record.own_clause(&[]));
    // A column's type may be private where the record is not (E0446); see `record::stored` for the way around it.
    let hides = !field.open && !is_surely_public(&field.ty, record);
    let (hidden, kept_generics, kept_clause, kept) = if hides {
        let (trait_, tree) = (&record.free.hidden_column, &record.free.tree);
        let hidden = quote! {
            trait #trait_<const N: #rt::usize> {
                type Column;
            }
            impl #generics #trait_<#index> for #this #clause {
                type Column = #column;
            }
        };
        let first = record.derived.iter().position(|other| other.hides(record)) == Some(derived.index);
        let declaration = if first {
            hidden
        } else {
            quote!(impl #generics #trait_<#index> for #this #clause { type Column = #column; })
        };
        let generics = record.introduce(&[], &[quote!(#tree: #rt::CloneColumn)]);
        let clause = record.own_clause(&[quote!(Self: #trait_<#index, Column = #tree>)]);
        (Some(declaration), generics, clause, quote!(#tree))
    } else {
        (None, generics.clone(), clause.clone(), column)
    };
    let (record_name, name) = (record.name.to_string(), &field.external);
    let dependencies = [
        (format_ident!("ROW_LEAVES"), record.stored_dependencies(derived)),
        (format_ident!("WHOLE_LEAVES"), record.whole_dependencies(derived)),
    ];
    let [row_leaves, whole_leaves] = dependencies.map(|(name, stored)| {
        let leaves = stored.iter().map(|stored| leaves(record, *stored, rt));
        (!stored.is_empty()).then(|| quote!(const #name: &'static [#rt::Leaves] = &[#(#leaves),*];))
    });
    let eager = derived.eager.then(|| quote!(const IS_EAGER: #rt::bool = true;));
    let hooks = (derived.before.is_some() || derived.after.is_some()).then(|| {
        // rustc marks the method where the path does not fit, so it stands at the path.
        let [before, after] = [("before", &derived.before), ("after", &derived.after)].map(|(name, path)| {
            let path = path.as_ref()?;
            let name = Ident::new(name, Span::call_site().located_at(span_of(path)));
            Some(quote!(.#name(#path)))
        });
        quote!(const HOOKS: #rt::Hooks = #rt::Hooks::NONE #before #after;)
    });
    let cached = part(&quote!(caches), &place(derived.index, record.derived.len()));
    let repair = if derived.is_stub() {
        quote!(loop {})
    } else if derived.is_whole {
        repair_column(derived, rt)
    } else {
        repair_rows(record, derived, rt)
    };
    let computation = (!derived.is_stub()).then(|| computation(record, derived, rt));
    // impl rt::DerivedColumn<0> for Body {
    //     type Column = rt::Vec<f64>;
    //
    //     const NAME_OF_RECORD: &'static str = "Body";
    //     const NAME: &'static str = "speed";
    //     const ROW_LEAVES: &'static [rt::Leaves] = &[rt::Leaves::of::<Self, rt::Left<rt::Here>>(), …];
    //
    //     fn cached(caches: &Self::Derived) -> &rt::Cached<Self, 0> {
    //         &caches.0
    //     }
    //     fn repair(store: &rt::Store<Self>, cache: &mut rt::Cache<Self::Column>) { … }
    // }
    quote! {
        #hidden
        impl #kept_generics #rt::DerivedColumn<#index> for #this #kept_clause {
            type Column = #kept;

            const NAME_OF_RECORD: &'static #rt::str = #record_name;
            const NAME: &'static #rt::str = #name;
            #row_leaves
            #whole_leaves
            #eager
            #hooks

            #[inline(always)]
            fn cached(caches: &Self::Derived) -> &#rt::Cached<Self, #index> {
                &#cached
            }
            #[inline]
            fn repair(store: &#rt::Store<Self>, cache: &mut #rt::Cache<Self::Column>) {
                #repair
            }
        }
        #computation
    }
}

/// Makes several columns right at once.
pub(super) fn refresh(record: &Record, rt: &TokenStream) -> Option<TokenStream> {
    // fn refresh(store: &rt::Store<Self>, columns: &[fn(&rt::Store<Self>)]) {
    //     use rt::InTurn as _;
    //     rt::Refresh::<Self>::columns(store, columns)
    // }
    (!record.derived.is_empty()).then(|| {
        quote! {
            #[inline]
            fn refresh(store: &#rt::Store<Self>, columns: &[fn(&#rt::Store<Self>)]) {
                use #rt::InTurn as _;
                #rt::Refresh::<Self>::columns(store, columns)
            }
        }
    })
}

/// `rt::Leaves::of::<Self, rt::Left<rt::Here>>()`, or `rt::part::<Body, _>(rt::tokens::<Body>().pos.x).leaves()` where
/// the path is rustc's to find.
fn leaves(record: &Record, stored: Stored<'_>, rt: &TokenStream) -> TokenStream {
    if stored.rest.is_empty() {
        let path = record.fields[stored.index].path(rt);
        return quote!(#rt::Leaves::of::<Self, #path>());
    }
    let part = nested_part(record, stored, rt);
    quote!(#part.leaves())
}

/// `rt::part::<Body, _>(rt::tokens::<Body>().pos.x)`, in the same words and place wherever it stands, so that rustc says
/// once that there is no such part.
fn nested_part(record: &Record, stored: Stored<'_>, rt: &TokenStream) -> TokenStream {
    let (this, member, rest) = (record.this(), &record.fields[stored.index].member, stored.rest);
    let place = rest.last().map_or_else(Span::call_site, span_of);
    let mut argument = moved(quote!(#rt::tokens::<#this>().#member), place);
    argument.extend(quote!(#(.#rest)*));
    let mut argument = Group::new(Delimiter::Parenthesis, argument);
    argument.set_span(place);
    let part = moved(quote!(#rt::part::<#this, _>), place);
    quote!(#part #argument)
}

/// A derived column's number, as a person writes it.
pub(super) fn column_number(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

/// `caches.0.1`
fn part(tree: &TokenStream, place: &[Side]) -> TokenStream {
    let mut part = tree.clone();
    for side in place {
        part = match side {
            Side::Left => quote!(#part.0),
            Side::Right => quote!(#part.1),
        };
    }
    part
}

impl Derived {
    /// The user's documentation, or a line in its place.
    fn printed_docs(&self) -> TokenStream {
        let docs = &self.column.docs;
        if docs.is_empty() { doc(&format!("The derived column `{}`.", self.column.label)) } else { quote!(#(#docs)*) }
    }

    fn token(&self, record: &Record, rt: &TokenStream) -> TokenStream {
        let (of, this, index, ty) = (&record.free.of, record.this(), column_number(self.index), &self.column.ty);
        quote!(#rt::Computed<#of, #this, #index, #ty>)
    }

    fn hides(&self, record: &Record) -> bool {
        !self.column.open && !is_surely_public(&self.column.ty, record)
    }

    /// The column's type. What rustc says against it, it says at the user's type.
    fn spanned_column(&self, rt: &TokenStream) -> TokenStream {
        at_type(self.column.column(rt), &self.column.ty)
    }

    /// What the function answers with.
    fn result(&self, rt: &TokenStream) -> TokenStream {
        if self.is_whole { self.spanned_column(rt) } else { self.column.ty.to_token_stream() }
    }
}
