//! [`with_words`]: errors of a format that has no words for them.
//!
//! postcard's errors are a byte: what the container has to say of a row or a column would be lost on its way through them.
//! So everything that is passed between the format and what is read goes through [`Kept`], which gives the readers an error
//! type with words, and keeps the words aside while the format passes its own error on.

use core::cell::RefCell;
use core::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

/// Deserialises, and answers with the words of whoever found an error.
pub(super) fn with_words<'de, F: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<F, Words> {
    let words = RefCell::new(None);
    F::deserialize(Kept { inner: deserializer, words: &words })
}

/// What is wrong.
#[derive(Debug)]
pub(super) struct Words(String);

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Words {}

impl Error for Words {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// A deserializer, a visitor, a seed or an access of `inner`, with words for its errors.
struct Kept<'w, I> {
    inner: I,
    words: &'w RefCell<Option<String>>,
}

/// Towards the format: keeps the words aside.
fn keep<E: Error>(words: &RefCell<Option<String>>) -> impl Fn(Words) -> E {
    |Words(message)| {
        let error = E::custom(&message);
        words.replace(Some(message));
        error
    }
}

/// From the format: the words that were kept, or else its own.
fn tell<E: Error>(words: &RefCell<Option<String>>) -> impl Fn(E) -> Words {
    |error| Words(words.take().unwrap_or_else(|| error.to_string()))
}

macro_rules! deserialize {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Words> {
            let Self { inner, words } = self;
            inner.$method($($argument,)* Kept { inner: visitor, words }).map_err(tell(words))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Kept<'_, D> {
    type Error = Words;

    deserialize! {
        deserialize_any();
        deserialize_bool();
        deserialize_i8();
        deserialize_i16();
        deserialize_i32();
        deserialize_i64();
        deserialize_i128();
        deserialize_u8();
        deserialize_u16();
        deserialize_u32();
        deserialize_u64();
        deserialize_u128();
        deserialize_f32();
        deserialize_f64();
        deserialize_char();
        deserialize_str();
        deserialize_string();
        deserialize_bytes();
        deserialize_byte_buf();
        deserialize_option();
        deserialize_unit();
        deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str);
        deserialize_seq();
        deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_map();
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
        deserialize_identifier();
        deserialize_ignored_any();
    }

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }
}

macro_rules! visit {
    ($($method:ident($type:ty);)*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value).map_err(keep(self.words))
        }
    )*};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Kept<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    visit! {
        visit_bool(bool);
        visit_i8(i8);
        visit_i16(i16);
        visit_i32(i32);
        visit_i64(i64);
        visit_i128(i128);
        visit_u8(u8);
        visit_u16(u16);
        visit_u32(u32);
        visit_u64(u64);
        visit_u128(u128);
        visit_f32(f32);
        visit_f64(f64);
        visit_char(char);
        visit_str(&str);
        visit_borrowed_str(&'de str);
        visit_string(String);
        visit_bytes(&[u8]);
        visit_borrowed_bytes(&'de [u8]);
        visit_byte_buf(Vec<u8>);
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none().map_err(keep(self.words))
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit().map_err(keep(self.words))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Kept { inner, words: self.words }).map_err(keep(self.words))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Kept { inner, words: self.words }).map_err(keep(self.words))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Kept { inner, words: self.words }).map_err(keep(self.words))
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Kept { inner, words: self.words }).map_err(keep(self.words))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Kept { inner, words: self.words }).map_err(keep(self.words))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Kept<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Kept { inner, words: self.words }).map_err(keep(self.words))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Kept<'_, A> {
    type Error = Words;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, inner: S) -> Result<Option<S::Value>, Words> {
        self.inner.next_element_seed(Kept { inner, words: self.words }).map_err(tell(self.words))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Kept<'_, A> {
    type Error = Words;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, inner: S) -> Result<Option<S::Value>, Words> {
        self.inner.next_key_seed(Kept { inner, words: self.words }).map_err(tell(self.words))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, inner: S) -> Result<S::Value, Words> {
        self.inner.next_value_seed(Kept { inner, words: self.words }).map_err(tell(self.words))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, 'w, A: EnumAccess<'de>> EnumAccess<'de> for Kept<'w, A> {
    type Error = Words;
    type Variant = Kept<'w, A::Variant>;

    fn variant_seed<S: DeserializeSeed<'de>>(self, inner: S) -> Result<(S::Value, Self::Variant), Words> {
        let words = self.words;
        let (value, variant) = self.inner.variant_seed(Kept { inner, words }).map_err(tell(words))?;
        Ok((value, Kept { inner: variant, words }))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Kept<'_, A> {
    type Error = Words;

    fn unit_variant(self) -> Result<(), Words> {
        self.inner.unit_variant().map_err(tell(self.words))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, inner: S) -> Result<S::Value, Words> {
        self.inner.newtype_variant_seed(Kept { inner, words: self.words }).map_err(tell(self.words))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, inner: V) -> Result<V::Value, Words> {
        self.inner.tuple_variant(length, Kept { inner, words: self.words }).map_err(tell(self.words))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], inner: V) -> Result<V::Value, Words> {
        self.inner.struct_variant(fields, Kept { inner, words: self.words }).map_err(tell(self.words))
    }
}
