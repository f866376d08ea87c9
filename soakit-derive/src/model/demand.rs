//! What a column's type must be, as a where-clause on every generated item: `Point: SoA`, `Bits: Column<Item = bool>`.
//!
//! The clause is there for its error. Within an item, rustc believes the where-clause, even a false one, and has nothing to
//! say about the item's types and bodies; it says once that the clause is false. Without it, a nested type that is no
//! record cost 19 errors and a `column` that is no column cost 32, most of them at the derive. rustc drops a diagnostic
//! that equals an earlier one, so every item must report the same words at the same place: hence one span for the bound,
//! that of the user's type.
//!
//! A clause with a parameter of the record in it is no statement of fact: nothing is false about `Inner<T>: SoA` until
//! somebody says what `T` is. Every item believes it all the same, and one function, which does not, has the error.
//!
//! Deliberately without: custom columns that mention a parameter. rustc prefers such a clause to the impls, and
//! `<Vec<T> as Column>::Slice<'a>` would cease to be `&'a [T]`; nested records are used through their traits alone. And
//! nested types that mention a lifetime: that `T` outlives `'a` in `Inner<'a, T>` rustc infers for fields, not for clauses.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::{GenericParam, Generics, Path, Type};

use super::{Field, Kind, mentions};
use crate::attr::span_of;

/// `Point: ::soakit::__private::SoA`, for each column that demands something, once.
pub(crate) struct Demands {
    predicates: Vec<TokenStream>,
    unproven: Vec<Type>,
}

impl Demands {
    pub(crate) fn of<'f>(columns: impl Iterator<Item = &'f Field>, generics: &Generics, krate: Option<&Path>) -> Self {
        let mut seen = Vec::new();
        let (mut predicates, mut unproven) = (Vec::new(), Vec::new());
        for (field, demand) in columns.filter_map(|field| Some((field, demand(field, generics, krate)?))) {
            let text = demand.to_string();
            if !seen.contains(&text) {
                seen.push(text);
                predicates.push(demand);
                unproven.extend(is_parametric(&field.ty, generics).then(|| field.ty.clone()));
            }
        }
        Self { predicates, unproven }
    }

    /// For a where-clause.
    pub(crate) fn predicates(&self) -> impl Iterator<Item = TokenStream> {
        self.predicates.iter().cloned()
    }

    /// The nested types whose clauses rustc takes on trust, since they mention a parameter.
    pub(crate) fn unproven(&self) -> impl Iterator<Item = &Type> {
        self.unproven.iter()
    }

    /// Silences what rustc and clippy would say of a clause that looks as if the user had written it.
    pub(crate) fn lints(&self) -> Option<TokenStream> {
        (!self.predicates.is_empty())
            .then(|| quote!(#[allow(private_bounds, trivial_bounds, unused_qualifications, clippy::absolute_paths)]))
    }
}

fn demand(field: &Field, generics: &Generics, krate: Option<&Path>) -> Option<TokenStream> {
    let ty = &field.ty;
    let subject = match &field.kind {
        Kind::Nested => ty,
        Kind::Custom(column) => column,
        Kind::Plain | Kind::Text | Kind::Dict | Kind::Nullable(_) => return None,
    };
    let can_trust = matches!(field.kind, Kind::Nested) && !mentions_lifetime(ty.to_token_stream());
    if !can_trust && (is_parametric(ty, generics) || is_parametric(subject, generics)) {
        return None;
    }
    let place = end_of(subject);
    let krate = match krate {
        Some(path) => moved(path.to_token_stream(), place),
        None => quote_spanned!(place=> ::soakit),
    };
    let bound = match &field.kind {
        Kind::Nested => quote_spanned!(place=> #krate::__private::SoA),
        _ => {
            let item = moved(ty.to_token_stream(), place);
            quote_spanned!(place=> #krate::__private::Column<Item = #item>)
        }
    };
    Some(quote_spanned!(place=> #subject: #bound))
}

fn is_parametric(ty: &Type, generics: &Generics) -> bool {
    generics.params.iter().any(|param| match param {
        GenericParam::Lifetime(param) => mentions(ty, &param.lifetime.ident.to_string()),
        GenericParam::Type(param) => mentions(ty, &param.ident.to_string()),
        GenericParam::Const(param) => mentions(ty, &param.ident.to_string()),
    })
}

fn mentions_lifetime(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions_lifetime(group.stream()),
        TokenTree::Punct(punct) => punct.as_char() == '\'',
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}

/// Where a type ends. Its last token will do: rustc takes the whole of `geo::Point: bound` for the place of a clause.
fn end_of(ty: &Type) -> Span {
    ty.to_token_stream().into_iter().last().map_or_else(Span::call_site, |token| token.span())
}

/// Tokens about a type, in its place: the last of them at its end, so that rustc marks the whole of it.
pub(crate) fn at_type(tokens: TokenStream, ty: &Type) -> TokenStream {
    let mut tokens: Vec<_> = moved(tokens, span_of(ty)).into_iter().collect();
    if let Some(last) = tokens.last_mut() {
        last.set_span(last.span().located_at(end_of(ty)));
    }
    tokens.into_iter().collect()
}

/// The same tokens in another place, with the hygiene that they had: `$crate` stays what it is.
pub(crate) fn moved(tokens: TokenStream, place: Span) -> TokenStream {
    let moved = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            token = TokenTree::Group(Group::new(group.delimiter(), moved(group.stream(), place)));
        }
        token.set_span(token.span().located_at(place));
        token
    });
    moved.collect()
}
