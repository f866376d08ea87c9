//! `#[derive(SoA)]` and `#[derive(Cell)]`. Users reach them as `soakit::SoA` and `soakit::Cell`, where their documentation is.
//!
//! Four stages, a file each: `attr` reads what stands in `#[soa(…)]`, `model` turns struct and attributes into a
//! `Record` that is ready to be printed, `validate` refuses records that make no sense, and `expand`
//! prints. No stage stops at the first mistake: errors are collected, and the record without them is expanded all the
//! same, so that one mistake gives one error and not a hundred about missing types.
//!
//! The much smaller `#[derive(Cell)]` goes the same way in `cell` and `cell/expand`.
//!
//! Deliberately absent: algorithms. What is printed are data types and one-line functions over `soakit-runtime`.

mod attr;
mod cell;
mod expand;
mod model;
#[cfg(test)]
mod tests;
mod validate;

use proc_macro2::TokenStream;
use syn::{Data, DeriveInput};

/// Keeps a struct in columns.
#[proc_macro_derive(SoA, attributes(soa))]
pub fn soa(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive(input.into()).into()
}

/// Makes a type a cell of results and expressions.
#[proc_macro_derive(Cell, attributes(cell))]
pub fn cell(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    cell::derive(input.into()).into()
}

/// The expansion, followed by the errors.
fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = attr::Errors::default();
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => {
            validate::refuse_kind(&input, &mut errors);
            None
        }
    };
    let mut record = model::Record::new(&input, fields, &mut errors);
    validate::validate(&mut record, &mut errors);
    let expansion = expand::expand(&record);
    let errors = errors.into_compile_errors();
    quote::quote! { #expansion #errors }
}
