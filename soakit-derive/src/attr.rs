//! Stage 1: what the user wrote in `#[soa(…)]`, with its place in the source.
//!
//! Judged here are spelling and repetition, nothing else: whether options go together is for `validate`. A piece that
//! cannot be read costs one error and is skipped up to the next comma.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Ident, LitStr, Meta, Path, Result, Token, Type};

/// Mistakes found so far.
#[derive(Default)]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Reports a mistake at the place of some tokens.
    pub(crate) fn at(&mut self, place: impl ToTokens, message: impl std::fmt::Display) {
        self.add(syn::Error::new_spanned(place, message));
    }

    /// Reports a mistake at a span.
    pub(crate) fn at_span(&mut self, span: Span, message: impl std::fmt::Display) {
        self.add(syn::Error::new(span, message));
    }

    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }

    pub(crate) fn into_compile_errors(self) -> Option<TokenStream> {
        self.0.map(syn::Error::into_compile_error)
    }
}

/// `#[soa(…)]` on the struct.
#[derive(Default)]
pub(crate) struct RecordAttr {
    /// `crate = path`: where to find `soakit`.
    pub(crate) krate: Option<Path>,
    /// `derive(View: Hash; Columns: Clone)`.
    pub(crate) derives: Vec<ForType>,
    /// `attr(View: must_use)`.
    pub(crate) attrs: Vec<ForType>,
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

/// `#[soa(…)]` on a field.
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
    /// `validate = …`: a predicate over cells.
    pub(crate) validate: Option<(Ident, TokenStream)>,
    /// `message = "…"`: what to say when the predicate refuses.
    pub(crate) message: Option<(Ident, LitStr)>,
}

const RECORD_KEYS: [&str; 3] = ["crate", "derive", "attr"];
const FIELD_KEYS: [&str; 6] = ["nested", "dict", "column", "rename", "validate", "message"];

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
                _ if FIELD_KEYS.contains(&&*name) => {
                    errors.at(
                        &key,
                        format!("`{name}` is an option of a field; write it above the field it is meant for"),
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
    pub(crate) fn read(attributes: &[Attribute], field: &str, errors: &mut Errors) -> Self {
        let mut attr = Self::default();
        let mut seen = Vec::new();
        let owner = format!("`{field}`");
        each_option(attributes, "nested", errors, |key, input, errors| {
            let name = key.unraw().to_string();
            if FIELD_KEYS.contains(&&*name) {
                once(&key, &owner, &mut seen, errors);
            }
            match name.as_str() {
                "nested" => attr.nested = Some(key),
                "dict" => attr.dict = Some(key),
                "column" => {
                    attr.column = Some((key.clone(), value(&key, input, "path::to::Column", |input| input.parse())?))
                }
                "rename" => attr.rename = Some(value(&key, input, "\"name\"", |input| input.parse())?),
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
                _ if RECORD_KEYS.contains(&&*name) => {
                    errors.at(&key, format!("`{name}` is an option of the struct; write it above the struct"));
                    skip(input);
                }
                _ => unknown(&key, &FIELD_KEYS, input, errors),
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
    follows && !ahead.peek(Token![=>]) && (FIELD_KEYS.contains(&&*key.to_string()) || ahead.peek(Token![=]))
}

fn skip(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// The known word that was probably meant.
fn closest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let best = known.iter().map(|known| (distance(word, known), *known)).min()?;
    (best.0 <= 1 + word.len() / 4 && best.0 < word.len()).then_some(best.1)
}

/// How many letters to insert, remove or change (Levenshtein 1966).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
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
pub(crate) fn span_of(ty: &Type) -> Span {
    ty.span()
}
