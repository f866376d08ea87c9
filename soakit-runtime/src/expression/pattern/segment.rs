//! [`Segment`]: a piece of a pattern that matches a fixed number of characters.
//!
//! A piece of nothing but literal characters is compared as bytes: in UTF-8, the bytes of one text begin inside another only
//! at a character. Other pieces are compared character by character.

use alloc::{boxed::Box, string::String, vec::Vec};

use memchr::memmem::Finder;

use super::Case;

/// What one character may be.
#[derive(Clone, Debug)]
pub(super) enum Item {
    /// This one; in lower case if case is ignored.
    One(char),
    /// Anything.
    Any,
    /// One of a class.
    Class(Box<Class>),
}

/// Ranges of characters, both ends included.
#[derive(Clone, Debug)]
pub(super) struct Class {
    pub(super) negated: bool,
    pub(super) ranges: Vec<(char, char)>,
}

/// See the module.
#[derive(Clone, Debug)]
pub(super) enum Segment {
    /// Literal characters, and the search for them.
    Literal(String, Box<Finder<'static>>),
    /// Anything else.
    Items(Vec<Item>, Case),
}

impl Default for Segment {
    fn default() -> Self {
        Self::new(Vec::new(), Case::Exact)
    }
}

impl Segment {
    pub(super) fn new(mut items: Vec<Item>, case: Case) -> Self {
        let mut literal = String::new();
        for item in &mut items {
            if let Item::One(character) = item {
                if case == Case::Ignored {
                    *character = lower(*character);
                }
                literal.push(*character);
            }
        }
        let all_literal = items.iter().all(|item| matches!(item, Item::One(_)));
        if all_literal && (case == Case::Exact || items.is_empty()) {
            let finder = Finder::new(literal.as_bytes()).into_owned();
            Self::Literal(literal, Box::new(finder))
        } else {
            Self::Items(items, case)
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Literal(literal, _) if literal.is_empty())
    }

    /// How many bytes at the start of the text match.
    #[inline]
    pub(super) fn at_start(&self, text: &str) -> Option<usize> {
        match self {
            Self::Literal(literal, _) => text.as_bytes().starts_with(literal.as_bytes()).then_some(literal.len()),
            Self::Items(items, case) => items_at_start(items, *case, text),
        }
    }

    /// Where the leftmost match ends.
    #[inline]
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        match self {
            Self::Literal(literal, finder) => finder.find(text.as_bytes()).map(|start| start + literal.len()),
            Self::Items(items, case) => {
                text.char_indices().find_map(|(start, _)| Some(start + items_at_start(items, *case, &text[start..])?))
            }
        }
    }

    /// Whether the end of the text matches.
    #[inline]
    pub(super) fn is_end_of(&self, text: &str) -> bool {
        match self {
            Self::Literal(literal, _) => text.as_bytes().ends_with(literal.as_bytes()),
            Self::Items(items, case) => {
                let mut characters = text.chars().rev();
                items.iter().rev().all(|item| characters.next().is_some_and(|character| fits(item, *case, character)))
            }
        }
    }
}

fn items_at_start(items: &[Item], case: Case, text: &str) -> Option<usize> {
    let mut characters = text.chars();
    let all = items.iter().all(|item| characters.next().is_some_and(|character| fits(item, case, character)));
    all.then(|| text.len() - characters.as_str().len())
}

#[inline]
fn fits(item: &Item, case: Case, character: char) -> bool {
    match item {
        Item::Any => true,
        Item::One(literal) if case == Case::Exact => *literal == character,
        Item::One(literal) => *literal == lower(character),
        Item::Class(class) => class.has(character, case),
    }
}

impl Class {
    /// Whether the class has the character, or, where case is ignored, one that differs from it in case alone.
    fn has(&self, character: char, case: Case) -> bool {
        let within = |character| self.ranges.iter().any(|&(from, to)| from <= character && character <= to);
        let found =
            within(character) || case == Case::Ignored && (within(lower(character)) || within(upper(lower(character))));
        found != self.negated
    }
}

/// The lower case, if that is one character.
#[inline]
fn lower(character: char) -> char {
    if character.is_ascii() { character.to_ascii_lowercase() } else { single(character, character.to_lowercase()) }
}

/// The upper case, if that is one character.
#[inline]
fn upper(character: char) -> char {
    if character.is_ascii() { character.to_ascii_uppercase() } else { single(character, character.to_uppercase()) }
}

fn single(character: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => character,
    }
}
