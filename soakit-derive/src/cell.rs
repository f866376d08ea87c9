//! `#[derive(Cell)]`: an enum without data, or a `Copy` struct, as a cell.
//!
//! Here the type is read and judged; `expand` prints. What cannot be a cell is refused, and printed as far as it goes, so
//! that one mistake gives one error. Whether the type is `Copy` only rustc knows; the expansion asks it, once.

mod expand;

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{Attribute, Data, DataEnum, DeriveInput, Fields, LitStr, Path, Token, Type};

use crate::attr::{Errors, closest, listed};

/// The user's type.
struct Cell {
    name: Ident,
    shape: Shape,
    /// The path of the runtime: `::soakit::__private`.
    rt: TokenStream,
}

enum Shape {
    /// Variants without data, and what they are called outside.
    Enum(Vec<(Ident, String)>),
    /// A struct of one field: the field's name or number, and its type.
    Newtype(TokenStream, Box<Type>),
    /// Anything else that is copied whole.
    Whole,
}

/// The expansion, followed by the errors.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut errors = Errors::default();
    let options = Options::read(&input.attrs, Owner::Type, &mut errors);
    let shape = shape(&input, &mut errors);
    let krate = options.krate.map_or_else(|| quote!(::soakit), ToTokens::into_token_stream);
    let cell = Cell { name: input.ident.clone(), shape, rt: quote!(#krate::__private) };
    let expansion = if input.generics.params.is_empty() {
        expand::expand(&cell)
    } else {
        errors.at(
            &input.generics.params,
            "a cell has one column for all its values, so its type takes no parameters; derive `Cell` for a type without",
        );
        TokenStream::new()
    };
    let errors = errors.into_compile_errors();
    quote!(#expansion #errors)
}

fn shape(input: &DeriveInput, errors: &mut Errors) -> Shape {
    match &input.data {
        Data::Enum(data) => variants(input, data, errors),
        Data::Union(data) => {
            errors.at(
                data.union_token,
                "a union does not know which of its fields it holds, so it is no cell; keep a struct or an enum",
            );
            Shape::Whole
        }
        Data::Struct(data) => {
            for field in &data.fields {
                Options::read(&field.attrs, Owner::Field, errors);
            }
            match (data.fields.len(), data.fields.iter().next()) {
                (1, Some(field)) => {
                    let member = field.ident.as_ref().map_or_else(|| quote!(0), ToTokens::to_token_stream);
                    Shape::Newtype(member, Box::new(field.ty.clone()))
                }
                _ => Shape::Whole,
            }
        }
    }
}

fn variants(input: &DeriveInput, data: &DataEnum, errors: &mut Errors) -> Shape {
    if data.variants.is_empty() {
        errors.at(&input.ident, format!("`{}` has no variant, so there is no cell of it; add one", input.ident));
    }
    let mut names: HashMap<String, Ident> = HashMap::new();
    let mut variants = Vec::new();
    for variant in &data.variants {
        let ident = &variant.ident;
        let options = Options::read(&variant.attrs, Owner::Variant, errors);
        if !matches!(variant.fields, Fields::Unit) {
            errors.at(
                &variant.fields,
                format!("`{ident}` holds data, and a cell is one plain value; keep the data in a field of the record"),
            );
            return Shape::Whole;
        }
        let name = options.rename.as_ref().map_or_else(|| ident.unraw().to_string(), LitStr::value);
        let place = options.rename.as_ref().map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
        if name.is_empty() {
            errors.at(&place, format!("the name of `{ident}` is empty; write one, or remove `rename`"));
        }
        if let Some(other) = names.insert(name.clone(), ident.clone()) {
            errors.at(&place, format!("`{other}` and `{ident}` are both called \"{name}\"; rename one"));
        }
        variants.push((ident.clone(), name));
    }
    Shape::Enum(variants)
}

/// What stands below a `#[cell(…)]`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Type,
    Variant,
    Field,
}

/// `#[cell(…)]`
#[derive(Default)]
struct Options {
    /// `crate = path`: where to find `soakit`.
    krate: Option<Path>,
    /// `rename = "…"`: what a variant is called outside.
    rename: Option<LitStr>,
}

impl Options {
    fn read(attributes: &[Attribute], owner: Owner, errors: &mut Errors) -> Self {
        let mut options = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cell")) {
            let outcome = attribute.parse_nested_meta(|meta| {
                let key = meta.path.to_token_stream().to_string();
                let (is_set, what) = match (owner, &*key) {
                    (Owner::Type, "crate") => {
                        let path = meta.value().and_then(|input| input.call(Path::parse_mod_style));
                        let path =
                            path.map_err(|_| meta.error("`crate` needs a path; write `crate = path::to::soakit`"))?;
                        (options.krate.replace(path).is_some(), "the type")
                    }
                    (Owner::Variant, "rename") => {
                        let name = meta.value().and_then(|input| input.parse());
                        let name = name.map_err(|_| meta.error("`rename` needs a text; write `rename = \"name\"`"))?;
                        (options.rename.replace(name).is_some(), "the variant")
                    }
                    _ => {
                        let known: &[&str] = match owner {
                            Owner::Type => &["crate"],
                            Owner::Variant => &["rename"],
                            Owner::Field => &[],
                        };
                        let next = match closest(&key, known) {
                            _ if known.is_empty() => "remove it".to_owned(),
                            Some(similar) => format!("did you mean `{similar}`?"),
                            None => format!("use {}", listed(known)),
                        };
                        let error = meta.error(format!("`cell` has no option `{key}` here; {next}"));
                        if meta.input.peek(Token![=]) {
                            meta.value()?.parse::<proc_macro2::TokenTree>()?;
                        }
                        return Err(error);
                    }
                };
                if is_set { Err(meta.error(format!("`{key}` is set twice on {what}; keep one"))) } else { Ok(()) }
            });
            if let Err(error) = outcome {
                errors.add(error);
            }
        }
        options
    }
}
