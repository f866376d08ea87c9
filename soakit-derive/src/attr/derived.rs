//! `derived(…)` on the struct: columns that are computed from others.
//!
//! ```text
//! derived(
//!     /// Metres per second.
//!     #[soa(rename = "Speed")]
//!     pub eager speed: f64 = |vx, &vy| vx.hypot(vy),
//!     rank: [u32] = rank_of(mass),
//! )
//! ```
//!
//! Without a parser for expressions, a body is the tokens up to the comma that ends the declaration. `f::<A, B>()` holds
//! a comma that does not; what tells them apart is whether another declaration begins behind the comma.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Error, PathArguments, Result, Token, Type, Visibility};

use super::dependency::{Input, Place, dependencies};
use super::{Errors, FieldAttr, Owner};

/// A derived column, as far as it could be read.
pub(crate) struct Declaration {
    /// Its name; what depends on a name that stands here is not reported for a mistake in the declaration.
    pub(crate) name: Option<Ident>,
    /// The rest of it; nothing if its type is not known.
    pub(crate) column: Option<Declared>,
}

/// What follows a derived column's name, and what stands before it.
pub(crate) struct Declared {
    pub(crate) docs: Vec<Attribute>,
    pub(crate) attr: FieldAttr,
    pub(crate) vis: Visibility,
    pub(crate) is_eager: bool,
    /// The type of a cell.
    pub(crate) ty: Type,
    /// Whether it is `[T]`, computed from whole columns.
    pub(crate) is_whole: bool,
    /// From what, and how; nothing if a mistake in it was reported.
    pub(crate) computation: Option<(Vec<Input>, Expression)>,
}

/// How a derived column is computed from its dependencies.
pub(crate) enum Expression {
    /// `|…| body`
    Closure { body: TokenStream },
    /// `function(…)`
    Call { function: TokenStream, parentheses: Span },
}

/// `(name: Type = …, …)`.
pub(super) fn declarations(
    key: &Ident,
    input: ParseStream<'_>,
    into: &mut Vec<Declaration>,
    errors: &mut Errors,
) -> Result<()> {
    if !input.peek(syn::token::Paren) {
        let message = "`derived` needs a list; write `derived(name: Type = |field| …)`";
        return Err(Error::new_spanned(key, message));
    }
    let list;
    syn::parenthesized!(list in input);
    while !list.is_empty() {
        let mut name = None;
        let column = declaration(&list, &mut name, errors).map_err(|error| errors.add(error)).ok();
        tokens_of_one(&list);
        into.push(Declaration { name, column });
        list.parse::<Option<Token![,]>>()?;
    }
    Ok(())
}

/// Fills `name` as soon as it is known.
fn declaration(input: ParseStream<'_>, name: &mut Option<Ident>, errors: &mut Errors) -> Result<Declared> {
    let attributes = input.call(Attribute::parse_outer)?;
    let vis: Visibility = input.parse()?;
    let is_eager = input.peek(keywords::eager) && input.peek2(Ident::peek_any);
    if is_eager {
        input.parse::<keywords::eager>()?;
    }
    let key = input
        .call(Ident::parse_any)
        .map_err(|error| Error::new(error.span(), "expected a derived column here; write `name: Type = |field| …`"))?;
    *name = Some(key.clone());
    let label = without_raw(&key);
    if let Some(error) = keyword(&key) {
        return Err(error);
    }
    if !input.peek(Token![:]) || input.peek(Token![::]) {
        return Err(Error::new_spanned(&key, format!("`{label}` has no type; write `{key}: Type = …`")));
    }
    input.parse::<Token![:]>()?;
    let place = if input.is_empty() { key.span() } else { input.span() };
    let ty: Type = input
        .parse()
        .map_err(|_| Error::new(place, format!("this is no type for `{label}`; write `{key}: Type = …`")))?;
    let equals: Option<Token![=]> = input.parse()?;
    if equals.is_none() {
        let ty = ty.to_token_stream();
        errors.at(&key, format!("it is not said how `{label}` is computed; write `{key}: {ty} = |field| …`"));
    }
    let (ty, is_whole) = match peeled(&ty) {
        Type::Slice(slice) => ((*slice.elem).clone(), true),
        _ => (ty, false),
    };
    let attr = FieldAttr::read(&attributes, Owner::Derived, &label, errors);
    only_known(&attributes, errors);
    let computation = equals.and_then(|equals| computation(tokens_of_one(input), &equals, errors));
    Ok(Declared { docs: super::docs(&attributes), attr, vis, is_eager, ty, is_whole, computation })
}

mod keywords {
    syn::custom_keyword!(eager);
}

/// Refuses attributes that would be lost.
fn only_known(attributes: &[Attribute], errors: &mut Errors) {
    for attribute in attributes {
        let path = attribute.path();
        if !path.is_ident("doc") && !path.is_ident("soa") {
            let name = path.to_token_stream().to_string().replace(' ', "");
            errors.at(
                path,
                format!("a derived column takes documentation and `#[soa(…)]`, no other attribute; remove `#[{name}]`"),
            );
        }
    }
}

/// A closure or a call.
fn computation(tokens: TokenStream, equals: &Token![=], errors: &mut Errors) -> Option<(Vec<Input>, Expression)> {
    let tokens = visible(tokens);
    if tokens.is_empty() {
        errors.at(equals, "nothing is computed here; write `= |field| …`");
        return None;
    }
    let mut found = None;
    let parser = |input: ParseStream<'_>| {
        let is_closure = input.peek(Token![|]) || (input.peek(Token![move]) && input.peek2(Token![|]));
        found = if is_closure { closure(input, errors)? } else { call(input, errors)? };
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        errors.add(error);
    }
    found
}

/// `|vx, vy| body`
fn closure(input: ParseStream<'_>, errors: &mut Errors) -> Result<Option<(Vec<Input>, Expression)>> {
    let whole = rest(&input.fork())?;
    let refuse = |error| {
        // What is not read any more would be an error of its own.
        rest(input)?;
        Err(error)
    };
    if input.peek(Token![move]) {
        let message = "a derived column captures nothing, so nothing can be moved into it; remove `move`";
        return refuse(Error::new(input.span(), message));
    }
    let open: Token![|] = input.parse()?;
    let inputs = dependencies(input, Place::Parameters, errors);
    if !input.peek(Token![|]) {
        // A mistake in a dependency has been told already.
        return match inputs {
            Some(_) => refuse(Error::new_spanned(open, "the parameters have no end; write `|field| …`")),
            None => rest(input).map(|_| None),
        };
    }
    let close: Token![|] = input.parse()?;
    let Some(inputs) = inputs else { return rest(input).map(|_| None) };
    if inputs.is_empty() {
        let mut bars = open.to_token_stream();
        close.to_tokens(&mut bars);
        return refuse(no_dependencies(bars));
    }
    if input.peek(Token![->]) {
        let message = "the type of the column says what the closure returns; write `|field| …`";
        return refuse(Error::new(input.span(), message));
    }
    let body = rest(input)?;
    if body.is_empty() {
        return Err(Error::new_spanned(whole, "the closure has no body; write `|field| …`"));
    }
    Ok(Some((inputs, Expression::Closure { body })))
}

/// `function(vx, vy)`
fn call(input: ParseStream<'_>, errors: &mut Errors) -> Result<Option<(Vec<Input>, Expression)>> {
    let whole = rest(input)?;
    let mut tokens: Vec<_> = whole.clone().into_iter().collect();
    let arguments = match tokens.pop() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => Some(group),
        _ => None,
    };
    let function: TokenStream = tokens.into_iter().collect();
    let Some(arguments) = arguments.filter(|_| is_path(&function)) else {
        return Err(Error::new_spanned(
            whole,
            "a derived column is a closure over its dependencies, or a call of a function; write `|vx, vy| …` or `function(vx, vy)`",
        ));
    };
    if arguments.stream().is_empty() {
        return Err(no_dependencies(arguments.to_token_stream()));
    }
    let mut inputs = None;
    let parser = |input: ParseStream<'_>| {
        inputs = dependencies(input, Place::Arguments, errors);
        rest(input).map(drop)
    };
    parser.parse2(arguments.stream())?;
    Ok(inputs.map(|inputs| (inputs, Expression::Call { function, parentheses: arguments.span() })))
}

fn no_dependencies(place: TokenStream) -> Error {
    Error::new_spanned(
        place,
        "a derived column needs at least one dependency; name what it is computed from, or make it a constant",
    )
}

/// Whether tokens are the path of a function: `f`, `Self::f`, `<T as Trait>::f::<A, B>`.
pub(super) fn is_path(tokens: &TokenStream) -> bool {
    let Ok(ty) = syn::parse2::<Type>(tokens.clone()) else { return false };
    let Type::Path(path) = peeled(&ty) else { return false };
    // `Fn(A)` is a type and could be mistaken for a path that is called.
    path.path.segments.iter().all(|segment| !matches!(segment.arguments, PathArguments::Parenthesized(_)))
}

/// The type without the invisible parentheses of a `macro_rules!`.
fn peeled(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peeled(&group.elem),
        _ => ty,
    }
}

/// Tokens without the invisible parentheses of a `macro_rules!` around all of them.
fn visible(tokens: TokenStream) -> TokenStream {
    let mut trees = tokens.clone().into_iter();
    match (trees.next(), trees.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => visible(group.stream()),
        _ => tokens,
    }
}

/// Takes the tokens up to the comma that ends a declaration.
fn tokens_of_one(input: ParseStream<'_>) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !input.is_empty() && !ends_declaration(input) {
        match input.parse::<TokenTree>() {
            Ok(token) => tokens.extend([token]),
            Err(_) => break,
        }
    }
    tokens
}

/// Whether a comma is here, and nothing or a declaration behind it.
///
/// No expression holds `, name:` outside of brackets but a closure over two parameters, and a column holds no closures.
/// Two names in a row are taken for a declaration too, whose colon was forgotten or which is `eager`.
fn ends_declaration(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    if ahead.parse::<Token![,]>().is_err() {
        return false;
    }
    if ahead.is_empty() || ahead.peek(Token![,]) || ahead.peek(Token![#]) || ahead.peek(Token![pub]) {
        return true;
    }
    // Also takes the empty visibility of a `macro_rules!`.
    if ahead.parse::<Visibility>().is_err() {
        return false;
    }
    let Ok(first) = ahead.call(Ident::parse_any) else { return false };
    let has_colon = ahead.peek(Token![:]) && !ahead.peek(Token![::]);
    let has_closure = ahead.peek(Token![=]) && ahead.peek2(Token![|]);
    has_colon || has_closure || (keyword(&first).is_none() && ahead.peek(Ident::peek_any) && !ahead.peek(Token![as]))
}

/// All that is left.
fn rest(input: ParseStream<'_>) -> Result<TokenStream> {
    input.parse()
}

/// Refuses a name that is none.
pub(super) fn keyword(name: &Ident) -> Option<Error> {
    let text = name.to_string();
    if syn::parse_str::<Ident>(&text).is_ok() {
        return None;
    }
    let message = match text.as_str() {
        "_" | "self" | "Self" | "super" | "crate" => format!("`{text}` is no name; write one"),
        _ => format!("`{text}` is a keyword; write `r#{text}`"),
    };
    Some(Error::new_spanned(name, message))
}

/// A name without `r#`.
pub(super) fn without_raw(name: &Ident) -> String {
    name.unraw().to_string()
}
