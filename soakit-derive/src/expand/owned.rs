//! The owned columns, the tokens, and the accessors that `Bulk` dereferences to.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use super::{borrowed::added, derived, doc};
use crate::attr::Target;
use crate::model::{Field, Kind, Record, Shape};

pub(super) fn types(record: &Record, rt: &TokenStream) -> TokenStream {
    let (columns, tokens, bulk) = (columns(record, rt), tokens(record, rt), bulk(record, rt));
    quote!(#columns #tokens #bulk)
}

fn columns(record: &Record, rt: &TokenStream) -> TokenStream {
    let vis = &record.vis;
    let members = record.fields.iter().map(|field| record.member(field, &field.part(rt)));
    let rows = doc("The number of rows, which is all there is to keep.");
    let filler = (record.shape == Shape::Unit).then(|| quote!(#rows #vis rows: #rt::Unit));
    let members: Vec<_> = members.chain(filler).collect();
    let structure = record.structure(&record.names.columns, &record.declare(&[], &[]), &record.clause(&[]), &members);
    let line = doc(&format!("The columns of [`{}`], owned: one for each field.", record.name));
    let (added, lints) = (added(record, Target::Columns), record.demands.lints());
    // /// The columns of [`Body`], owned: one for each field.
    // pub struct BodyColumns {
    //     pub mass: ::soakit::__private::Vec<f64>,
    //     name: ::soakit::__private::Text,
    // }
    quote! {
        #line
        #added
        #lints
        #[allow(dead_code, private_interfaces, clippy::type_complexity)]
        #structure
    }
}

fn tokens(record: &Record, rt: &TokenStream) -> TokenStream {
    let (of, path, this) = (&record.free.of, &record.free.path, record.this());
    let generics = record.declare(&[], &[quote!(#of = #this), quote!(#path: #rt::Path = #rt::Here)]);
    let members = record.fields.iter().map(|field| {
        let place = field.path(rt);
        let (ty, place) = (&field.ty, quote!(#rt::Then<#path, #place>));
        record.member(
            field,
            &match field.kind {
                Kind::Nested => {
                    let record = field.record(rt);
                    quote!(#record::Fields<#of, #place>)
                }
                _ => quote!(#rt::Field<#of, #place, #ty>),
            },
        )
    });
    let filler = (record.shape == Shape::Unit).then(|| {
        let marker = &record.free.marker;
        quote!(#marker: #rt::PhantomData<fn() -> (#of, #path)>)
    });
    let members: Vec<_> = members.chain(filler).chain(derived::token_members(record, rt)).collect();
    let structure = record.structure(&record.names.fields, &generics, &record.clause(&[]), &members);
    let line = doc(&format!(
        "The tokens of [`{}`]: one for each field, what a closure such as `|row| row.field` receives.",
        record.name
    ));
    let lints = record.demands.lints();
    // /// The tokens of [`Body`]: …
    // pub struct BodyFields<R = Body, P: ::soakit::__private::Path = ::soakit::__private::Here> {
    //     pub mass: rt::Field<R, rt::Then<P, rt::Left<rt::Here>>, f64>,
    //     name: rt::Field<R, rt::Then<P, rt::Right<rt::Here>>, String>,
    // }
    quote! {
        #line
        #lints
        #[allow(dead_code, private_interfaces, clippy::type_complexity)]
        #structure
    }
}

fn bulk(record: &Record, rt: &TokenStream) -> TokenStream {
    let (vis, bulk, this) = (&record.vis, &record.names.bulk, record.this());
    let (generics, clause) = (record.declare(&[], &[]), record.clause(&[]));
    let line = doc(&format!("The columns of a `Bulk<{}>`: two methods for each field.", record.name));
    let lints = record.demands.lints();
    // /// The columns of a `Bulk<Body>`: two methods for each field.
    // pub struct BodyBulk(::soakit::__private::Store<Body>);
    quote! {
        #line
        #lints
        #vis struct #bulk #generics (#rt::Store<#this>) #clause;
    }
}

pub(super) fn impls(record: &Record, rt: &TokenStream) -> TokenStream {
    let tokens = token_impls(record, rt);
    let bulk = bulk_impls(record, rt);
    quote!(#tokens #bulk)
}

fn token_impls(record: &Record, rt: &TokenStream) -> TokenStream {
    let (of, path, name) = (&record.free.of, &record.free.path, &record.names.fields);
    let generics = record.introduce(&[], &[quote!(#of), quote!(#path: #rt::Path)]);
    let this = record.apply(name, &[], &[quote!(#of), quote!(#path)]);
    let clause = record.clause(&[]);
    let marker = (&record.free.marker, quote!(#rt::PhantomData));
    let extra = (record.shape == Shape::Unit).then_some(marker);
    let value = record.construct(&quote!(#name), |_| quote!(#rt::Tokens::ALL), extra);
    let value = derived::with_token_values(record, rt, value);
    // impl<R, P: rt::Path> rt::Clone for BodyFields<R, P> { … }
    // impl<R, P: rt::Path> rt::Copy for BodyFields<R, P> {}
    // impl<R, P: rt::Path> rt::Tokens for BodyFields<R, P> {
    //     type Place = rt::Place<P>;
    //
    //     const ALL: Self = BodyFields { mass: rt::Tokens::ALL, name: rt::Tokens::ALL };
    // }
    quote! {
        #[automatically_derived]
        impl #generics #rt::Clone for #this #clause {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl #generics #rt::Copy for #this #clause {}
        impl #generics #rt::Tokens for #this #clause {
            type Place = #rt::Place<#path>;

            const ALL: Self = #value;
        }
    }
}

fn bulk_impls(record: &Record, rt: &TokenStream) -> TokenStream {
    let (bulk, this) = (&record.names.bulk, record.this());
    let generics = record.introduce(&[], &[]);
    let clause = record.clause(&[]);
    let ty = record.apply(bulk, &[], &[]);
    let accessors = record.fields.iter().filter(|field| field.accessible).map(|field| accessors(field, rt));
    let accessors = (!record.fields.is_empty()).then(|| {
        quote! {
            impl #generics #ty #clause {
                #(#accessors)*
            }
        }
    });
    // impl BodyBulk {
    //     pub fn mass(&self) -> &[f64] { … }
    //     pub fn mass_mut(&mut self) -> &mut [f64] { … }
    //     fn name(&self) -> rt::TextSlice<'_> { … }
    // }
    // impl rt::Access<Body> for BodyBulk {
    //     fn from_store(store: rt::Store<Body>) -> Self { Self(store) }
    //     …
    // }
    quote! {
        #accessors
        impl #generics #rt::Access<#this> for #ty #clause {
            #[inline(always)]
            fn from_store(store: #rt::Store<#this>) -> Self {
                Self(store)
            }
            #[inline(always)]
            fn into_store(self) -> #rt::Store<#this> {
                self.0
            }
            #[inline(always)]
            fn store(&self) -> &#rt::Store<#this> {
                &self.0
            }
            #[inline(always)]
            fn store_mut(&mut self) -> &mut #rt::Store<#this> {
                &mut self.0
            }
        }
    }
}

fn accessors(field: &Field, rt: &TokenStream) -> TokenStream {
    let elided = Lifetime::new("'_", Span::call_site());
    let (docs, vis, name, name_mut) = (field.printed_docs(), &field.vis, &field.accessor, &field.accessor_mut);
    let (slice, slice_mut, path) = (field.slice(rt, &elided), field.slice_mut(rt, &elided), field.path(rt));
    let (mut read, mut write) = (quote!(self.0.column::<#path>()), quote!(self.0.column_mut::<#path>()));
    if matches!(field.kind, Kind::Nested) {
        let lending = field.lending(rt, &elided);
        read = quote!(#lending::view(#read, #rt::Default::default()));
        write = quote!(#lending::view_mut(#write));
    }
    // pub fn mass(&self) -> &[f64] {
    //     self.0.column::<rt::Left<rt::Here>>()
    // }
    let reader = quote! {
        #docs
        #[inline]
        #[must_use]
        #vis fn #name(&self) -> #slice {
            #read
        }
    };
    // pub fn mass_mut(&mut self) -> &mut [f64] {
    //     self.0.column_mut::<rt::Left<rt::Here>>()
    // }
    let writer = (!field.is_read_only()).then(|| {
        quote! {
            #docs
            #[inline]
            #vis fn #name_mut(&mut self) -> #slice_mut {
                #write
            }
        }
    });
    quote!(#reader #writer)
}
