//! What is known of the columns at run time: the registry, access by name, validation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{GenericParam, Lifetime};

use super::{derived, suffixed};
use crate::attr;
use crate::model::{Derived, Field, Kind, Record, Source};

pub(super) fn registry(record: &Record, rt: &TokenStream) -> TokenStream {
    use syn::ext::IdentExt;
    let (name, documentation) = (record.name.unraw().to_string(), attr::doc_text(&record.docs));
    let columns = record.fields.iter().map(|field| column_info(field, rt));
    // const REGISTRY: &'static rt::Registry = &rt::Registry::new(
    //     "Body",
    //     "A body.",
    //     &[
    //         rt::ColumnInfo::new("mass", "mass", "f64", rt::ColumnKind::Plain).doc("Kilograms."),
    //         rt::ColumnInfo::new("name", "name", "String", rt::ColumnKind::Text),
    //     ],
    // );
    let derived = (!record.derived.is_empty()).then(|| {
        let columns = record.derived.iter().map(|derived| derived_info(record, derived, rt));
        quote!(.derived(&[#(#columns),*]))
    });
    quote! {
        const REGISTRY: &'static #rt::Registry = &#rt::Registry::new(#name, #documentation, &[#(#columns),*]) #derived;
    }
}

/// `rt::ColumnInfo::new(…).derived(rt::Derivation::new(&["vx", "pos.x"]).column_wise())`
fn derived_info(record: &Record, derived: &Derived, rt: &TokenStream) -> TokenStream {
    let info = column_info(&derived.column, rt);
    let dependencies = derived.inputs.iter().map(|input| {
        let root = match &input.source {
            Source::Field { index, .. } => &record.fields[*index].external,
            Source::Derived { index } => &record.derived[*index].column.external,
        };
        let text = input.path.text();
        match text.split_once('.') {
            Some((_, rest)) => format!("{root}.{rest}"),
            None => root.clone(),
        }
    });
    let column_wise = derived.is_whole.then(|| quote!(.column_wise()));
    let eager = derived.eager.then(|| quote!(.eager()));
    let serialized = derived.serialize.is_some().then(|| quote!(.serialized()));
    quote!(#info.derived(#rt::Derivation::new(&[#(#dependencies),*]) #column_wise #eager #serialized))
}

fn column_info(field: &Field, rt: &TokenStream) -> TokenStream {
    let (external, label, ty) = (&field.external, &field.label, &field.ty);
    let type_name = tidy(&quote!(#ty).to_string());
    let kind = match &field.kind {
        Kind::Plain => "Plain",
        Kind::Text => "Text",
        Kind::Dict => "Dict",
        Kind::Nullable(inner) => inner.kind_name(),
        Kind::Nested => "Nested",
        Kind::Custom(_) => "Custom",
    };
    let kind = format_ident!("{kind}");
    let mut info = quote!(#rt::ColumnInfo::new(#external, #label, #type_name, #rt::ColumnKind::#kind));
    let aliases = &field.attr.aliases;
    if !aliases.is_empty() {
        info = quote!(#info.aliases(&[#(#aliases),*]));
    }
    let documentation = field.doc_text();
    if !documentation.is_empty() {
        info = quote!(#info.doc(#documentation));
    }
    if matches!(field.kind, Kind::Nullable(_)) {
        info = quote!(#info.nullable());
    }
    if field.attr.validate.is_some() {
        let message = field.message();
        info = quote!(#info.validated(#message));
    }
    if matches!(field.kind, Kind::Nested) {
        let nested = field.record(rt);
        info = quote!(#info.nested(#nested::REGISTRY));
    }
    info
}

/// `Option < f64 >` as a person writes it.
fn tidy(tokens: &str) -> String {
    let mut text = tokens.to_owned();
    for (spaced, tight) in [
        (" < ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" :: ", "::"),
        ("& ", "&"),
        (" ;", ";"),
        ("< ", "<"),
        (":: ", "::"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        ("[ ", "["),
        (" ]", "]"),
        ("* ", "*"),
    ] {
        text = text.replace(spaced, tight);
    }
    text.replace("->", " -> ").replace("  ", " ")
}

/// `validate`, `value` and `set_value`.
pub(super) fn functions(record: &Record, rt: &TokenStream) -> TokenStream {
    let (validate, value, set_value) = (validate(record, rt), value(record, rt), set_value(record, rt));
    let validate_derived = validate_derived(record, rt);
    quote!(#validate #validate_derived #value #set_value)
}

fn validate(record: &Record, rt: &TokenStream) -> Option<TokenStream> {
    let a = &record.free.a;
    let checks: Vec<_> = record
        .fields
        .iter()
        .filter_map(|field| {
            let (member, external) = (&field.member, &field.external);
            if matches!(field.kind, Kind::Nested) {
                let nested = field.record(rt);
                return Some(quote! {
                    inspector.nested(#external, |inspector| #nested::validate(row.#member, inspector));
                });
            }
            field.attr.validate.as_ref()?;
            let (accepts, message) = (call_predicate(record, field), field.message());
            Some(quote! {
                if !#accepts(row.#member) {
                    inspector.refuse(#external, (&#rt::ProbeCell(row.#member)).to_value(), #message);
                }
            })
        })
        .collect();
    if checks.is_empty() {
        return None;
    }
    let probes = record.fields.iter().any(|field| field.attr.validate.is_some());
    let probes = probes.then(|| quote!(use #rt::{OpaqueCell as _, ScalarCell as _};));
    // fn validate<'a>(row: rt::ProxyOf<'a, Self>, inspector: &mut rt::Inspector<'_>) where Self: 'a {
    //     use rt::{OpaqueCell as _, ScalarCell as _};
    //     if !accepts_mass(row.mass) {
    //         inspector.refuse("mass", (&rt::ProbeCell(row.mass)).to_value(), "mass must be positive");
    //     }
    //     inspector.nested("pos", |inspector| <Point as rt::SoA>::validate(row.pos, inspector));
    // }
    Some(quote! {
        #[inline]
        fn validate<#a>(row: #rt::ProxyOf<#a, Self>, inspector: &mut #rt::Inspector<'_>) where Self: #a {
            #probes
            #(#checks)*
        }
    })
}

fn validate_derived(record: &Record, rt: &TokenStream) -> Option<TokenStream> {
    let elided = Lifetime::new("'_", Span::call_site());
    let checks = record.derived.iter().filter_map(|derived| {
        let (field, index) = (&derived.column, derived::column_number(derived.index));
        field.attr.validate.as_ref()?;
        let (accepts, message, cell) = (call_predicate(record, field), field.message(), field.cell(rt, &elided));
        let show = quote!(|cell: #cell| (&#rt::ProbeCell(cell)).to_value());
        Some(quote!(inspector.derived::<Self, #index>(store, #accepts, #show, #message);))
    });
    let checks: Vec<_> = checks.collect();
    // const VALIDATES_DERIVED: bool = true;
    //
    // fn validate_derived(store: &rt::Store<Self>, inspector: &mut rt::Inspector<'_>) {
    //     use rt::{OpaqueCell as _, ScalarCell as _};
    //     let show = |cell: &f64| (&rt::ProbeCell(cell)).to_value();
    //     inspector.derived::<Self, 0>(store, accepts_speed, show, "too fast");
    // }
    (!checks.is_empty()).then(|| {
        quote! {
            const VALIDATES_DERIVED: #rt::bool = true;

            #[inline]
            fn validate_derived(store: &#rt::Store<Self>, inspector: &mut #rt::Inspector<'_>) {
                use #rt::{OpaqueCell as _, ScalarCell as _};
                #(#checks)*
            }
        }
    })
}

fn value(record: &Record, rt: &TokenStream) -> TokenStream {
    let a = &record.free.a;
    let leaves: Vec<_> = leaves(record)
        .map(|field| {
            let (member, external) = (&field.member, &field.external);
            let value = value_of(field, &quote!(row.#member), rt);
            quote!(#external => #value,)
        })
        .collect();
    let derived = record.derived.iter().map(|derived| {
        let (external, index, member) =
            (&derived.column.external, derived::column_number(derived.index), derived::origin_member(record));
        let value = value_of(&derived.column, &quote!(cell), rt);
        quote! {
            #external => match row.#member.try_cell::<#index>() {
                #rt::Some(cell) => #value,
                #rt::None => #rt::Err(#rt::Miss::NoContainer),
            },
        }
    });
    let leaves: Vec<_> = leaves.into_iter().chain(derived).collect();
    let nested: Vec<_> = nested(record)
        .map(|field| {
            let (member, external, nested) = (&field.member, &field.external, field.record(rt));
            quote! {
                (#external, #rt::Some(rest)) => #nested::value(row.#member, rest),
                (#external, #rt::None) => #rt::Err(#rt::Miss::Opaque),
            }
        })
        .collect();
    let other = if nested.is_empty() {
        quote!(_ => #rt::Err(#rt::Miss::Unknown),)
    } else {
        quote! {
            _ => match #rt::split_path(path) {
                #(#nested)*
                _ => #rt::Err(#rt::Miss::Unknown),
            },
        }
    };
    let columns = record.fields.iter().chain(record.derived.iter().map(|derived| &derived.column));
    let probes = columns.filter(|field| !matches!(field.kind, Kind::Nested)).any(|field| !field.is_surely_scalar());
    let probes = probes.then(|| quote!(use #rt::{OpaqueCell as _, ScalarCell as _};));
    let unused = record.fields.is_empty().then(|| quote!(let _ = row;));
    // fn value<'a>(row: rt::ProxyOf<'a, Self>, path: &str) -> rt::Result<rt::Value, rt::Miss> where Self: 'a {
    //     use rt::{OpaqueCell as _, ScalarCell as _};
    //     match path {
    //         "mass" => rt::value_of(row.mass),
    //         "tags" => (&rt::ProbeCell(row.tags)).to_value(),
    //         _ => rt::Err(rt::Miss::Unknown),
    //     }
    // }
    quote! {
        #[inline]
        fn value<#a>(row: #rt::ProxyOf<#a, Self>, path: &#rt::str) -> #rt::Result<#rt::Value, #rt::Miss> where Self: #a {
            #probes
            #unused
            match path {
                #(#leaves)*
                #other
            }
        }
    }
}

fn set_value(record: &Record, rt: &TokenStream) -> TokenStream {
    let leaves: Vec<_> = leaves(record)
        .map(|field| {
            let (external, ty, path) = (&field.external, &field.ty, field.path(rt));
            if field.attr.validate.is_none() && field.is_surely_scalar() {
                return quote!(#external => slot.set::<#path>(value),);
            }
            let slot = quote!(slot.at::<#path>());
            let cell = quote!((&#rt::ProbeType::<#ty>::new()).from_value(value));
            if field.attr.validate.is_none() {
                return quote!(#external => #cell.map(|cell| #slot.write(cell)),);
            }
            let (accepts, message, column) = (call_predicate(record, field), field.message(), field.column(rt));
            quote! {
                #external => {
                    let cell = #cell?;
                    if !#accepts(<#column as #rt::Column>::lend(&cell)) {
                        return #rt::Err(#rt::Miss::Refused(#message));
                    }
                    #rt::Ok(#slot.write(cell))
                }
            }
        })
        .collect();
    let nested: Vec<_> = nested(record)
        .map(|field| {
            let (external, nested, path) = (&field.external, field.record(rt), field.path(rt));
            quote! {
                (#external, #rt::Some(rest)) => #nested::set_value(slot.at::<#path>(), rest, value),
                (#external, #rt::None) => #rt::Err(#rt::Miss::Opaque),
            }
        })
        .collect();
    let other = if nested.is_empty() {
        quote!(_ => #rt::Err(#rt::Miss::Unknown),)
    } else {
        quote! {
            _ => match #rt::split_path(path) {
                #(#nested)*
                _ => #rt::Err(#rt::Miss::Unknown),
            },
        }
    };
    let derived = record.derived.iter().map(|derived| &derived.column.external);
    let derived: Vec<_> = derived.map(|external| quote!(#external => #rt::Err(#rt::Miss::Derived),)).collect();
    if record.fields.is_empty() {
        return quote! {
            fn set_value(_: #rt::Slot<'_, Self::Columns>, _: &#rt::str, _: #rt::Value) -> #rt::Result<(), #rt::Miss> {
                #rt::Err(#rt::Miss::Unknown)
            }
        };
    }
    let probes = self::leaves(record).any(|field| field.attr.validate.is_some() || !field.is_surely_scalar());
    let probes = probes.then(|| quote!(use #rt::{OpaqueType as _, ScalarType as _};));
    // fn set_value(slot: rt::Slot<'_, Self::Columns>, path: &str, value: rt::Value) -> rt::Result<(), rt::Miss> {
    //     use rt::{OpaqueType as _, ScalarType as _};
    //     match path {
    //         "mass" => slot.set::<rt::Left<rt::Here>>(value),
    //         "tags" => (&rt::ProbeType::<Vec<u8>>::new()).from_value(value).map(|cell| slot.at::<…>().write(cell)),
    //         _ => rt::Err(rt::Miss::Unknown),
    //     }
    // }
    quote! {
        #[inline]
        fn set_value(slot: #rt::Slot<'_, Self::Columns>, path: &#rt::str, value: #rt::Value) -> #rt::Result<(), #rt::Miss> {
            #probes
            match path {
                #(#leaves)*
                #(#derived)*
                #other
            }
        }
    }
}

/// One function per validator, so that its tokens are compiled, and reported on, once.
pub(super) fn predicates(record: &Record, rt: &TokenStream) -> TokenStream {
    let elided = Lifetime::new("'_", Span::call_site());
    let derived = record.derived.iter().map(|derived| &derived.column);
    let functions = record.fields.iter().chain(derived).filter_map(|field| {
        let (_, predicate) = field.attr.validate.as_ref()?;
        let (name, cell) = (suffixed("accepts", field), field.cell(rt, &elided));
        let (generics, clause) = (record.introduce(&[], &[]), record.clause(&[]));
        let local = Ident::new("cell", Span::mixed_site());
        let accepts = Ident::new("accepts", Span::mixed_site());
        // fn accepts_mass(cell: &f64) -> bool {
        //     let accepts: fn(&f64) -> bool = |mass| *mass > 0.0;
        //     accepts(cell)
        // }
        Some(quote! {
            fn #name #generics (#local: #cell) -> #rt::bool #clause {
                let #accepts: fn(#cell) -> #rt::bool = #predicate;
                #accepts(#local)
            }
        })
    });
    quote!(#(#functions)*)
}

/// `accepts_mass`, or `accepts_mass::<T, N>`.
fn call_predicate(record: &Record, field: &Field) -> TokenStream {
    let name = suffixed("accepts", field);
    let arguments = record.generics.params.iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(param) => Some(&param.ident),
        GenericParam::Const(param) => Some(&param.ident),
    });
    let arguments: Vec<_> = arguments.collect();
    if arguments.is_empty() { quote!(#name) } else { quote!(#name::<#(#arguments),*>) }
}

/// The value of a cell: through a function where the type surely has one, which costs rustc a tenth of asking.
fn value_of(field: &Field, cell: &TokenStream, rt: &TokenStream) -> TokenStream {
    if field.is_surely_scalar() { quote!(#rt::value_of(#cell)) } else { quote!((&#rt::ProbeCell(#cell)).to_value()) }
}

impl Field {
    /// What to say when the validator refuses.
    fn message(&self) -> String {
        match &self.attr.message {
            Some((_, message)) => message.value(),
            None => format!("`{}` is not valid", self.external),
        }
    }
}

fn leaves(record: &Record) -> impl Iterator<Item = &Field> {
    record.fields.iter().filter(|field| !matches!(field.kind, Kind::Nested))
}

fn nested(record: &Record) -> impl Iterator<Item = &Field> {
    record.fields.iter().filter(|field| matches!(field.kind, Kind::Nested))
}
