//! How a field is kept, and how the types of its cells are spelled.
//!
//! Types are spelled out where it can be done (`&'a [f64]`, not `<Vec<f64> as Column>::Slice<'a>`): rustc takes every
//! projection for invariant, and a view must be covariant.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericArgument, GenericParam, Lifetime, PathArguments, Type};

use super::{Field, Record};
use crate::attr::FieldAttr;

/// How a field is kept.
pub(crate) enum Kind {
    /// `Vec<T>`.
    Plain,
    /// `Text`: a `String`.
    Text,
    /// `Dict`: a `String`, on request.
    Dict,
    /// `Nullable<…>`: an `Option`.
    Nullable(Inner),
    /// The columns of another record.
    Nested,
    /// What `#[soa(column = …)]` says.
    Custom(Box<Type>),
}

/// What stands in a nullable column.
pub(crate) enum Inner {
    Plain(Box<Type>),
    Text,
    Dict,
}

impl Kind {
    /// Follows from how the type is written, and from the options.
    pub(crate) fn of(ty: &Type, attr: &FieldAttr) -> Self {
        if attr.nested.is_some() {
            return Self::Nested;
        }
        if let Some((_, column)) = &attr.column {
            return Self::Custom(Box::new(column.clone()));
        }
        match optional(ty) {
            Some(inner) if attr.dict.is_some() => {
                Self::Nullable(if is_text(inner) { Inner::Dict } else { Inner::Plain(Box::new(inner.clone())) })
            }
            Some(inner) if is_text(inner) => Self::Nullable(Inner::Text),
            Some(inner) => Self::Nullable(Inner::Plain(Box::new(inner.clone()))),
            None if attr.dict.is_some() => Self::Dict,
            None if is_text(ty) => Self::Text,
            None => Self::Plain,
        }
    }
}

impl Kind {
    /// What suits any type as it is written.
    pub(crate) fn undemanding(ty: &Type) -> Self {
        Self::of(ty, &FieldAttr::default())
    }
}

/// The type inside invisible or visible parentheses; fragments of a `macro_rules!` come in the former.
fn peeled(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peeled(&group.elem),
        Type::Paren(paren) => peeled(&paren.elem),
        _ => ty,
    }
}

/// The names of a path without generic arguments, but for those of the last name.
fn path_of(ty: &Type) -> Option<(Vec<String>, &PathArguments)> {
    let Type::Path(path) = peeled(ty) else { return None };
    if path.qself.is_some() {
        return None;
    }
    let names = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    Some((names, &path.path.segments.last()?.arguments))
}

fn names(path: &[String], roots: &[&str], module: &str, name: &str) -> bool {
    match path {
        [only] => only == name,
        [root, middle, last] => roots.contains(&&**root) && middle == module && last == name,
        _ => false,
    }
}

/// `X` of `Option<X>`.
pub(crate) fn optional(ty: &Type) -> Option<&Type> {
    let (path, PathArguments::AngleBracketed(arguments)) = path_of(ty)? else { return None };
    if !names(&path, &["std", "core"], "option", "Option") || arguments.args.len() != 1 {
        return None;
    }
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => Some(inner),
        _ => None,
    }
}

/// Whether a type is written as `String`.
pub(crate) fn is_text(ty: &Type) -> bool {
    path_of(ty)
        .is_some_and(|(path, arguments)| arguments.is_none() && names(&path, &["std", "alloc"], "string", "String"))
}

/// Whether a type is written as one that surely is not text: a number, `bool`, a tuple, a reference …
pub(crate) fn is_surely_not_text(ty: &Type) -> bool {
    const NUMBERS: [&str; 17] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool",
        "char", "Vec",
    ];
    match peeled(ty) {
        Type::Path(_) => path_of(ty).is_some_and(|(path, _)| path.len() == 1 && NUMBERS.contains(&&*path[0])),
        Type::Macro(_) | Type::Verbatim(_) => false,
        _ => true,
    }
}

/// Whether a type is made of names that everybody can see: primitives, `String` and its like, the record's parameters.
pub(crate) fn is_surely_public(ty: &Type, record: &Record) -> bool {
    const PUBLIC: [&str; 23] = [
        "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool",
        "char", "str", "String", "Option", "Vec", "Box", "static", "mut",
    ];
    fn all(tokens: TokenStream, known: &dyn Fn(&str) -> bool) -> bool {
        tokens.into_iter().all(|token| match token {
            TokenTree::Ident(ident) => known(&ident.to_string()),
            TokenTree::Group(group) => all(group.stream(), known),
            TokenTree::Punct(_) | TokenTree::Literal(_) => true,
        })
    }
    let is_parameter = |name: &str| {
        record.generics.params.iter().any(|parameter| match parameter {
            GenericParam::Lifetime(parameter) => parameter.lifetime.ident == name,
            GenericParam::Type(parameter) => parameter.ident == name,
            GenericParam::Const(parameter) => parameter.ident == name,
        })
    };
    all(quote!(#ty), &|name| PUBLIC.contains(&name) || is_parameter(name))
}

/// Whether a name occurs in a type.
pub(crate) fn mentions(ty: &Type, name: &str) -> bool {
    fn any(tokens: TokenStream, name: &str) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(ident) => ident == name,
            TokenTree::Group(group) => any(group.stream(), name),
            _ => false,
        })
    }
    any(quote!(#ty), name)
}

impl Field {
    /// The owned column.
    pub(crate) fn column(&self, rt: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => quote!(#rt::Vec<#ty>),
            Kind::Text => quote!(#rt::Text),
            Kind::Dict => quote!(#rt::Dict),
            Kind::Nullable(inner) => {
                let inner = inner.column(rt);
                quote!(#rt::Nullable<#inner>)
            }
            Kind::Nested => quote_spanned!(place(ty)=> <#ty as #rt::Stored>::Columns),
            Kind::Custom(column) => quote!(#column),
        }
    }

    /// Contiguous cells, borrowed for `'a`.
    pub(crate) fn slice(&self, rt: &TokenStream, a: &Lifetime) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => reference(a, &quote!([#ty])),
            Kind::Text => quote!(#rt::TextSlice<#a>),
            Kind::Dict => quote!(#rt::DictSlice<#a>),
            Kind::Nullable(Inner::Plain(inner)) => quote!(#rt::NullableVecSlice<#a, #inner>),
            Kind::Nullable(Inner::Text) => quote!(#rt::NullableTextSlice<#a>),
            Kind::Nullable(Inner::Dict) => quote!(#rt::NullableDictSlice<#a>),
            Kind::Nested => self.lent(rt, a, "View"),
            Kind::Custom(column) => quote_spanned!(place(column)=> <#column as #rt::Column>::Slice<#a>),
        }
    }

    /// Contiguous cells, mutably borrowed for `'a`.
    pub(crate) fn slice_mut(&self, rt: &TokenStream, a: &Lifetime) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => reference_mut(a, &quote!([#ty])),
            Kind::Text => quote!(#rt::TextSlice<#a>),
            Kind::Dict => quote!(#rt::DictSlice<#a>),
            Kind::Nullable(Inner::Plain(inner)) => quote!(#rt::NullableVecSliceMut<#a, #inner>),
            Kind::Nullable(Inner::Text) => quote!(#rt::NullableTextSliceMut<#a>),
            Kind::Nullable(Inner::Dict) => quote!(#rt::NullableDictSliceMut<#a>),
            Kind::Nested => self.lent(rt, a, "ViewMut"),
            Kind::Custom(column) => quote_spanned!(place(column)=> <#column as #rt::Column>::SliceMut<#a>),
        }
    }

    /// One cell, borrowed for `'a`.
    pub(crate) fn cell(&self, rt: &TokenStream, a: &Lifetime) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => reference(a, &quote!(#ty)),
            Kind::Text | Kind::Dict => reference(a, &quote!(#rt::str)),
            Kind::Nullable(Inner::Plain(inner)) => {
                let inner = reference(a, &quote!(#inner));
                quote!(#rt::Option<#inner>)
            }
            Kind::Nullable(Inner::Text | Inner::Dict) => {
                let text = reference(a, &quote!(#rt::str));
                quote!(#rt::Option<#text>)
            }
            Kind::Nested => self.lent(rt, a, "Proxy"),
            Kind::Custom(column) => quote_spanned!(place(column)=> <#column as #rt::Column>::Ref<#a>),
        }
    }

    /// One cell, mutably borrowed for `'a`.
    pub(crate) fn cell_mut(&self, rt: &TokenStream, a: &Lifetime) -> TokenStream {
        let ty = &self.ty;
        match &self.kind {
            Kind::Plain => reference_mut(a, &quote!(#ty)),
            Kind::Text | Kind::Dict => reference(a, &quote!(#rt::str)),
            Kind::Nullable(Inner::Plain(inner)) => quote!(#rt::NullableMut<#a, #inner>),
            Kind::Nullable(Inner::Text | Inner::Dict) => self.cell(rt, a),
            Kind::Nested => self.lent(rt, a, "ProxyMut"),
            Kind::Custom(column) => quote_spanned!(place(column)=> <#column as #rt::Column>::Mut<#a>),
        }
    }

    /// The column that its owner may take apart.
    pub(crate) fn part(&self, rt: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        match self.kind {
            Kind::Nested => quote_spanned!(place(ty)=> #rt::Bulk<#ty>),
            _ => self.column(rt),
        }
    }

    /// A borrowed form of the nested record.
    fn lent(&self, rt: &TokenStream, a: &Lifetime, form: &str) -> TokenStream {
        let (ty, form) = (&self.ty, format_ident!("{form}", span = place(&self.ty)));
        quote_spanned!(place(ty)=> <#ty as #rt::Lend<#a>>::#form)
    }

    /// `<Point as rt::Lend<'a>>`, of a nested record. Errors about it point at the field's type.
    pub(crate) fn lending(&self, rt: &TokenStream, a: &Lifetime) -> TokenStream {
        let ty = &self.ty;
        quote_spanned!(place(ty)=> <#ty as #rt::Lend<#a>>)
    }

    /// `<Point as rt::SoA>`, of a nested record.
    pub(crate) fn record(&self, rt: &TokenStream) -> TokenStream {
        let ty = &self.ty;
        quote_spanned!(place(ty)=> <#ty as #rt::SoA>)
    }

    /// `<Bits as rt::Column>::reborrow`, or another function. Errors about a column of the user's choice point at it.
    pub(crate) fn column_function(&self, rt: &TokenStream, function: &str) -> TokenStream {
        let column = self.column(rt);
        let place = if let Kind::Custom(column) = &self.kind { place(column) } else { Span::call_site() };
        let function = format_ident!("{function}", span = place);
        quote_spanned!(place=> <#column as #rt::Column>::#function)
    }

    /// Whether a cell is sure to have a runtime form: its type is written as a number that fits one, as `bool`, `char`,
    /// text, or an `Option` of these.
    pub(crate) fn is_surely_scalar(&self) -> bool {
        const SCALARS: [&str; 14] =
            ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize", "f32", "f64", "bool", "char"];
        let is_scalar =
            |ty: &Type| path_of(ty).is_some_and(|(path, _)| path.len() == 1 && SCALARS.contains(&&*path[0]));
        match &self.kind {
            Kind::Text | Kind::Dict => true,
            Kind::Plain => is_scalar(&self.ty),
            Kind::Nullable(Inner::Text | Inner::Dict) => true,
            Kind::Nullable(Inner::Plain(inner)) => is_scalar(inner),
            Kind::Nested | Kind::Custom(_) => false,
        }
    }

    /// Whether cells are read-only in rows and views.
    pub(crate) fn is_read_only(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Dict | Kind::Nullable(Inner::Text | Inner::Dict))
    }
}

impl Inner {
    /// The variant of `ColumnKind`.
    pub(crate) fn kind_name(&self) -> &'static str {
        match self {
            Self::Plain(_) => "Plain",
            Self::Text => "Text",
            Self::Dict => "Dict",
        }
    }

    fn column(&self, rt: &TokenStream) -> TokenStream {
        match self {
            Self::Plain(inner) => quote!(#rt::Vec<#inner>),
            Self::Text => quote!(#rt::Text),
            Self::Dict => quote!(#rt::Dict),
        }
    }
}

/// `&'a T`; `&T` where the lifetime goes without saying.
fn reference(a: &Lifetime, to: &TokenStream) -> TokenStream {
    if a.ident == "_" { quote!(&#to) } else { quote!(&#a #to) }
}

fn reference_mut(a: &Lifetime, to: &TokenStream) -> TokenStream {
    if a.ident == "_" { quote!(&mut #to) } else { quote!(&#a mut #to) }
}

/// Where a type is written, with the hygiene of generated code.
fn place(ty: &Type) -> Span {
    Span::call_site().located_at(ty.span())
}
