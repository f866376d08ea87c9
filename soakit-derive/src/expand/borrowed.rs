//! Views and proxies: the four borrowed forms of a record.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{GenericParam, Lifetime};

use super::{derived, doc};
use crate::attr::{ForType, Target};
use crate::model::{Field, Kind, Record, Shape, mentions};

/// One of the four.
struct Form<'r> {
    name: &'r proc_macro2::Ident,
    target: Target,
    /// The associated type of `Lend`.
    lent: &'static str,
    line: String,
    cell: fn(&Field, &TokenStream, &Lifetime) -> TokenStream,
    is_slice: bool,
}

fn forms(record: &Record) -> [Form<'_>; 4] {
    let (names, this) = (&record.names, &record.name);
    [
        Form {
            name: &names.view,
            target: Target::View,
            lent: "View",
            line: format!("Contiguous rows of [`{this}`], borrowed: one slice per field."),
            cell: Field::slice,
            is_slice: true,
        },
        Form {
            name: &names.view_mut,
            target: Target::ViewMut,
            lent: "ViewMut",
            line: format!("Contiguous rows of [`{this}`], mutably borrowed: one slice per field."),
            cell: Field::slice_mut,
            is_slice: true,
        },
        Form {
            name: &names.proxy,
            target: Target::Proxy,
            lent: "Proxy",
            line: format!("One row of [`{this}`], borrowed: one reference per field."),
            cell: Field::cell,
            is_slice: false,
        },
        Form {
            name: &names.proxy_mut,
            target: Target::ProxyMut,
            lent: "ProxyMut",
            line: format!("One row of [`{this}`], mutably borrowed: one reference per field."),
            cell: Field::cell_mut,
            is_slice: false,
        },
    ]
}

/// The member that stands for no field, if the form needs one: its name, type and value.
pub(super) fn filler(
    record: &Record,
    rt: &TokenStream,
    is_slice: bool,
    is_shared: bool,
    rows: &TokenStream,
) -> Option<(proc_macro2::Ident, TokenStream, TokenStream)> {
    let a = &record.free.a;
    if record.shape == Shape::Unit && is_slice {
        return Some((format_ident!("rows"), quote!(#rt::UnitSlice<#a>), rows.clone()));
    }
    if is_shared && !record.derived.is_empty() {
        return Some((record.free.origin.clone(), derived::origin(record, rt), quote!(origin)));
    }
    needs_marker(record).then(|| {
        let this = record.this();
        (record.free.marker.clone(), quote!(#rt::PhantomData<&#a #this>), quote!(#rt::PhantomData))
    })
}

/// Whether the fields leave the borrow, or a parameter of the record, without a use that rustc counts.
fn needs_marker(record: &Record) -> bool {
    let direct = || record.fields.iter().filter(|field| field.parameter.is_none());
    let used = |name: &str| direct().any(|field| mentions(&field.ty, name));
    direct().next().is_none()
        || record.generics.params.iter().any(|param| match param {
            GenericParam::Lifetime(param) => !used(&param.lifetime.ident.to_string()),
            GenericParam::Type(param) => !used(&param.ident.to_string()),
            GenericParam::Const(_) => false,
        })
}

pub(super) fn types(record: &Record, rt: &TokenStream) -> TokenStream {
    let a = &record.free.a;
    let types = forms(record).into_iter().map(|form| {
        let lent = format_ident!("{}", form.lent);
        let nested = record.fields.iter().filter_map(|field| {
            let (parameter, ty) = (field.parameter.as_ref()?, &field.ty);
            Some(quote!(#parameter = <#ty as #rt::Lend<#a>>::#lent))
        });
        let generics = record.declare(&[a], &nested.collect::<Vec<_>>());
        let clause = record.clause(&record.outlives(a));
        let members = record.fields.iter().map(|field| match &field.parameter {
            Some(parameter) => record.member(field, &quote!(#parameter)),
            None => record.member(field, &(form.cell)(field, rt, a)),
        });
        let is_shared = matches!(form.target, Target::View | Target::Proxy);
        let filler = filler(record, rt, form.is_slice, is_shared, &TokenStream::new());
        let filler = filler.map(|(name, ty, _)| record.extra_member(&name, &TokenStream::new(), &ty));
        let members: Vec<_> = members.chain(filler).collect();
        let structure = record.structure(form.name, &generics, &clause, &members);
        let (line, added, lints) = (doc(&form.line), added(record, form.target), record.demands.lints());
        // /// Contiguous rows of [`Body`], borrowed: one slice per field.
        // #[allow(dead_code)]
        // pub struct BodyView<'a> {
        //     pub mass: &'a [f64],
        //     name: ::soakit::__private::TextSlice<'a>,
        // }
        quote! {
            #line
            #added
            #lints
            #[allow(dead_code, private_interfaces, clippy::type_complexity)]
            #structure
        }
    });
    quote!(#(#types)*)
}

/// What `#[soa(derive(…), attr(…))]` adds to a generated type.
pub(super) fn added(record: &Record, target: Target) -> TokenStream {
    let of = |list: &[ForType]| -> Vec<syn::Meta> {
        list.iter().filter(|entry| entry.target == target).flat_map(|entry| entry.metas.iter().cloned()).collect()
    };
    let (derives, attrs) = (of(&record.attr.derives), of(&record.attr.attrs));
    let derives = (!derives.is_empty()).then(|| quote!(#[derive(#(#derives),*)]));
    quote!(#derives #(#[#attrs])*)
}

pub(super) fn impls(record: &Record, rt: &TokenStream) -> TokenStream {
    let shared = [
        (&record.names.view, quote!(fmt_rows), quote!(eq_rows)),
        (&record.names.proxy, quote!(fmt_row), quote!(eq_row)),
    ];
    let shared = shared.map(|(name, fmt, eq)| copy_and_compare(record, rt, name, &fmt, &eq));
    let markers = markers(record, rt);
    let reborrow = reborrow(record, rt);
    quote!(#(#shared)* #markers #reborrow)
}

fn copy_and_compare(
    record: &Record,
    rt: &TokenStream,
    name: &proc_macro2::Ident,
    fmt: &TokenStream,
    eq: &TokenStream,
) -> TokenStream {
    let (a, this) = (&record.free.a, record.this());
    let generics = record.introduce(&[a], &[]);
    let form = record.apply(name, &[a], &[]);
    let clause = record.clause(&[]);
    let debug = record.clause(&[quote!(&#a #this: #rt::DebugRecord<#a, #this>)]);
    let equal = record.clause(&[quote!(&#a #this: #rt::EqRecord<#a, #this>)]);
    // impl<'a> rt::Clone for BodyView<'a> { … }
    // impl<'a> rt::Copy for BodyView<'a> {}
    // impl<'a> rt::Debug for BodyView<'a>
    // where
    //     &'a Body: rt::DebugRecord<'a, Body>,
    // { … }
    // impl<'a> rt::PartialEq for BodyView<'a> where … { … }
    quote! {
        #[automatically_derived]
        impl #generics #rt::Clone for #form #clause {
            #[inline]
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl #generics #rt::Copy for #form #clause {}
        #[automatically_derived]
        impl #generics #rt::Debug for #form #debug {
            #[inline]
            fn fmt(&self, f: &mut #rt::Formatter<'_>) -> #rt::FmtResult {
                <&#a #this as #rt::DebugRecord<#a, #this>>::#fmt(*self, f)
            }
        }
        #[automatically_derived]
        impl #generics #rt::PartialEq for #form #equal {
            #[inline]
            fn eq(&self, other: &Self) -> #rt::bool {
                <&#a #this as #rt::EqRecord<#a, #this>>::#eq(*self, *other)
            }
        }
    }
}

/// The traits that give the forms their methods.
fn markers(record: &Record, rt: &TokenStream) -> TokenStream {
    let (a, this) = (&record.free.a, record.this());
    let generics = record.introduce(&[a], &[]);
    let clause = record.clause(&[]);
    let [view, view_mut, proxy, proxy_mut] = forms(record).map(|form| record.apply(form.name, &[a], &[]));
    let cells = record.tree(&quote!(()), |field| {
        let member = &field.member;
        match field.kind {
            Kind::Plain => quote!(&*self.#member),
            Kind::Text | Kind::Dict => quote!(self.#member),
            Kind::Nested => quote!(#rt::ProxyMut::cells(&self.#member)),
            Kind::Nullable(_) | Kind::Custom(_) => {
                let column = field.column(rt);
                quote!(<#column as #rt::Column>::peek(&self.#member))
            }
        }
    });
    let origin = (!record.derived.is_empty()).then(|| {
        let (origin, member) = (derived::origin(record, rt), derived::origin_member(record));
        quote! {
            #[inline(always)]
            fn origin(self) -> #origin {
                self.#member
            }
        }
    });
    let elided = Lifetime::new("'_", proc_macro2::Span::call_site());
    let refs = super::record::spelled(record, rt, Field::cell, &elided, "RefsOf");
    // impl<'a> rt::View<'a> for BodyView<'a> {
    //     type Record = Body;
    // }
    // …
    // impl<'a> rt::ProxyMut<'a> for BodyProxyMut<'a> {
    //     type Record = Body;
    //
    //     fn cells(&self) -> rt::RefsOf<'_, Body> {
    //         (&*self.mass, self.name)
    //     }
    // }
    // impl<'a> rt::ViewPart<'a> for BodyView<'a> {
    //     type Element = Body;
    // }
    // …
    let parts = [("View", &view), ("ViewMut", &view_mut), ("Proxy", &proxy), ("ProxyMut", &proxy_mut)];
    let parts = parts.map(|(form, ty)| {
        let part = quote::format_ident!("{form}Part");
        quote! {
            impl #generics #rt::#part<#a> for #ty #clause {
                type Element = #this;
            }
        }
    });
    quote! {
        #(#parts)*
        impl #generics #rt::View<#a> for #view #clause {
            type Record = #this;

            #origin
        }
        impl #generics #rt::ViewMut<#a> for #view_mut #clause {
            type Record = #this;
        }
        impl #generics #rt::Proxy<#a> for #proxy #clause {
            type Record = #this;
        }
        impl #generics #rt::ProxyMut<#a> for #proxy_mut #clause {
            type Record = #this;

            #[inline(always)]
            fn cells(&self) -> #refs {
                #cells
            }
        }
    }
}

fn reborrow(record: &Record, rt: &TokenStream) -> TokenStream {
    let (a, short, this) = (&record.free.a, &record.free.short, record.this());
    let elided = Lifetime::new("'_", proc_macro2::Span::call_site());
    let generics = record.introduce(&[a], &[]);
    let clause = record.clause(&[]);
    let (view, view_mut) = (&record.names.view, &record.names.view_mut);
    let from = record.apply(view_mut, &[a], &[]);
    let [long_mut, long] = [view_mut, view].map(|name| record.apply(name, &[short], &[]));
    let [brief_mut, brief] = [view_mut, view].map(|name| record.apply(name, &[&elided], &[]));
    // impl<'a> rt::Reborrow for BodyViewMut<'a> {
    //     type Short<'s> = BodyViewMut<'s> where Self: 's;
    //     type Shared<'s> = BodyView<'s> where Self: 's;
    //
    //     fn reborrow(&mut self) -> BodyViewMut<'_> {
    //         rt::reborrow::<Body>(self)
    //     }
    //     …
    // }
    quote! {
        impl #generics #rt::Reborrow for #from #clause {
            type Short<#short> = #long_mut where Self: #short;
            type Shared<#short> = #long where Self: #short;

            #[inline]
            fn reborrow(&mut self) -> #brief_mut {
                #rt::reborrow::<#this>(self)
            }
            #[inline]
            fn as_shared(&self) -> #brief {
                #rt::share::<#this>(self)
            }
        }
    }
}
