//! Addresses and decimals: types whose text is that of `FromStr` and `Display`, digit for digit.

use core::fmt::Write;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};

use soakit_runtime::words::{Decimal, WideDecimal};

use super::{Expected, ParseCell, Shape, WriteCell};

macro_rules! addresses {
    ($($cell:ty: $expected:literal),* $(,)?) => {$(
        impl ParseCell for $cell {
            const SHAPE: Shape = Shape::Text;

            fn expected() -> Expected {
                concat!("expected ", $expected).into()
            }

            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                text.trim_ascii().parse().ok()
            }
        }

        impl WriteCell for $cell {
            const SHAPE: Shape = Shape::Text;

            fn write_cell(&self, out: &mut String) {
                write!(out, "{self}").expect("a `String` takes any text");
            }
        }
    )*};
}

addresses! {
    Ipv4Addr: "an IPv4 address, such as `127.0.0.1`",
    Ipv6Addr: "an IPv6 address, such as `::1`",
    IpAddr: "an IP address, such as `127.0.0.1` or `::1`",
    SocketAddrV4: "an IPv4 address and a port, such as `127.0.0.1:80`",
    SocketAddrV6: "an IPv6 address and a port, such as `[::1]:80`",
    SocketAddr: "an IP address and a port, such as `127.0.0.1:80` or `[::1]:80`",
}

macro_rules! decimals {
    ($($decimal:ident)*) => {$(
        impl<const SCALE: u32> ParseCell for $decimal<SCALE> {
            const SHAPE: Shape = Shape::Number;

            fn expected() -> Expected {
                format!("expected a decimal number of at most {SCALE} digits behind the point").into()
            }

            /// `None` also if a digit would be lost.
            #[inline]
            fn parse_cell(text: &str) -> Option<Self> {
                text.trim_ascii().parse().ok()
            }
        }

        impl<const SCALE: u32> WriteCell for $decimal<SCALE> {
            const SHAPE: Shape = Shape::Number;

            fn write_cell(&self, out: &mut String) {
                write!(out, "{self}").expect("a `String` takes any text");
            }
        }
    )*};
}

decimals! { Decimal WideDecimal }

#[cfg(test)]
mod tests {
    use super::*;

    fn reads_back<T: ParseCell + WriteCell>(text: &str) {
        let mut written = String::new();
        T::parse_cell(text).expect(text).write_cell(&mut written);
        assert_eq!(written, text);
    }

    #[test]
    fn addresses_are_written_as_they_are_read() {
        reads_back::<IpAddr>("127.0.0.1");
        reads_back::<IpAddr>("2001:db8::1");
        reads_back::<SocketAddr>("[::1]:8080");
        assert_eq!(Ipv4Addr::parse_cell("127.0.0.256"), None);
    }

    #[test]
    fn a_decimal_keeps_every_digit_or_is_none() {
        reads_back::<Decimal<2>>("-92233720368547758.08");
        reads_back::<WideDecimal<4>>("123456789012345678901234567890.0001");
        assert_eq!(Decimal::<2>::parse_cell("0.125"), None);
        assert_eq!(Decimal::<2>::expected(), "expected a decimal number of at most 2 digits behind the point");
    }
}
