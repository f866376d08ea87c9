//! `BodyRow`: read access to a row, wherever it is: a record, a proxy, a mutable proxy.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Lifetime;

use super::{derived, doc};
use crate::model::Record;

fn elided() -> Lifetime {
    Lifetime::new("'_", Span::call_site())
}

pub(super) fn definition(record: &Record, rt: &TokenStream) -> TokenStream {
    let (vis, row, name) = (&record.vis, &record.names.row, &record.name);
    let generics = record.declare(&[], &[]);
    // What rustc infers for a struct it does not for a trait.
    let clause = record.clause(&record.references_outlive());
    let proxy = record.apply(&record.names.proxy, &[&elided()], &[]);
    let line = doc(&format!("A row of [`{name}`], wherever it is: the record itself, or borrowed from columns."));
    let accessors = record.fields.iter().filter(|field| field.open).map(|field| {
        let (docs, accessor, member, cell) =
            (field.printed_docs(), &field.accessor, &field.member, field.cell(rt, &elided()));
        if record.generics.params.is_empty() {
            return quote! {
                #docs
                fn #accessor(&self) -> #cell {
                    self.as_proxy().#member
                }
            };
        }
        // Unlike `as_proxy`, the accessor does not imply by its answer that the parameters outlive the borrow.
        let (short, cell) = (&record.free.short, field.cell(rt, &record.free.short));
        let outlives = record.outlives(short);
        quote! {
            #docs
            fn #accessor<#short>(&#short self) -> #cell where #(#outlives),* {
                self.as_proxy().#member
            }
        }
    });
    let lints = record.demands.lints();
    let as_proxy = doc("The row, borrowed.");
    // /// A row of [`Body`], wherever it is: the record itself, or borrowed from columns.
    // pub trait BodyRow {
    //     /// The row, borrowed.
    //     fn as_proxy(&self) -> BodyProxy<'_>;
    //     fn mass(&self) -> &f64 {
    //         self.as_proxy().mass
    //     }
    // }
    quote! {
        #line
        #lints
        #[allow(
            dead_code, private_interfaces, clippy::iter_not_returning_iterator, clippy::should_implement_trait,
            clippy::type_complexity, clippy::wrong_self_convention
        )]
        #vis trait #row #generics #clause {
            #as_proxy
            fn as_proxy(&self) -> #proxy;
            #(#accessors)*
        }
    }
}

pub(super) fn impls(record: &Record, rt: &TokenStream) -> TokenStream {
    let (this, by) = (record.this(), &record.free.row);
    let names = &record.names;
    let row = record.apply(&names.row, &[], &[]);
    let a = &record.free.a;
    let [proxy, proxy_mut] = [&names.proxy, &names.proxy_mut].map(|name| record.apply(name, &[&elided()], &[]));
    let long = record.apply(&names.proxy, &[a], &[]);
    let borrowing = record.introduce(&[a], &[]);
    let generics = record.introduce(&[], &[]);
    let clause = record.clause(&[]);
    let by_clause = record.clause(&record.references_outlive());
    let referring = record.introduce(&[], &[quote!(#by: #row + ?#rt::Sized)]);
    let origin = if record.derived.is_empty() {
        quote!(#rt::NoOrigin)
    } else {
        let member = derived::origin_member(record);
        quote!(self.#member)
    };
    // impl BodyRow for Body {
    //     fn as_proxy(&self) -> BodyProxy<'_> {
    //         rt::proxy_of(self)
    //     }
    // }
    // impl BodyRow for BodyProxy<'_> { … }
    // impl BodyRow for BodyProxyMut<'_> { … }
    // impl<Row: BodyRow + ?rt::Sized> BodyRow for &Row { … }
    quote! {
        impl #generics #row for #this #clause {
            #[inline]
            fn as_proxy(&self) -> #proxy {
                #rt::proxy_of(self)
            }
        }
        impl #borrowing #row for #long #clause {
            #[inline]
            fn as_proxy(&self) -> #proxy {
                #rt::shorter_proxy::<#this>(*self, #origin)
            }
        }
        impl #generics #row for #proxy_mut #clause {
            #[inline]
            fn as_proxy(&self) -> #proxy {
                #rt::shared_proxy::<#this>(self)
            }
        }
        impl #referring #row for &#by #by_clause {
            #[inline]
            fn as_proxy(&self) -> #proxy {
                (**self).as_proxy()
            }
        }
    }
}
