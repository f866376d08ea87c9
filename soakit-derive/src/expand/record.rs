//! The record's own impls: how it falls apart, what it lends, what it is.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Lifetime;

use super::{borrowed, derived, names};
use crate::model::{Field, Kind, Record, Shape, is_surely_public};

pub(super) fn stored(record: &Record, rt: &TokenStream) -> TokenStream {
    let this = record.this();
    let generics = record.introduce(&[], &[]);
    let clause = record.clause(&[]);
    let columns = record.tree(&quote!(#rt::Unit), |field| field.column(rt));
    let derived = derived::caches(record, rt);
    let into = record.tree(&quote!(()), |field| {
        let member = &field.member;
        match field.kind {
            Kind::Nested => quote!(#rt::Stored::into_cells(self.#member)),
            _ => quote!(self.#member),
        }
    });
    let from = record.construct(
        &quote!(Self),
        |field| {
            let cell = field.part_of(&quote!(cells));
            match field.kind {
                Kind::Nested => quote!(#rt::Stored::from_cells(#cell)),
                _ => cell,
            }
        },
        None,
    );
    let from = match record.shape {
        _ if record.is_stub => quote!({
            let () = cells;
            loop {}
        }),
        Shape::Unit => quote!({ let () = cells; #from }),
        Shape::Named | Shape::Tuple => from,
    };
    let cells = record.tree(&quote!(()), |field| match (&field.kind, &field.ty) {
        (Kind::Nested, ty) => quote!(#rt::Cells<#ty>),
        (_, ty) => quote!(#ty),
    });
    let refs = spelled(record, rt, Field::cell, &Lifetime::new("'_", proc_macro2::Span::call_site()), "RefsOf");
    let lend = record.tree(&quote!(()), |field| {
        let member = &field.member;
        match field.kind {
            Kind::Plain => quote!(&self.#member),
            Kind::Nested => quote!(#rt::Stored::lend(&self.#member)),
            _ => {
                let column = field.column(rt);
                quote!(<#column as #rt::Column>::lend(&self.#member))
            }
        }
    });
    // impl rt::Stored for Body {
    //     type Columns = (rt::Vec<f64>, rt::Text);
    //     type Derived = rt::NoDerived;
    //
    //     fn into_cells(self) -> (f64, String) {
    //         (self.mass, self.name)
    //     }
    //     fn from_cells(cells: (f64, String)) -> Self {
    //         Self { mass: cells.0, name: cells.1 }
    //     }
    //     fn lend(&self) -> (&f64, &str) {
    //         (&self.mass, <rt::Text as rt::Column>::lend(&self.name))
    //     }
    // }
    if !hides(record) {
        return quote! {
            impl #generics #rt::Stored for #this #clause {
                type Columns = #columns;
                type Derived = #derived;

                #[inline(always)]
                fn into_cells(self) -> #cells {
                    #into
                }
                #[inline(always)]
                fn from_cells(cells: #cells) -> Self {
                    #from
                }
                #[inline(always)]
                fn lend(&self) -> #refs {
                    #lend
                }
            }
        };
    }
    let (hidden, tree) = (&record.free.hidden, &record.free.tree);
    let hiding = record.introduce(&[], &[quote!(#tree: #rt::Column)]);
    let hidden_clause = record.clause(&[quote!(Self: #hidden<Columns = #tree>)]);
    // A private field's type may be private itself, and rustc refuses private types in the associated types of a public
    // one (E0446). It does accept a type parameter that only a private trait knows.
    //
    // trait Hidden: rt::Sized {
    //     type Columns: rt::Column;
    //     fn into_tree(self) -> <Self::Columns as rt::Column>::Item;
    //     …
    // }
    // impl Hidden for Body {
    //     type Columns = (rt::Vec<f64>, rt::Vec<Secret>);
    //     …
    // }
    // impl<Tree: rt::Column> rt::Stored for Body
    // where
    //     Self: Hidden<Columns = Tree>,
    // {
    //     type Columns = Tree;
    //     …
    // }
    quote! {
        trait #hidden: #rt::Sized {
            type Columns: #rt::Column;
            fn into_tree(self) -> <Self::Columns as #rt::Column>::Item;
            fn from_tree(cells: <Self::Columns as #rt::Column>::Item) -> Self;
            fn lend_tree(&self) -> <Self::Columns as #rt::Column>::Ref<'_>;
        }
        impl #generics #hidden for #this #clause {
            type Columns = #columns;

            #[inline(always)]
            fn into_tree(self) -> <Self::Columns as #rt::Column>::Item {
                #into
            }
            #[inline(always)]
            fn from_tree(cells: <Self::Columns as #rt::Column>::Item) -> Self {
                #from
            }
            #[inline(always)]
            fn lend_tree(&self) -> <Self::Columns as #rt::Column>::Ref<'_> {
                #lend
            }
        }
        impl #hiding #rt::Stored for #this #hidden_clause {
            type Columns = #tree;
            type Derived = #derived;

            #[inline(always)]
            fn into_cells(self) -> #rt::Cells<Self> {
                #hidden::into_tree(self)
            }
            #[inline(always)]
            fn from_cells(cells: #rt::Cells<Self>) -> Self {
                #hidden::from_tree(cells)
            }
            #[inline(always)]
            fn lend(&self) -> #rt::RefsOf<'_, Self> {
                #hidden::lend_tree(self)
            }
        }
    }
}

/// How a field's part of some cells is spelled.
pub(super) type Spell = fn(&Field, &TokenStream, &Lifetime) -> TokenStream;

/// The cells of a record as a tree of the types they are: `((&'a [u64], &'a [f64]), TextSlice<'a>)`. It says what
/// `rt::SlicesOf<'a, Self>` says; but that rustc would have to work out again in each signature, which is a tenth of what
/// the derive costs. `name` is what it is called for a nested record.
pub(super) fn spelled(record: &Record, rt: &TokenStream, form: Spell, a: &Lifetime, name: &str) -> TokenStream {
    let name = quote::format_ident!("{name}");
    let this = record.this();
    record.tree(&quote!(#rt::#name<#a, #this>), |field| match field.kind {
        Kind::Nested => {
            let ty = &field.ty;
            quote!(#rt::#name<#a, #ty>)
        }
        _ => form(field, rt, a),
    })
}

/// Whether a type may occur among the columns that the record's readers must not see.
fn hides(record: &Record) -> bool {
    record.fields.iter().any(|field| !field.open && !is_surely_public(&field.ty, record))
}

pub(super) fn lend(record: &Record, rt: &TokenStream) -> TokenStream {
    let (a, this, names) = (&record.free.a, record.this(), &record.names);
    let generics = record.introduce(&[a], &[]);
    let clause = record.clause(&[]);
    let [view, view_mut, proxy, proxy_mut] =
        [&names.view, &names.view_mut, &names.proxy, &names.proxy_mut].map(|name| record.apply(name, &[a], &[]));
    let fill = |is_slice, is_shared| borrowed::filler(record, rt, is_slice, is_shared, &quote!(cells));
    let (slices, slices_mut) = (fill(true, true), fill(true, false));
    let (cells, cells_mut) = (fill(false, true), fill(false, false));
    let origin = derived::origin(record, rt);
    let origin_name = if record.derived.is_empty() { quote!(_) } else { quote!(origin) };
    let name_all =
        |form: &proc_macro2::Ident, function: &str, extra: &Option<(proc_macro2::Ident, TokenStream, TokenStream)>| {
            let function_is_mut = function.ends_with("_mut");
            let function = quote::format_ident!("{function}");
            record.construct(
                &quote!(#form),
                |field| {
                    let cell = field.part_of(&quote!(cells));
                    match field.kind {
                        Kind::Nested => {
                            let lending = field.lending(rt, a);
                            // Rows of a nested record stand in no container of their own.
                            let origin = (!function_is_mut).then(|| quote!(, #rt::Default::default()));
                            quote!(#lending::#function(#cell #origin))
                        }
                        _ => cell,
                    }
                },
                extra.as_ref().map(|(name, _, value)| (name, value.clone())),
            )
        };
    let tree_all = |from: TokenStream, function: &str, empty: TokenStream| {
        let is_shorter = function == "proxy_cells";
        let function = quote::format_ident!("{function}");
        record.tree(&empty, |field| {
            let member = &field.member;
            match field.kind {
                Kind::Nested => {
                    let lending = field.lending(rt, a);
                    quote!(#lending::#function(#from.#member))
                }
                // rustc cannot see that cells of a column of the user's choice may be lent for a shorter time.
                Kind::Custom(_) if is_shorter => {
                    let function = field.column_function(rt, "shorter");
                    quote!(#function(#from.#member))
                }
                _ => quote!(#from.#member),
            }
        })
    };
    let into_view = name_all(&names.view, "view", &slices);
    let into_view_mut = name_all(&names.view_mut, "view_mut", &slices_mut);
    let into_proxy = name_all(&names.proxy, "proxy", &cells);
    let into_proxy_mut = name_all(&names.proxy_mut, "proxy_mut", &cells_mut);
    let view_cells = tree_all(quote!(view), "view_cells", quote!(view.rows));
    let view_mut_cells = tree_all(quote!(view), "view_mut_cells", quote!(view.rows));
    let proxy_cells = tree_all(quote!(proxy), "proxy_cells", quote!(()));
    let by_reference = |function: &str, access: TokenStream| {
        let (lent, plain) = (quote::format_ident!("view_mut_{function}"), quote::format_ident!("{function}"));
        let plain = if function == "share" { quote!(as_shared) } else { quote!(#plain) };
        record.tree(&quote!(#rt::Reborrow::#plain(#access view.rows)), |field| {
            let member = &field.member;
            match field.kind {
                Kind::Plain => quote!(#access *view.#member),
                Kind::Text | Kind::Dict => quote!(view.#member),
                Kind::Nested => {
                    let lending = field.lending(rt, a);
                    quote!(#lending::#lent(#access view.#member))
                }
                Kind::Nullable(_) | Kind::Custom(_) => {
                    let function = field.column_function(rt, function);
                    quote!(#function(#access view.#member))
                }
            }
        })
    };
    let reborrow = by_reference("reborrow", quote!(&mut));
    let share = by_reference("share", quote!(&));
    let short = &record.free.short;
    let spelled = |form: Spell, a: &Lifetime, name: &str| spelled(record, rt, form, a, name);
    let (slices_a, slices_s) = (spelled(Field::slice, a, "SlicesOf"), spelled(Field::slice, short, "SlicesOf"));
    let slices_mut_a = spelled(Field::slice_mut, a, "MutSlicesOf");
    let slices_mut_s = spelled(Field::slice_mut, short, "MutSlicesOf");
    let (refs_a, refs_s) = (spelled(Field::cell, a, "RefsOf"), spelled(Field::cell, short, "RefsOf"));
    let muts_a = spelled(Field::cell_mut, a, "MutsOf");
    let unused = (record.shape == Shape::Unit).then(|| quote!(let () = cells;));
    let unused_proxy = (record.shape == Shape::Unit).then(|| quote!(let _ = proxy;));
    // impl<'a> rt::Lend<'a> for Body {
    //     type View = BodyView<'a>;
    //     …
    //     type Origin = rt::NoOrigin;
    //
    //     fn view(cells: rt::SlicesOf<'a, Self>, _: Self::Origin) -> #view where Self: 'a {
    //         BodyView { mass: cells.0, name: cells.1 }
    //     }
    //     fn view_cells(view: #view) -> rt::SlicesOf<'a, Self> where Self: 'a {
    //         (view.mass, view.name)
    //     }
    //     …
    // }
    quote! {
        impl #generics #rt::Lend<#a> for #this #clause {
            type View = #view;
            type ViewMut = #view_mut;
            type Proxy = #proxy;
            type ProxyMut = #proxy_mut;
            type Origin = #origin;

            #[inline(always)]
            fn view(cells: #slices_a, #origin_name: #origin) -> #view where Self: #a {
                #into_view
            }
            #[inline(always)]
            fn view_cells(view: #view) -> #slices_a where Self: #a {
                #view_cells
            }
            #[inline(always)]
            fn view_mut(cells: #slices_mut_a) -> #view_mut where Self: #a {
                #into_view_mut
            }
            #[inline(always)]
            fn view_mut_cells(view: #view_mut) -> #slices_mut_a where Self: #a {
                #view_mut_cells
            }
            #[inline(always)]
            fn view_mut_reborrow<#short>(view: &#short mut #view_mut) -> #slices_mut_s
            where
                Self: #a,
                #a: #short,
            {
                #reborrow
            }
            #[inline(always)]
            fn view_mut_share<#short>(view: &#short #view_mut) -> #slices_s
            where
                Self: #a,
                #a: #short,
            {
                #share
            }
            #[inline(always)]
            fn proxy(cells: #refs_a, #origin_name: #origin) -> #proxy where Self: #a {
                #unused
                #into_proxy
            }
            #[inline(always)]
            fn proxy_cells<#short>(proxy: #proxy) -> #refs_s where Self: #a, #a: #short {
                #unused_proxy
                #proxy_cells
            }
            #[inline(always)]
            fn proxy_mut(cells: #muts_a) -> #proxy_mut where Self: #a {
                #unused
                #into_proxy_mut
            }
        }
    }
}

pub(super) fn soa(record: &Record, rt: &TokenStream) -> TokenStream {
    let (this, names_of) = (record.this(), &record.names);
    let (of, path) = (&record.free.of, &record.free.path);
    let generics = record.introduce(&[], &[]);
    let clause = record.clause(&[]);
    let bulk = record.apply(&names_of.bulk, &[], &[]);
    let parts = record.apply(&names_of.columns, &[], &[]);
    let fields = record.apply(&names_of.fields, &[], &[quote!(#of), quote!(#path)]);
    let columns_name = &names_of.columns;
    let is_unit = record.shape == Shape::Unit;
    let rows = quote::format_ident!("rows");
    let into_parts = record.construct(
        &quote!(#columns_name),
        |field| {
            let column = field.part_of(&quote!(columns));
            match field.kind {
                Kind::Nested => quote!(#rt::nested_bulk(#column)),
                _ => column,
            }
        },
        is_unit.then(|| (&rows, quote!(columns))),
    );
    let from_parts = record.tree(&quote!(parts.rows), |field| {
        let member = &field.member;
        match field.kind {
            Kind::Nested => quote!(#rt::Bulk::into_tree(parts.#member)),
            _ => quote!(parts.#member),
        }
    });
    let registry = names::registry(record, rt);
    let by_name = names::functions(record, rt);
    let refresh = derived::refresh(record, rt);
    // impl rt::SoA for Body {
    //     type Access = BodyBulk;
    //     type Fields<R, P: rt::Path> = BodyFields<R, P>;
    //     type Parts = BodyColumns;
    //
    //     const REGISTRY: &'static rt::Registry = …;
    //
    //     fn into_parts(columns: Self::Columns) -> BodyColumns {
    //         BodyColumns { mass: columns.0, name: columns.1 }
    //     }
    //     fn from_parts(parts: BodyColumns) -> Self::Columns {
    //         (parts.mass, parts.name)
    //     }
    //     …
    // }
    quote! {
        impl #generics #rt::SoA for #this #clause {
            type Access = #bulk;
            type Fields<#of, #path: #rt::Path> = #fields;
            type Parts = #parts;

            #registry

            #[inline]
            fn into_parts(columns: Self::Columns) -> #parts {
                #into_parts
            }
            #[inline]
            fn from_parts(parts: #parts) -> Self::Columns {
                #from_parts
            }
            #by_name
            #refresh
        }
    }
}

/// The most columns that a tuple can have.
const TUPLE_COLUMNS: usize = 12;

/// The record among tuples: as an element of one, and made from one.
pub(super) fn tuples(record: &Record, rt: &TokenStream) -> TokenStream {
    let this = record.this();
    let (generics, clause) = (record.introduce(&[], &[]), record.clause(&[]));
    // impl rt::Element for Body {
    //     type Kind = rt::Nested;
    // }
    let element = quote! {
        impl #generics #rt::Element for #this #clause {
            type Kind = #rt::Nested;
        }
    };
    if record.fields.is_empty() || record.fields.len() > TUPLE_COLUMNS {
        return element;
    }
    let types = record.fields.iter().map(|field| &field.ty);
    let row = quote!((#(#types,)*));
    let members = record.fields.iter().map(|field| &field.member);
    let values = (0..record.fields.len()).map(syn::Index::from);
    let from = match record.shape {
        Shape::Tuple => quote!(Self(#(row.#values),*)),
        _ => quote!(Self { #(#members: row.#values),* }),
    };
    // impl rt::FromRow<(f64, String)> for Body {
    //     fn from_row(row: (f64, String)) -> Self {
    //         Self { mass: row.0, name: row.1 }
    //     }
    // }
    quote! {
        #element
        impl #generics #rt::FromRow<#row> for #this #clause {
            #[inline(always)]
            fn from_row(row: #row) -> Self {
                #from
            }
        }
    }
}

/// Explains what rustc says about a record that implements `Drop`.
pub(super) fn refuse_drop(record: &Record, rt: &TokenStream) -> Option<TokenStream> {
    if !record.generics.params.is_empty() {
        return None;
    }
    let name = &record.name;
    let message = format!(
        "`{name}` implements `Drop`, so its fields cannot be moved into columns (E0509); put the `Drop` on the type of a field instead"
    );
    // const _: () = {
    //     use rt::NoDrop as _;
    //     rt::assert!(!rt::DropProbe::<Body>::IS_DROP, "…");
    // };
    Some(quote! {
        const _: () = {
            use #rt::NoDrop as _;
            #rt::assert!(!#rt::DropProbe::<#name>::IS_DROP, #message);
        };
    })
}
