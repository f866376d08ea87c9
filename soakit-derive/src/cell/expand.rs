//! Prints the expansion of `#[derive(Cell)]`; above each `quote!` stands what it prints for
//! `enum Airport { Ewr, Jfk }` and `struct Celsius(f64)`.
//!
//! Files and Arrow are features of the facade, which the derive cannot see: two macros of the facade stand for what they add,
//! and are empty without them.
//!
//! The clauses `for<'x> …` say what rustc is to take on trust within the impl, though it can see that it is false: where
//! the user forgot `Copy`, the one error is the one of `cell_like`; where a field has no order, the impl is not there.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::{Cell, Shape};

pub(super) fn expand(cell: &Cell) -> TokenStream {
    let (name, path) = (&cell.name, &cell.rt);
    // No name of the user's occurs in the block but that of the type, and those of its fields' types.
    let rt = Ident::new("__soakit", Span::call_site());
    let label = name.unraw().to_string();
    let values = match &cell.shape {
        Shape::Enum(variants) => enumeration(name, variants, &rt),
        Shape::Newtype(member, ty) => newtype(name, member, ty, &rt),
        Shape::Whole => TokenStream::new(),
    };
    // Of an enum, every value is known.
    let all = match &cell.shape {
        Shape::Enum(_) => quote!(const VALUES: &'static [Self] = <Self as #rt::Variants>::VARIANTS;),
        Shape::Newtype(..) | Shape::Whole => TokenStream::new(),
    };
    // const _: () = {
    //     use ::soakit::__private as rt;
    //     rt::cell_like::<Airport>();
    //     impl rt::Cell for Airport where for<'x> Self: rt::Copy + rt::Send + rt::Sync {
    //         type Column = rt::Vec<Self>;
    //         …
    //     }
    //     impl rt::Plain for Airport where … {
    //         const VALUES: &'static [Self] = <Self as rt::Variants>::VARIANTS;
    //     }
    //     …
    // };
    quote! {
        #[doc(hidden)]
        #[allow(deprecated, unused_qualifications, clippy::inline_always)]
        const _: () = {
            use #path as #rt;
            #rt::cell_like::<#name>();
            impl #rt::Cell for #name where for<'x> Self: #rt::Copy + #rt::Send + #rt::Sync {
                type Column = #rt::Vec<Self>;
                type Read<'a> = Self;
                type Optional = #rt::Option<Self>;

                const KIND: #rt::ColumnKind = #rt::ColumnKind::Plain;
                const NAME: &'static #rt::str = #label;

                #[inline(always)]
                fn optional<'a>(read: #rt::Option<Self>) -> #rt::Option<Self>
                where
                    Self: 'a,
                {
                    read
                }
                fn value_of(cell: &Self) -> #rt::Result<#rt::Value, #rt::Miss> {
                    use #rt::{OpaqueCell as _, ScalarCell as _};
                    (&#rt::ProbeCell(cell)).to_value()
                }
                fn of_value(value: #rt::Value) -> #rt::Result<Self, #rt::Miss> {
                    use #rt::{OpaqueType as _, ScalarType as _};
                    (&#rt::ProbeType::<Self>::new()).from_value(value)
                }
            }
            impl #rt::Plain for #name where for<'x> Self: #rt::Copy + #rt::Send + #rt::Sync { #all }
            #values
        };
    }
}

fn enumeration(name: &Ident, variants: &[(Ident, String)], rt: &Ident) -> TokenStream {
    let (idents, names): (Vec<_>, Vec<_>) = variants.iter().map(|(ident, name)| (ident, name)).unzip();
    let codes = (0..variants.len()).map(Literal::usize_unsuffixed);
    let bits = Literal::u32_unsuffixed(usize::BITS - variants.len().saturating_sub(1).leading_zeros());
    let copied = quote!(where for<'x> Self: #rt::Copy + #rt::Send + #rt::Sync);
    // impl rt::Coded for Airport where … {
    //     const BITS: u32 = 1;
    //     fn code(self) -> u64 {
    //         match self {
    //             Self::Ewr => 0,
    //             Self::Jfk => 1,
    //         }
    //     }
    // }
    // impl rt::Variants for Airport where … {
    //     const VARIANTS: &'static [Self] = &[Self::Ewr, Self::Jfk];
    //     const NAMES: &'static [&'static str] = &["Ewr", "Jfk"];
    // }
    // impl rt::Scalar for Airport where … { … }
    // rt::formats_of_variants! { Airport }
    quote! {
        impl #rt::Coded for #name #copied {
            const BITS: #rt::u32 = #bits;

            #[inline(always)]
            fn code(self) -> #rt::u64 {
                match self {
                    #(Self::#idents => #codes,)*
                }
            }
        }
        impl #rt::Variants for #name #copied {
            const VARIANTS: &'static [Self] = &[#(Self::#idents),*];
            const NAMES: &'static [&'static #rt::str] = &[#(#names),*];
        }
        impl #rt::Scalar for #name #copied {
            fn to_value(&self) -> #rt::Value {
                #rt::variant_value(*self)
            }
            fn from_value(value: #rt::Value) -> #rt::Option<Self> {
                #rt::value_variant(&value)
            }
        }
        #rt::formats_of_variants! { #name }
    }
}

fn newtype(name: &Ident, member: &TokenStream, ty: &syn::Type, rt: &Ident) -> TokenStream {
    let copied = quote!(for<'x> Self: #rt::Copy + #rt::Send + #rt::Sync);
    // impl rt::Coded for Celsius where …, for<'x> f64: rt::Coded {
    //     const BITS: u32 = <f64 as rt::Coded>::BITS;
    //     fn code(self) -> u64 {
    //         <f64 as rt::Coded>::code(self.0)
    //     }
    // }
    // impl rt::Scalar for Celsius where for<'x> f64: rt::Scalar { … }
    // rt::formats_of_newtype! { Celsius { 0: f64 } }
    quote! {
        impl #rt::Coded for #name where #copied, for<'x> #ty: #rt::Coded {
            const BITS: #rt::u32 = <#ty as #rt::Coded>::BITS;

            #[inline(always)]
            fn code(self) -> #rt::u64 {
                <#ty as #rt::Coded>::code(self.#member)
            }
        }
        impl #rt::Scalar for #name where for<'x> #ty: #rt::Scalar {
            fn to_value(&self) -> #rt::Value {
                <#ty as #rt::Scalar>::to_value(&self.#member)
            }
            fn from_value(value: #rt::Value) -> #rt::Option<Self> {
                #rt::Option::map(<#ty as #rt::Scalar>::from_value(value), |value| Self { #member: value })
            }
        }
        #rt::formats_of_newtype! { #name { #member: #ty } }
    }
}
