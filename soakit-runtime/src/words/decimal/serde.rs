//! Decimals are serialised as text, which keeps every digit in every format.

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use super::{Decimal, WideDecimal};

macro_rules! as_text {
    ($decimal:ident) => {
        impl<const SCALE: u32> Serialize for $decimal<SCALE> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de, const SCALE: u32> Deserialize<'de> for $decimal<SCALE> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text<const SCALE: u32>;

                impl<const SCALE: u32> Visitor<'_> for Text<SCALE> {
                    type Value = $decimal<SCALE>;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        write!(f, "a text with a decimal number of {SCALE} digits after the point")
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

as_text! { Decimal }
as_text! { WideDecimal }
