//! Stage 1: what the user wrote in `#[soa(…)]`, with its place in the source.
//!
//! Judged here are spelling and repetition, nothing else: whether options go together is for `validate`. A piece that
//! cannot be read costs one error and is skipped up to the next comma.

mod dependency;
mod derived;
mod errors;
mod similar;

pub(crate) use dependency::{DependencyPath, Input, rest_key};
pub(crate) use derived::{Declaration, Declared, Expression};
pub(crate) use errors::Errors;
pub(crate) use similar::{closest, listed};

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, Meta, Path, Result, Token, Type};

/// `#[soa(…)]` on the struct.
#[derive(Default)]
pub(crate) struct RecordAttr {
    /// `crate = path`: where to find `soakit`.
    pub(crate) krate: Option<Path>,
    /// `derive(View: Hash; Columns: Clone)`.
    pub(crate) derives: Vec<ForType>,
    /// `attr(View: must_use)`.
    pub(crate) attrs: Vec<ForType>,
    /// `derived(name: Type = …)`: columns that are computed.
    pub(crate) derived: Vec<Declaration>,
}

/// `View: Hash, Eq`: what is added to one generated type.
pub(crate) struct ForType {
    /// Which of the generated types.
    pub(crate) target: Target,
    /// What is added.
    pub(crate) metas: Vec<Meta>,
}

/// A generated type that takes further derives and attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    View,
    ViewMut,
    Proxy,
    ProxyMut,
    Columns,
}

const TARGETS: [(&str, Target); 5] = [
    ("View", Target::View),
    ("ViewMut", Target::ViewMut),
    ("Proxy", Target::Proxy),
    ("ProxyMut", Target::ProxyMut),
    ("Columns", Target::Columns),
];

/// `#[soa(…)]` on a field or on a derived column.
#[derive(Default)]
pub(crate) struct FieldAttr {
    /// `nested`: the field is a record.
    pub(crate) nested: Option<Ident>,
    /// `dict`: text as codes and distinct words.
    pub(crate) dict: Option<Ident>,
    /// `column = Path`: a column of the user's choice.
    pub(crate) column: Option<(Ident, Type)>,
    /// `rename = "…"`: the external name.
    pub(crate) rename: Option<LitStr>,
    /// `alias = "…"`, any number of times: further names in files.
    pub(crate) aliases: Vec<LitStr>,
    /// `validate = …`: a predicate over cells.
    pub(crate) validate: Option<(Ident, TokenStream)>,
    /// `message = "…"`: what to say when the predicate refuses.
    pub(crate) message: Option<(Ident, LitStr)>,
    /// `serialize`: a derived column that files hold too.
    pub(crate) serialize: Option<Ident>,
    /// `before = path`, of a derived column.
    pub(crate) before: Option<TokenStream>,
    /// `after = path`, of a derived column.
    pub(crate) after: Option<TokenStream>,
}

/// What stands below a `#[soa(…)]`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Field,
    Derived,
}

const RECORD_KEYS: [&str; 4] = ["crate", "derive", "attr", "derived"];
const FIELD_KEYS: [&str; 7] = ["nested", "dict", "column", "rename", "alias", "validate", "message"];
const DERIVED_KEYS: [&str; 8] = ["dict", "column", "rename", "validate", "message", "serialize", "before", "after"];

impl RecordAttr {
    pub(crate) fn read(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        let mut seen = Vec::new();
        each_option(attributes, "derive(View: Hash)", errors, |key, input, errors| {
            let name = key.unraw().to_string();
            match name.as_str() {
                "crate" => {
                    let path = value(&key, input, "path::to::soakit", Path::parse_mod_style)?;
                    once(&key, "the struct", &mut seen, errors);
                    attr.krate = Some(path);
                }
                "derive" => for_types(&key, input, &mut attr.derives, errors)?,
                "attr" => for_types(&key, input, &mut attr.attrs, errors)?,
                "derived" => derived::declarations(&key, input, &mut attr.derived, errors)?,
                _ if FIELD_KEYS.contains(&&*name) => {
                    errors.at(
                        &key,
                        format!("`{name}` is an option of a field; write it above the field it is meant for"),
                    );
                    skip(input);
                }
                _ if is_of_derived(&name) => {
                    errors.at(
                        &key,
                        format!("`{name}` is an option of a derived column; write it on the one it is meant for, in `derived(…)`"),
                    );
                    skip(input);
                }
                _ => unknown(&key, &RECORD_KEYS, input, errors),
            }
            Ok(())
        });
        attr
    }
}

impl FieldAttr {
    /// `label` is the name of the field or derived column.
    pub(crate) fn read(attributes: &[Attribute], owner: Owner, label: &str, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        let mut seen = Vec::new();
        let (known, example): (&[&str], _) = match owner {
            Owner::Field => (&FIELD_KEYS, "nested"),
            Owner::Derived => (&DERIVED_KEYS, "serialize"),
        };
        each_option(attributes, example, errors, |key, input, errors| {
            let name = key.unraw().to_string();
            if known.contains(&&*name) && name != "alias" {
                once(&key, &format!("`{label}`"), &mut seen, errors);
            }
            match name.as_str() {
                "nested" if owner == Owner::Derived => {
                    errors.at(&key, "a derived column holds no record; remove `nested`");
                    skip(input);
                }
                "eager" if owner == Owner::Derived => {
                    errors.at(&key, format!("`eager` stands before the column's name; write `eager {label}: …`"));
                    skip(input);
                }
                _ if owner == Owner::Field && is_of_derived(&name) => {
                    errors.at(&key, format!("`{name}` is an option of a derived column; remove it here"));
                    skip(input);
                }
                "nested" => attr.nested = Some(key),
                "dict" => attr.dict = Some(key),
                "column" => {
                    attr.column = Some((key.clone(), value(&key, input, "path::to::Column", |input| input.parse())?))
                }
                "rename" => attr.rename = Some(value(&key, input, "\"name\"", |input| input.parse())?),
                "alias" => attr.aliases.push(value(&key, input, "\"name\"", |input| input.parse())?),
                "validate" => {
                    let predicate = value(&key, input, "|cell| condition", |input| Ok(expression(input)))?;
                    if predicate.is_empty() {
                        return Err(syn::Error::new_spanned(
                            key,
                            "`validate` needs a predicate; write `validate = |cell| …`",
                        ));
                    }
                    attr.validate = Some((key, predicate));
                }
                "message" => {
                    attr.message = Some((key.clone(), value(&key, input, "\"what is wrong\"", |input| input.parse())?))
                }
                "serialize" => attr.serialize = Some(key),
                "before" => attr.before = Some(value(&key, input, "path::to::function", path)?),
                "after" => attr.after = Some(value(&key, input, "path::to::function", path)?),
                _ if RECORD_KEYS.contains(&&*name) => {
                    errors.at(&key, format!("`{name}` is an option of the struct; write it above the struct"));
                    skip(input);
                }
                _ => unknown(&key, known, input, errors),
            }
            Ok(())
        });
        attr
    }
}

/// Calls `read` for every `key …` in every `#[soa(…)]`; `read` stops before the comma.
fn each_option(
    attributes: &[Attribute],
    example: &str,
    errors: &mut Errors,
    mut read: impl FnMut(Ident, ParseStream<'_>, &mut Errors) -> Result<()>,
) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("soa")) {
        let Meta::List(list) = &attribute.meta else {
            errors.at(&attribute.meta, format!("`soa` takes options in parentheses; write `#[soa({example})]`"));
            continue;
        };
        let options = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let outcome = match input.call(Ident::parse_any) {
                    Ok(key) => read(key, input, errors),
                    Err(error) => Err(syn::Error::new(
                        error.span(),
                        format!("expected the name of an option, such as `{example}`"),
                    )),
                };
                if let Err(error) = outcome {
                    errors.add(error);
                    skip(input);
                }
                if !input.is_empty() && input.parse::<Token![,]>().is_err() {
                    errors.at_span(input.span(), "expected a comma before the next option; write one");
                    skip(input);
                    let _ = input.parse::<Token![,]>();
                }
            }
            Ok(())
        };
        if let Err(error) = options.parse2(list.tokens.clone()) {
            errors.add(error);
        }
    }
}

/// `= value`.
fn value<V>(
    key: &Ident,
    input: ParseStream<'_>,
    example: &str,
    parse: impl Fn(ParseStream<'_>) -> Result<V>,
) -> Result<V> {
    let name = key.unraw();
    if !input.peek(Token![=]) {
        return Err(syn::Error::new_spanned(key, format!("`{name}` needs a value; write `{name} = {example}`")));
    }
    input.parse::<Token![=]>()?;
    let at = if input.is_empty() { key.span() } else { input.span() };
    parse(input).map_err(|_| syn::Error::new(at, format!("this is no value for `{name}`; write `{name} = {example}`")))
}

/// Refuses the second of two equal keys.
fn once(key: &Ident, owner: &str, seen: &mut Vec<String>, errors: &mut Errors) {
    let name = key.unraw().to_string();
    if seen.contains(&name) {
        errors.at(key, format!("`{name}` is set twice on {owner}; keep one"));
    }
    seen.push(name);
}

fn unknown(key: &Ident, known: &[&str], input: ParseStream<'_>, errors: &mut Errors) {
    let next = match closest(&key.unraw().to_string(), known) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("use one of {}", listed(known)),
    };
    errors.at(key, format!("`soa` has no option `{key}` here; {next}"));
    skip(input);
}

/// `(View: Hash, Eq; Columns: Clone)`.
fn for_types(key: &Ident, input: ParseStream<'_>, into: &mut Vec<ForType>, errors: &mut Errors) -> Result<()> {
    let name = key.unraw();
    if !input.peek(syn::token::Paren) {
        let example = if name == "derive" { "Hash" } else { "must_use" };
        return Err(syn::Error::new_spanned(key, format!("`{name}` needs a list; write `{name}(View: {example})`")));
    }
    let list;
    syn::parenthesized!(list in input);
    while !list.is_empty() {
        let target: Ident = list.call(Ident::parse_any)?;
        let known = TARGETS.map(|(name, _)| name);
        let found = TARGETS.into_iter().find(|(name, _)| target == name);
        if found.is_none() {
            let next = match closest(&target.to_string(), &known) {
                Some(similar) => format!("did you mean `{similar}`?"),
                None => format!("use one of {}", listed(&known)),
            };
            errors.at(&target, format!("`{target}` is no generated type; {next}"));
        }
        if !list.peek(Token![:]) {
            return Err(syn::Error::new_spanned(&target, format!("say what `{target}` gets; write `{target}: …`")));
        }
        list.parse::<Token![:]>()?;
        let mut metas = Vec::new();
        while !list.is_empty() && !list.peek(Token![;]) {
            metas.push(list.parse()?);
            if !list.peek(Token![,]) {
                break;
            }
            list.parse::<Token![,]>()?;
        }
        if let Some((_, target)) = found {
            into.push(ForType { target, metas });
        }
        if !list.is_empty() {
            list.parse::<Token![;]>().map_err(|error| {
                syn::Error::new(error.span(), "expected `,` or `;` here; types are separated by `;`")
            })?;
        }
    }
    Ok(())
}

/// Tokens up to the comma that ends the option.
///
/// Without a parser for expressions the comma in `check::<A, B>` looks like an end too, so a comma counts only if the name
/// of an option follows it, or nothing.
fn expression(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !ends_option(input) {
        match input.parse::<TokenTree>() {
            Ok(token) => tokens.extend([token]),
            Err(_) => break,
        }
    }
    tokens
}

/// The path of a function; unlike those of `syn`, with any generics.
fn path(input: ParseStream<'_>) -> Result<TokenStream> {
    let tokens = expression(input);
    if derived::is_path(&tokens) { Ok(tokens) } else { Err(input.error("no path")) }
}

/// Whether only derived columns have such an option.
fn is_of_derived(key: &str) -> bool {
    key == "eager" || (DERIVED_KEYS.contains(&key) && !FIELD_KEYS.contains(&key))
}

fn ends_option(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    if ahead.parse::<Token![,]>().is_err() {
        return false;
    }
    if ahead.is_empty() {
        return true;
    }
    let Ok(key) = ahead.call(Ident::parse_any) else { return false };
    let follows = ahead.is_empty() || ahead.peek(Token![,]) || (ahead.peek(Token![=]) && !ahead.peek(Token![==]));
    let key = key.to_string();
    let is_known = FIELD_KEYS.contains(&&*key) || is_of_derived(&key);
    follows && !ahead.peek(Token![=>]) && (is_known || ahead.peek(Token![=]))
}

fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// The text of `///` lines, without the one space after the slashes.
pub(crate) fn doc_text(docs: &[Attribute]) -> String {
    let mut text = String::new();
    for doc in docs {
        let Meta::NameValue(pair) = &doc.meta else { continue };
        let Ok(line) = syn::parse2::<LitStr>(pair.value.to_token_stream()) else { continue };
        let line = line.value();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line.strip_prefix(' ').unwrap_or(&line).trim_end());
    }
    text.trim().to_owned()
}

/// The documentation among some attributes.
pub(crate) fn docs(attributes: &[Attribute]) -> Vec<Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).cloned().collect()
}

/// Where a type is written.
pub(crate) fn span_of(tokens: impl Spanned) -> Span {
    tokens.span()
}
