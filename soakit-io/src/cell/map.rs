//! Maps as the text of cells: `{"a": 1, b:2}`. A `Vec` of pairs keeps their order, and keys that repeat; a map that has each
//! key once refuses them.
//!
//! What is written is JSON, if the keys are texts.

use core::hash::{BuildHasher, Hash};
use std::collections::{BTreeMap, HashMap};

use super::items::items;
use super::list::write_separated;
use super::structure::Token;
use super::{Expected, ParseCell, Shape, WriteCell, expected_item};

/// Reads the pairs of a map; `None` if the text is none, an item cannot be read, or `push` wants no more.
fn parse_pairs<K: ParseCell, V: ParseCell>(text: &str, mut push: impl FnMut(K, V) -> Option<()>) -> Option<()> {
    let mut key = None;
    items(text, Token::OpenMap, |item| match key.take() {
        None => {
            key = Some(K::parse_item(&item.text, item.is_quoted)?);
            Some(())
        }
        Some(key) => push(key, V::parse_item(&item.text, item.is_quoted)?),
    })
}

pub(super) fn write_pair<K: WriteCell, V: WriteCell>((key, value): (&K, &V), out: &mut String) {
    key.write_item(out);
    out.push(':');
    value.write_item(out);
}

fn expected_pairs<K: ParseCell, V: ParseCell>() -> Expected {
    format!("expected a map in braces, each key {}, each value {}", expected_item::<K>(), expected_item::<V>()).into()
}

impl<K: ParseCell, V: ParseCell> ParseCell for Vec<(K, V)> {
    const SHAPE: Shape = Shape::Map;

    fn expected() -> Expected {
        expected_pairs::<K, V>()
    }

    fn parse_cell(text: &str) -> Option<Self> {
        let mut pairs = Self::new();
        parse_pairs(text, |key, value| {
            pairs.push((key, value));
            Some(())
        })?;
        Some(pairs)
    }
}

impl<K: WriteCell, V: WriteCell> WriteCell for Vec<(K, V)> {
    const SHAPE: Shape = Shape::Map;

    fn write_cell(&self, out: &mut String) {
        write_separated(b"{}", self.iter().map(|(key, value)| (key, value)), out, write_pair);
    }
}

macro_rules! maps {
    ($([$($bounds:tt)*] $map:ty: [$($parameters:tt)*]),*) => {$(
        impl<K: ParseCell + $($bounds)*, V: ParseCell, $($parameters)*> ParseCell for $map
        where
            Self: Default,
        {
            const SHAPE: Shape = Shape::Map;

            fn expected() -> Expected {
                expected_pairs::<K, V>()
            }

            /// `None` also if a key comes twice: one of its values would be lost.
            fn parse_cell(text: &str) -> Option<Self> {
                let mut map = Self::default();
                parse_pairs(text, |key, value| map.insert(key, value).is_none().then_some(()))?;
                Some(map)
            }
        }

        impl<K: WriteCell, V: WriteCell, $($parameters)*> WriteCell for $map {
            const SHAPE: Shape = Shape::Map;

            /// In the order in which the map shows its pairs.
            fn write_cell(&self, out: &mut String) {
                write_separated(b"{}", self, out, write_pair);
            }
        }
    )*};
}

maps! { [Ord] BTreeMap<K, V>: [], [Hash + Eq] HashMap<K, V, S>: [S: BuildHasher] }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_keep_their_order_and_keys_that_repeat() {
        let pairs = vec![("b".to_owned(), 1), ("a".to_owned(), 2), ("b".to_owned(), 3)];
        assert_eq!(Vec::parse_cell("{b:1 a : 2, \"b\":3}"), Some(pairs.clone()));
        let mut written = String::new();
        pairs.write_cell(&mut written);
        assert_eq!(written, r#"{"b":1,"a":2,"b":3}"#);
    }

    #[test]
    fn a_map_refuses_a_key_that_comes_twice() {
        let map = BTreeMap::from([(5, Some(vec![0.5])), (7, None)]);
        for text in ["{5:[0.5],7:}", "{7:null 5 : [.5]}"] {
            assert_eq!(BTreeMap::parse_cell(text), Some(map.clone()));
            assert_eq!(HashMap::parse_cell(text), Some(map.clone().into_iter().collect::<HashMap<_, _>>()));
        }
        assert_eq!(BTreeMap::<u8, u8>::parse_cell("{5:1,5:1}"), None);
        assert_eq!(BTreeMap::<u8, u8>::parse_cell("{5:1,6:x}"), None);
        assert_eq!(BTreeMap::<u8, u8>::parse_cell("[]"), None);
        let mut written = String::new();
        map.write_cell(&mut written);
        assert_eq!(written, "{5:[0.5],7:null}");
    }
}
