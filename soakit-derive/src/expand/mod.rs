//! Stage 4: prints the expansion.
//!
//! ```text
//! pub struct BodyView<'a> { … }        data types and the trait `BodyRow` stand beside the record,
//! …                                    spelled with full paths;
//! const _: () = {
//!     use ::soakit::__private as rt;   impls stand in a block of their own,
//!     impl rt::Stored for Body { … }   where the runtime has a short name
//!     …
//! };
//! ```
//!
//! Each file prints one idea: [`borrowed`] views and proxies, [`owned`] columns, tokens and accessors, [`row`] the trait
//! of all rows, [`record`] the record's own impls, [`derived`] derived columns, [`names`] access by name. Above each `quote!` stands what it prints for
//! `pub struct Body { pub mass: f64, name: String }`.
//!
//! Every function is `#[inline]`, also those that nobody calls in a loop: rustc then makes machine code for the ones that a
//! program uses and for no others, which is most of what a release build of many records costs.
//!
//! Hygiene: no generated code binds a name of the user's (a field may be called like a constant), and no name of a
//! generated parameter occurs in the user's struct.

mod borrowed;
mod derived;
mod names;
mod owned;
mod record;
mod row;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, Lifetime, LitStr, spanned::Spanned as _};

use crate::model::{Field, Record, Shape, Side};

/// Prints everything for a record.
pub(crate) fn expand(record: &Record) -> TokenStream {
    let (path, alias, lints) = (&record.rt, &record.free.rt, record.demands.lints());
    let rt = &alias.to_token_stream();
    let types = [borrowed::types(record, path), owned::types(record, path), row::definition(record, path)];
    let impls = [
        record::stored(record, rt),
        record::lend(record, rt),
        record::soa(record, rt),
        record::tuples(record, rt),
        owned::impls(record, rt),
        borrowed::impls(record, rt),
        row::impls(record, rt),
        derived::impls(record, rt),
        names::predicates(record, rt),
        record::refuse_drop(record, rt).unwrap_or_default(),
        proofs(record, rt),
    ];
    // About functions whose parameters and results are not the user's choice.
    let derived_lints = (!record.derived.is_empty())
        .then(|| quote!(, clippy::too_many_arguments, clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps));
    // const _: () = {
    //     use ::soakit::__private as rt;
    //     …
    // };
    quote! {
        #(#types)*
        #[doc(hidden)]
        #lints
        #[allow(
            dead_code, deprecated, non_snake_case, private_bounds, private_interfaces, unused_qualifications,
            clippy::elidable_lifetime_names, clippy::inline_always, clippy::iter_not_returning_iterator,
            clippy::missing_inline_in_public_items, clippy::needless_lifetimes, clippy::should_implement_trait,
            clippy::type_complexity, clippy::unused_unit, clippy::wrong_self_convention #derived_lints
        )]
        const _: () = {
            use #path as #alias;
            #(#impls)*
        };
    }
}

/// Asks once for what every other item takes on trust: that nested types are records, whatever the parameters are.
fn proofs(record: &Record, rt: &TokenStream) -> TokenStream {
    let (generics, clause) = (record.introduce(&[], &[]), &record.generics.where_clause);
    let proofs: Vec<_> = record
        .demands
        .unproven()
        .map(|ty| quote_spanned!(Span::call_site().located_at(ty.span())=> let _ = <#ty as #rt::SoA>::REGISTRY;))
        .collect();
    if proofs.is_empty() {
        return TokenStream::new();
    }
    // const _: () = {
    //     fn nested_types_are_records<T>() {
    //         let _ = <Inner<T> as rt::SoA>::REGISTRY;
    //     }
    // };
    quote! {
        const _: () = {
            fn nested_types_are_records #generics () #clause {
                #(#proofs)*
            }
        };
    }
}

/// Printing of generics.
impl Record {
    /// `Body<'x, T, N>`
    fn this(&self) -> TokenStream {
        self.apply(&self.name, &[], &[])
    }

    /// `BodyView<'a, 'x, T, N, Extra>`
    fn apply(&self, name: &Ident, lifetimes: &[&Lifetime], extra: &[TokenStream]) -> TokenStream {
        let own = |lifetime: bool| {
            self.generics.params.iter().filter_map(move |param| match param {
                GenericParam::Lifetime(param) if lifetime => Some(param.lifetime.to_token_stream()),
                GenericParam::Type(param) if !lifetime => Some(param.ident.to_token_stream()),
                GenericParam::Const(param) if !lifetime => Some(param.ident.to_token_stream()),
                _ => None,
            })
        };
        let lifetimes = lifetimes.iter().map(ToTokens::to_token_stream);
        let arguments = lifetimes.chain(own(true)).chain(own(false)).chain(extra.iter().cloned());
        let arguments: Vec<_> = arguments.collect();
        if arguments.is_empty() { quote!(#name) } else { quote!(#name<#(#arguments),*>) }
    }

    /// `<'a, 'x, T: Bound, const N: usize, Extra>`, of an impl or a function.
    fn introduce(&self, lifetimes: &[&Lifetime], extra: &[TokenStream]) -> TokenStream {
        self.generics_with(lifetimes, extra, false)
    }

    /// The same with defaults, of a type.
    fn declare(&self, lifetimes: &[&Lifetime], extra: &[TokenStream]) -> TokenStream {
        self.generics_with(lifetimes, extra, true)
    }

    fn generics_with(&self, lifetimes: &[&Lifetime], extra: &[TokenStream], defaults: bool) -> TokenStream {
        let own = |lifetime: bool| {
            self.generics.params.iter().filter_map(move |param| match param.clone() {
                GenericParam::Lifetime(param) if lifetime => Some(param.to_token_stream()),
                GenericParam::Type(mut param) if !lifetime => {
                    param.default = param.default.filter(|_| defaults);
                    Some(param.to_token_stream())
                }
                GenericParam::Const(mut param) if !lifetime => {
                    param.default = param.default.filter(|_| defaults);
                    Some(param.to_token_stream())
                }
                _ => None,
            })
        };
        let lifetimes = lifetimes.iter().map(ToTokens::to_token_stream);
        let parameters = lifetimes.chain(own(true)).chain(own(false)).chain(extra.iter().cloned());
        let parameters: Vec<_> = parameters.collect();
        if parameters.is_empty() { TokenStream::new() } else { quote!(<#(#parameters),*>) }
    }

    /// The user's where-clause, the demands of the fields, and more predicates.
    fn clause(&self, extra: &[TokenStream]) -> TokenStream {
        let demands: Vec<_> = self.demands.predicates().chain(extra.iter().cloned()).collect();
        self.own_clause(&demands)
    }

    /// The user's where-clause and more predicates. Without the demands rustc looks into a nested record, and sees its
    /// fields; with them it believes what the clause says, and sees no more.
    fn own_clause(&self, extra: &[TokenStream]) -> TokenStream {
        let own =
            self.generics.where_clause.iter().flat_map(|clause| &clause.predicates).map(ToTokens::to_token_stream);
        let predicates: Vec<_> = own.chain(extra.iter().cloned()).collect();
        if predicates.is_empty() { TokenStream::new() } else { quote!(where #(#predicates),*) }
    }

    /// `T: 'a` for each parameter.
    fn outlives(&self, a: &Lifetime) -> Vec<TokenStream> {
        self.generics
            .params
            .iter()
            .filter_map(|param| match param {
                GenericParam::Lifetime(param) => {
                    let lifetime = &param.lifetime;
                    Some(quote!(#lifetime: #a))
                }
                GenericParam::Type(param) => {
                    let ident = &param.ident;
                    Some(quote!(#ident: #a))
                }
                GenericParam::Const(_) => None,
            })
            .collect()
    }

    /// `T: 'x` for each field that says `&'x T`.
    fn references_outlive(&self) -> Vec<TokenStream> {
        let mut found: Vec<(String, TokenStream)> = Vec::new();
        for field in &self.fields {
            each_reference(field.ty.to_token_stream(), &mut |lifetime, rest| {
                for predicate in self.outlives(lifetime) {
                    let text = predicate.to_string();
                    let (subject, _) = text.split_once(':').unwrap_or_default();
                    let subject = subject.trim().trim_start_matches('\'').to_owned();
                    if rest.contains(&subject)
                        && lifetime.ident != subject
                        && found.iter().all(|(other, _)| *other != text)
                    {
                        found.push((text, predicate));
                    }
                }
            });
        }
        found.into_iter().map(|(_, predicate)| predicate).collect()
    }

    /// `struct Name<…> { members }` in the record's own shape; `extra` members are last.
    fn structure(
        &self,
        name: &Ident,
        generics: &TokenStream,
        clause: &TokenStream,
        members: &[TokenStream],
    ) -> TokenStream {
        let vis = &self.vis;
        match self.shape {
            Shape::Tuple => quote!(#vis struct #name #generics (#(#members),*) #clause;),
            Shape::Named | Shape::Unit => quote!(#vis struct #name #generics #clause { #(#members),* }),
        }
    }

    /// `name: ty` or `ty`, with its documentation and visibility.
    fn member(&self, field: &Field, ty: &TokenStream) -> TokenStream {
        let (docs, vis, member) = (field.printed_docs(), &field.vis, &field.member);
        match self.shape {
            Shape::Tuple => quote!(#docs #vis #ty),
            _ => quote!(#docs #vis #member: #ty),
        }
    }

    /// A member that is no field of the record: private, except where `vis` says otherwise.
    fn extra_member(&self, name: &Ident, vis: &TokenStream, ty: &TokenStream) -> TokenStream {
        match self.shape {
            Shape::Tuple => quote!(#vis #ty),
            _ => quote!(#vis #name: #ty),
        }
    }

    /// `Name { mass: value, … }` or `Name(value, …)`.
    fn construct(
        &self,
        name: &TokenStream,
        value: impl Fn(&Field) -> TokenStream,
        extra: Option<(&Ident, TokenStream)>,
    ) -> TokenStream {
        let values = self.fields.iter().map(&value);
        match self.shape {
            Shape::Tuple => {
                let extra = extra.map(|(_, value)| value);
                let values = values.chain(extra);
                quote!(#name(#(#values),*))
            }
            Shape::Named | Shape::Unit => {
                let members = self.fields.iter().map(|field| &field.member);
                let extra = extra.map(|(name, value)| quote!(#name: #value));
                let values = members.zip(values).map(|(member, value)| quote!(#member: #value)).chain(extra);
                quote!(#name { #(#values),* })
            }
        }
    }

    /// The balanced tree of what `leaf` answers: `((a, b), c)`; `empty` for no fields.
    fn tree(&self, empty: &TokenStream, leaf: impl Fn(&Field) -> TokenStream) -> TokenStream {
        let leaves: Vec<_> = self.fields.iter().map(leaf).collect();
        balanced(&leaves, empty)
    }
}

/// A balanced tree of pairs: `((a, b), c)`; `empty` for no leaves.
fn balanced(leaves: &[TokenStream], empty: &TokenStream) -> TokenStream {
    match leaves {
        [] => empty.clone(),
        [only] => only.clone(),
        _ => {
            let (left, right) = leaves.split_at(leaves.len().div_ceil(2));
            let (left, right) = (balanced(left, empty), balanced(right, empty));
            quote!((#left, #right))
        }
    }
}

/// Printing of one field.
impl Field {
    /// The user's documentation, or a line in its place.
    fn printed_docs(&self) -> TokenStream {
        let docs = &self.docs;
        if docs.is_empty() {
            let line = LitStr::new(&format!(" The field `{}`.", self.label), self.accessor.span());
            quote!(#[doc = #line])
        } else {
            quote!(#(#docs)*)
        }
    }

    /// `.0.1`: the field's part of a tree of tuples.
    fn part_of(&self, tree: &TokenStream) -> TokenStream {
        let mut part = tree.clone();
        for side in &self.place {
            part = match side {
                Side::Left => quote!(#part.0),
                Side::Right => quote!(#part.1),
            };
        }
        part
    }

    /// `rt::Left<rt::Right<rt::Here>>`
    fn path(&self, rt: &TokenStream) -> TokenStream {
        let mut path = quote!(#rt::Here);
        for side in self.place.iter().rev() {
            path = match side {
                Side::Left => quote!(#rt::Left<#path>),
                Side::Right => quote!(#rt::Right<#path>),
            };
        }
        path
    }
}

/// Calls `visit` with the lifetime of every reference in a type, and the names behind it.
fn each_reference(tokens: TokenStream, visit: &mut dyn FnMut(&Lifetime, &[String])) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (index, window) in tokens.windows(3).enumerate() {
        if let [TokenTree::Punct(and), TokenTree::Punct(tick), TokenTree::Ident(name)] = window
            && and.as_char() == '&'
            && tick.as_char() == '\''
        {
            let mut names = Vec::new();
            idents(tokens[index + 3..].iter().cloned().collect(), &mut names);
            visit(&Lifetime::new(&format!("'{name}"), name.span()), &names);
        }
    }
    for token in tokens {
        if let TokenTree::Group(group) = token {
            each_reference(group.stream(), visit);
        }
    }
}

fn idents(tokens: TokenStream, names: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => idents(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// A documentation line.
fn doc(line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#[doc = #line])
}

/// A name with a raw prefix where it needs one.
fn suffixed(prefix: &str, field: &Field) -> Ident {
    format_ident!("{prefix}_{}", field.label, span = field.accessor.span())
}
