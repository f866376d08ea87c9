//! What a derived column is computed from: the parameters of a closure, the arguments of a call.
//!
//! ```text
//! |vx, &vy, pos.x, vel.x as wx, vel.y as &wy| …        describe(name, pos.x)
//! ```
//!
//! A parameter says three things at once: which column, whether the pattern takes the cell by reference, and the name in
//! the body. Whether there is such a column is for `model`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Index, LitFloat, LitInt, Member, Result, Token};

use super::Errors;
use super::derived::{keyword, without_raw};

/// One dependency.
pub(crate) struct Input {
    pub(crate) path: DependencyPath,
    /// Whether the pattern is `&name`.
    pub(crate) by_reference: bool,
    /// What the body calls it; of no use in a call.
    pub(crate) name: Ident,
}

/// `pos.x`
#[derive(Clone)]
pub(crate) struct DependencyPath {
    /// A field by the name of its accessor, or a derived column.
    pub(crate) root: Ident,
    /// Fields within a nested record, as they were written.
    pub(crate) rest: Vec<Member>,
}

impl DependencyPath {
    /// As it was written.
    pub(crate) fn text(&self) -> String {
        let rest = self.rest.iter().map(|member| match member {
            Member::Named(name) => format!(".{name}"),
            Member::Unnamed(index) => format!(".{}", index.index),
        });
        format!("{}{}", self.root, rest.collect::<String>())
    }

    /// Equal for two ways of writing one column: `pos.0` and `pos.field_0`, `r#x` and `x`.
    pub(crate) fn key(&self) -> String {
        format!("{}{}", self.root.unraw(), rest_key(&self.rest))
    }

    fn last(&self) -> Option<&Ident> {
        match self.rest.last() {
            None => Some(&self.root),
            Some(Member::Named(name)) => Some(name),
            Some(Member::Unnamed(_)) => None,
        }
    }

    /// A name for it that no other field has: `vel_x`.
    fn alias(&self) -> String {
        self.text().replace("r#", "").replace('.', "_")
    }
}

impl ToTokens for DependencyPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.root.to_tokens(tokens);
        for member in &self.rest {
            Token![.](self.root.span()).to_tokens(tokens);
            member.to_tokens(tokens);
        }
    }
}

/// `.x.field_0`: what follows the first name, equal for two ways of writing it.
pub(crate) fn rest_key(rest: &[Member]) -> String {
    let rest = rest.iter().map(|member| match member {
        Member::Named(name) => format!(".{}", name.unraw()),
        Member::Unnamed(index) => format!(".field_{}", index.index),
    });
    rest.collect()
}

/// Where dependencies stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Between the bars of a closure.
    Parameters,
    /// Between the parentheses of a call.
    Arguments,
}

/// Dependencies up to the bar or to the end; nothing if one of them is a mistake.
pub(super) fn dependencies(input: ParseStream<'_>, place: Place, errors: &mut Errors) -> Option<Vec<Input>> {
    let mut inputs: Vec<Input> = Vec::new();
    let mut is_right = true;
    while !input.is_empty() {
        if place == Place::Parameters && input.peek(Token![|]) {
            break;
        }
        match dependency(input, place) {
            Ok(dependency) => match clash(&dependency, &inputs, place) {
                None => inputs.push(dependency),
                Some(error) => {
                    errors.add(error);
                    is_right = false;
                }
            },
            Err(error) => {
                errors.add(error);
                is_right = false;
                rest_of_one(input, place);
            }
        }
        if input.parse::<Token![,]>().is_err() {
            break;
        }
    }
    is_right.then_some(inputs)
}

fn dependency(input: ParseStream<'_>, place: Place) -> Result<Input> {
    let whole = rest_of_one(&input.fork(), place);
    let and: Option<Token![&]> = input.parse()?;
    if let (Some(and), Place::Arguments) = (&and, place) {
        let message = "a function receives its dependencies as they are; remove the `&`, or write a closure";
        return Err(Error::new_spanned(and, message));
    }
    if input.peek(Token![*]) && place == Place::Arguments {
        let message = "a function receives its dependencies by reference; to pass a value write a closure, `|&mass| …`";
        return Err(Error::new_spanned(whole, message));
    }
    if input.peek(Token![mut]) {
        let message = "a parameter of a derived column is not `mut`; remove it, and write `let mut` in the body";
        return Err(Error::new(input.span(), message));
    }
    let path = path(input, place, &whole)?;
    let (mut by_reference, mut name) = (and.is_some(), path.last().cloned());
    if input.peek(Token![as]) {
        let keyword: Token![as] = input.parse()?;
        if place == Place::Arguments {
            let message = "the arguments of a function have no names here; remove the `as`, or write a closure";
            return Err(Error::new_spanned(keyword, message));
        }
        let second: Option<Token![&]> = input.parse()?;
        if let (true, Some(second)) = (by_reference, &second) {
            return Err(Error::new_spanned(second, "`&` is written twice; keep one"));
        }
        by_reference |= second.is_some();
        name = Some(input.parse().map_err(|_| {
            let place = if input.is_empty() { keyword.span } else { input.span() };
            Error::new(place, format!("expected a name; write `{} as {}`", path.text(), path.alias()))
        })?);
    }
    if input.peek(Token![:]) && place == Place::Parameters {
        let annotation = rest_of_one(input, place);
        let message = format!("the type follows from the field; write `|{}|`", path.text());
        return Err(Error::new_spanned(annotation, message));
    }
    if !is_at_end(input, place) {
        return Err(no_dependency(&whole, place));
    }
    if name.is_none() && place == Place::Parameters {
        let message = format!("`{0}` ends with a number; give it a name: `{0} as {1}`", path.text(), path.alias());
        return Err(Error::new_spanned(&path, message));
    }
    let name = name.unwrap_or_else(|| format_ident!("{}", path.alias(), span = path.root.span()));
    Ok(Input { path, by_reference, name })
}

/// `pos.x`, `pos.0.1`.
fn path(input: ParseStream<'_>, place: Place, whole: &TokenStream) -> Result<DependencyPath> {
    if input.peek(LitInt) {
        let number: LitInt = input.parse()?;
        let message = format!("a number names no column; for a field of a tuple struct write `field_{number}`");
        return Err(Error::new_spanned(number, message));
    }
    if input.peek(Token![self]) {
        let message = "a derived column has no `self`; write the name of the field alone";
        return Err(Error::new(input.span(), message));
    }
    let Ok(root) = input.call(Ident::parse_any) else { return Err(no_dependency(whole, place)) };
    if let Some(error) = keyword(&root) {
        return Err(error);
    }
    let mut rest = Vec::new();
    while input.peek(Token![.]) && !input.peek(Token![..]) {
        let dot: Token![.] = input.parse()?;
        if input.peek(LitInt) {
            rest.push(Member::Unnamed(input.parse()?));
        } else if input.peek(LitFloat) {
            // The two numbers of `pos.0.1` are one token, `0.1`.
            let numbers: LitFloat = input.parse()?;
            for number in numbers.to_string().split('.') {
                let index = number.parse().map_err(|_| no_dependency(whole, place))?;
                rest.push(Member::Unnamed(Index { index, span: numbers.span() }));
            }
        } else if let Ok(name) = input.parse() {
            rest.push(Member::Named(name));
        } else {
            return Err(Error::new_spanned(dot, "expected the name of a field after the dot; write one"));
        }
    }
    if input.peek(syn::token::Paren) || input.peek(Token![::]) {
        return Err(no_dependency(whole, place));
    }
    Ok(DependencyPath { root, rest })
}

fn no_dependency(whole: &TokenStream, place: Place) -> Error {
    let message = match place {
        Place::Parameters => {
            "a parameter is the name of a field or of a derived column; write `|mass|`, and take it apart in the body"
        }
        Place::Arguments => {
            "an argument is the name of a field or of a derived column; for anything else write a closure, `|mass| …`"
        }
    };
    Error::new_spanned(whole, message)
}

/// Refuses one column twice, and one name twice.
fn clash(dependency: &Input, others: &[Input], place: Place) -> Option<Error> {
    let (path, name) = (&dependency.path, &dependency.name);
    if others.iter().any(|other| other.path.key() == path.key()) {
        return Some(Error::new_spanned(path, format!("duplicate dependency `{}`; keep one", path.text())));
    }
    let other = others.iter().find(|other| without_raw(&other.name) == without_raw(name))?;
    if place == Place::Arguments {
        return None;
    }
    let longer = if path.rest.is_empty() { &other.path } else { path };
    let next = if without_raw(name) == longer.alias() {
        "give one of them another name".to_owned()
    } else {
        format!("write `{} as {}`", longer.text(), longer.alias())
    };
    let message = format!("`{}` and `{}` are both called `{name}` here; {next}", other.path.text(), path.text());
    Some(Error::new(name.span(), message))
}

/// Takes the tokens up to the comma or bar that ends a dependency.
fn rest_of_one(input: ParseStream<'_>, place: Place) -> TokenStream {
    let mut tokens = TokenStream::new();
    while !is_at_end(input, place) {
        match input.parse::<TokenTree>() {
            Ok(token) => tokens.extend([token]),
            Err(_) => break,
        }
    }
    tokens
}

fn is_at_end(input: ParseStream<'_>, place: Place) -> bool {
    input.is_empty() || input.peek(Token![,]) || (place == Place::Parameters && input.peek(Token![|]))
}
