//! How a derived column is computed: its dependencies, and the user's expression as a function.
//!
//! The expression becomes the body of a plain function, so that rustc speaks of it as of any function. Here stand also the
//! impls for chains that are computed in one pass.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::GenericParam;

use super::{column_number, elided, nested_part, part};
use crate::attr::Expression;
use crate::model::{Dependency, Derived, Field, Kind, Pattern, Record, Source, Stored, place};

pub(super) fn repair_rows(record: &Record, derived: &Derived, rt: &TokenStream) -> TokenStream {
    let index = column_number(derived.index);
    let kept = quote!(#rt::Repair::<Self, #index>::rows(store, cache));
    let links: Vec<_> = links(record, derived).into_iter().map(column_number).collect();
    // use rt::InOneThread as _;
    // if store.is_unread::<0>() {
    //     rt::Repair::<Self, 1, rt::Fused>::rows(store, cache)
    // } else {
    //     rt::Repair::<Self, 1>::rows(store, cache)
    // }
    let repair = if links.is_empty() {
        kept
    } else {
        quote! {
            if #(store.is_unread::<#links>())&&* {
                #rt::Repair::<Self, #index, #rt::Fused>::rows(store, cache)
            } else {
                #kept
            }
        }
    };
    quote! {
        use #rt::InOneThread as _;
        #repair
    }
}

/// The columns that can be computed in one pass with this one, through other such columns too.
fn links(record: &Record, derived: &Derived) -> Vec<usize> {
    let mut links = Vec::new();
    for index in direct_links(record, derived) {
        links.push(index);
        links.extend(self::links(record, &record.derived[index]));
    }
    links
}

fn direct_links(record: &Record, derived: &Derived) -> Vec<usize> {
    let inputs = derived.inputs.iter().filter_map(|input| match input.source {
        Source::Derived { index } if record.is_link(&record.derived[index]) => Some(index),
        _ => None,
    });
    inputs.collect()
}

pub(super) fn repair_column(derived: &Derived, rt: &TokenStream) -> TokenStream {
    let index = column_number(derived.index);
    // use rt::InPlace as _;
    // rt::Repair::<Self, 2>::column(store, cache)
    quote! {
        use #rt::InPlace as _;
        #rt::Repair::<Self, #index>::column(store, cache)
    }
}

/// The dependencies, and the user's function.
pub(super) fn computation(record: &Record, derived: &Derived, rt: &TokenStream) -> TokenStream {
    let (index, this, function) = (column_number(derived.index), record.this(), &record.free.compute);
    let (generics, clause) = (record.introduce(&[], &[]), record.own_clause(&[]));
    let roots = roots(derived);
    let definition = function_of(record, derived, rt);
    let turbofish = turbofish(record);
    let columns: Vec<_> = roots.iter().map(|root| root.column(record, rt)).collect();
    let reads: Vec<_> = roots.iter().map(|root| root.read(record, rt)).collect();
    let (inputs, read) = (super::super::balanced(&columns, &quote!(())), super::super::balanced(&reads, &quote!(())));
    let (kind, form, lend, answer) = if derived.is_whole {
        (quote!(ColumnWise), quote!(Slice), quote!(view), quote!(#rt::ColumnOf<Self, #index>))
    } else {
        (quote!(RowWise), quote!(Ref), quote!(proxy), quote!(#rt::CellOf<Self, #index>))
    };
    let arguments = roots.iter().enumerate().map(|(number, root)| {
        let cell = part(&quote!(cells), &place(number, roots.len()));
        match root.nested(record) {
            Some(field) => {
                let lending = field.lending(rt, &elided());
                quote!(#lending::#lend(#cell, #rt::Default::default()))
            }
            None => cell,
        }
    });
    let fused = (!derived.is_whole).then(|| fused(record, derived, &roots, rt));
    // impl rt::RowWise<0> for Body {
    //     type Inputs = (rt::ColumnAt<Self, rt::Left<rt::Here>>, rt::ColumnAt<Self, rt::Right<rt::Here>>);
    //
    //     fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
    //         (store.column::<rt::Left<rt::Here>>(), …)
    //     }
    //     fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 0> {
    //         fn compute(vx: &f64, vy: &f64) -> f64 { vx.hypot(*vy) }
    //         compute(cells.0, cells.1)
    //     }
    // }
    quote! {
        impl #generics #rt::#kind<#index> for #this #clause {
            type Inputs = #inputs;

            #[inline]
            fn inputs(store: &#rt::Store<Self>) -> <Self::Inputs as #rt::Column>::Slice<'_> {
                #read
            }
            #[inline(always)]
            fn compute(cells: <Self::Inputs as #rt::Column>::#form<'_>) -> #answer {
                #definition
                #function #turbofish(#(#arguments),*)
            }
        }
        #fused
    }
}

/// The impl that computes links in the same pass.
fn fused(record: &Record, derived: &Derived, roots: &[Root<'_>], rt: &TokenStream) -> Option<TokenStream> {
    let direct = direct_links(record, derived);
    if direct.is_empty() {
        return None;
    }
    let (index, this) = (column_number(derived.index), record.this());
    let (generics, clause) = (record.introduce(&[], &[]), record.own_clause(&[]));
    let how = |link: usize| {
        let has_links = !direct_links(record, &record.derived[link]).is_empty();
        let how = has_links.then(|| quote!(, #rt::Fused));
        let link = column_number(link);
        quote!(<Self as #rt::RowWise<#link #how>>)
    };
    let link_of = |root: &Root<'_>| match root.source {
        Source::Derived { index } if direct.contains(index) => Some(*index),
        _ => None,
    };
    let columns: Vec<_> = roots
        .iter()
        .map(|root| match link_of(root) {
            Some(link) => {
                let link = how(link);
                quote!(#link::Inputs)
            }
            None => root.column(record, rt),
        })
        .collect();
    let reads: Vec<_> = roots
        .iter()
        .map(|root| match link_of(root) {
            Some(link) => {
                let link = how(link);
                quote!(#link::inputs(store))
            }
            None => root.read(record, rt),
        })
        .collect();
    let locals: Vec<Ident> = (0..roots.len()).map(|number| format_ident!("cell_{number}")).collect();
    let links = roots.iter().enumerate().filter_map(|(number, root)| {
        let (link, local) = (link_of(root)?, &locals[number]);
        let (cells, how) = (part(&quote!(cells), &place(number, roots.len())), how(link));
        Some(quote!(let #local = #how::compute(#cells);))
    });
    let cells: Vec<_> = roots
        .iter()
        .enumerate()
        .map(|(number, root)| match link_of(root) {
            Some(link) => {
                let local = &locals[number];
                let link = column_number(link);
                quote!(<#rt::ColumnOf<Self, #link> as #rt::Column>::lend(&#local))
            }
            None => part(&quote!(cells), &place(number, roots.len())),
        })
        .collect();
    let [inputs, read, cells] = [columns, reads, cells].map(|leaves| super::super::balanced(&leaves, &quote!(())));
    // impl rt::RowWise<1, rt::Fused> for Body {
    //     type Inputs = <Self as rt::RowWise<0>>::Inputs;
    //
    //     fn inputs(store: &rt::Store<Self>) -> <Self::Inputs as rt::Column>::Slice<'_> {
    //         <Self as rt::RowWise<0>>::inputs(store)
    //     }
    //     fn compute(cells: <Self::Inputs as rt::Column>::Ref<'_>) -> rt::CellOf<Self, 1> {
    //         let cell_0 = <Self as rt::RowWise<0>>::compute(cells);
    //         <Self as rt::RowWise<1>>::compute(<rt::ColumnOf<Self, 0> as rt::Column>::lend(&cell_0))
    //     }
    // }
    Some(quote! {
        impl #generics #rt::RowWise<#index, #rt::Fused> for #this #clause {
            type Inputs = #inputs;

            #[inline]
            fn inputs(store: &#rt::Store<Self>) -> <Self::Inputs as #rt::Column>::Slice<'_> {
                #read
            }
            #[inline(always)]
            fn compute(cells: <Self::Inputs as #rt::Column>::Ref<'_>) -> #rt::CellOf<Self, #index> {
                #(#links)*
                <Self as #rt::RowWise<#index>>::compute(#cells)
            }
        }
    })
}

/// The user's expression as a function.
fn function_of(record: &Record, derived: &Derived, rt: &TokenStream) -> TokenStream {
    let (generics, clause) = (record.introduce(&[], &[]), record.own_clause(&[]));
    let function = &record.free.compute;
    let mut bindings = Vec::new();
    let parameters = roots(derived).into_iter().map(|root| {
        let ty = root.parameter_type(record, rt, derived.is_whole);
        if let [Dependency { path, pattern, .. }] = root.inputs[..]
            && path.rest.is_empty()
        {
            return quote!(#pattern: #ty);
        }
        let nested = format_ident!("nested_{}", root.number, span = Span::mixed_site());
        for Dependency { source, pattern, .. } in root.inputs {
            bindings.push(match source {
                Source::Field { index, rest } if !rest.is_empty() => {
                    let part = nested_part(record, Stored { index: *index, rest }, rt);
                    quote!(let #pattern = #part.of(#nested) #(.#rest)*;)
                }
                _ => quote!(let #pattern = #nested;),
            });
        }
        quote!(#nested: #ty)
    });
    let parameters: Vec<_> = parameters.collect();
    let result = derived.result(rt);
    let body = match &derived.expression {
        None => TokenStream::new(),
        Some(Expression::Closure { body }) => body.clone(),
        Some(Expression::Call { function, parentheses }) => {
            let names = derived.inputs.iter().map(|input| &input.pattern.name);
            let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#(#names),*));
            arguments.set_span(*parentheses);
            quote!(#function #arguments)
        }
    };
    quote! {
        #[inline(always)]
        fn #function #generics(#(#parameters),*) -> #result #clause {
            #(#bindings)*
            #body
        }
    }
}

/// `::<T, N>`, or nothing.
fn turbofish(record: &Record) -> Option<TokenStream> {
    let arguments = record.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    });
    let arguments: Vec<_> = arguments.collect();
    (!arguments.is_empty()).then(|| quote!(::<#(#arguments),*>))
}

/// A field or derived column that a function receives, and what the user makes of it.
struct Root<'r> {
    number: usize,
    source: &'r Source,
    inputs: Vec<&'r Dependency>,
}

/// What a derived column's function receives: each field once, however many parts of it are used.
fn roots(derived: &Derived) -> Vec<Root<'_>> {
    let mut roots: Vec<Root<'_>> = Vec::new();
    for input in &derived.inputs {
        let same = roots.iter_mut().find(|root| match (root.source, &input.source) {
            (Source::Field { index: a, .. }, Source::Field { index: b, .. }) => a == b,
            _ => false,
        });
        match same {
            Some(root) => root.inputs.push(input),
            None => roots.push(Root { number: roots.len(), source: &input.source, inputs: vec![input] }),
        }
    }
    roots
}

impl Root<'_> {
    /// The column's type, in words that do not tell what it is.
    fn column(&self, record: &Record, rt: &TokenStream) -> TokenStream {
        match self.source {
            Source::Field { index, .. } => {
                let path = record.fields[*index].path(rt);
                quote!(#rt::ColumnAt<Self, #path>)
            }
            Source::Derived { index } => {
                let index = column_number(*index);
                quote!(#rt::ColumnOf<Self, #index>)
            }
        }
    }

    /// Its cells.
    fn read(&self, record: &Record, rt: &TokenStream) -> TokenStream {
        match self.source {
            Source::Field { index, .. } => {
                let path = record.fields[*index].path(rt);
                quote!(store.column::<#path>())
            }
            Source::Derived { index } => {
                let index = column_number(*index);
                quote!(store.derived::<#index>())
            }
        }
    }

    /// The field, if it is a nested record.
    fn nested<'r>(&self, record: &'r Record) -> Option<&'r Field> {
        match self.source {
            Source::Field { index, .. } => {
                Some(&record.fields[*index]).filter(|field| matches!(field.kind, Kind::Nested))
            }
            Source::Derived { .. } => None,
        }
    }

    fn parameter_type(&self, record: &Record, rt: &TokenStream, is_whole: bool) -> TokenStream {
        let field = match self.source {
            Source::Field { index, .. } => &record.fields[*index],
            Source::Derived { index } => &record.derived[*index].column,
        };
        if is_whole { field.slice(rt, &elided()) } else { field.cell(rt, &elided()) }
    }
}

impl ToTokens for Pattern {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (and, name) = (self.by_ref.then(|| quote!(&)), &self.name);
        tokens.extend(quote!(#and #name));
    }
}
