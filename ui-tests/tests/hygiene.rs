//! The derive in unfriendly surroundings. That each module compiles is the test.
//!
//! CI also runs `cargo clippy -p ui-tests --tests -- -W clippy::pedantic -D warnings`, which looks into the expansions here.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs)]

/// Names that the expansion might trip over.
mod shadowed {
    #![allow(dead_code)]

    /// Nothing in it.
    mod std {}
    /// Nothing in it.
    mod core {}
    /// Nothing in it.
    mod alloc {}
    /// Nothing in it.
    mod soakit {}
    /// Nothing in it.
    mod rt {}
    /// Not the one you know.
    struct Vec;
    /// Not the one you know.
    struct Result;
    /// Not the one you know.
    struct Some;
    /// Not the one you know.
    trait Clone {}
    /// Not the one you know.
    trait Sized {}
    /// A constant called like a field.
    #[allow(non_upper_case_globals)]
    const mass: f64 = 1.0;

    #[derive(::soakit::SoA)]
    struct Point {
        x: f64,
    }

    #[derive(::soakit::SoA)]
    struct Body {
        id: u64,
        mass: f64,
        name: ::std::string::String,
        spin: ::core::option::Option<f64>,
        #[soa(nested)]
        position: Point,
        rt: u8,
    }
}

/// A prelude with other methods of the same names.
mod beside_itertools {
    use itertools::Itertools as _;
    use soakit::prelude::*;

    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Body {
        mass: f64,
        len: usize,
        push: u8,
        iter: u8,
        r#type: u8,
        columns: u8,
        get: u8,
        value: u8,
        store: u8,
        nothing: (),
    }

    #[test]
    fn fields_named_like_methods_are_reached_through_columns() {
        let mut bulk = Bulk::<Body>::new();
        bulk.push(Body {
            mass: 1.0,
            len: 2,
            push: 3,
            iter: 4,
            r#type: 5,
            columns: 6,
            get: 7,
            value: 8,
            store: 9,
            nothing: (),
        });
        assert_eq!(bulk.len(), 1);
        assert_eq!(bulk.columns().len(), [2]);
        assert_eq!(bulk.columns().columns(), [6]);
        assert_eq!(bulk.columns().get(), [7]);
        assert_eq!(bulk.r#type(), [5]);
        bulk.type_mut()[0] = 7;
        assert_eq!(*bulk.view().r#type.first().unwrap(), 7);
        assert_eq!(bulk.iter().map(|row| *row.iter).collect_vec(), [4]);
    }
}

/// Types and fields that come from a macro.
mod from_macro_rules {
    use soakit::prelude::*;

    macro_rules! record {
        ($vis:vis $name:ident { $($field:ident: $ty:ty),* } $nested:ty, $a:lifetime) => {
            #[derive(SoA, Clone, Debug, PartialEq)]
            $vis struct $name<$a> {
                $($vis $field: $ty,)*
                fixed: $nested,
                #[soa(nested)]
                position: Point,
                maybe: Option<$nested>,
                text: &$a str,
                #[soa(validate = |cell| *cell > 1, message = "must be more than 1")]
                checked: u32,
            }
        };
    }

    #[derive(SoA, Clone, Debug, PartialEq)]
    struct Point {
        x: f64,
    }

    record!(Body { mass: f64, name: String, gust: Option<f64>, word: Option<String> } u8, 'a);

    #[test]
    fn fragments_choose_columns_like_plain_types() {
        let mut bulk = Bulk::<Body<'_>>::new();
        bulk.push(Body {
            mass: 1.0,
            name: "a".into(),
            gust: None,
            word: Some("b".into()),
            fixed: 1,
            position: Point { x: 2.0 },
            maybe: None,
            text: "c",
            checked: 0,
        });
        assert_eq!(bulk.name().get(0), Some("a"));
        assert_eq!(bulk.word().get(0), Some(Some("b")));
        assert!(bulk.validate().is_err());
    }

    macro_rules! points {
        ($($name:ident)*) => {$(
            #[derive(SoA)]
            pub(super) struct $name {
                pub(super) x: f64,
                y: f64,
            }
        )*};
    }

    points! { A B }

    #[test]
    fn one_macro_makes_many_records() {
        assert!(Bulk::<A>::new().x().is_empty());
        assert!(Bulk::<B>::new().y().is_empty());
    }
}

#[test]
fn a_record_may_stand_in_a_function() {
    use soakit::prelude::*;

    #[derive(SoA)]
    struct Point {
        x: f64,
        kind: Kind,
    }
    enum Kind {
        Near,
    }

    let mut bulk = Bulk::<Point>::new();
    bulk.push(Point { x: 1.0, kind: Kind::Near });
    assert_eq!(bulk.x(), [1.0]);
    assert!(matches!(bulk.kind()[0], Kind::Near));
}

/// What others see is documented.
pub mod public {
    use soakit::prelude::*;

    /// A kind that nobody else sees.
    #[derive(Clone, Debug, Default, PartialEq)]
    enum Secret {
        /// The only one.
        #[default]
        Only,
    }

    /// A record that nobody else sees.
    #[derive(SoA, Clone, Debug, Default, PartialEq)]
    struct Inner {
        a: u8,
        secret: Secret,
    }

    /// A record with private fields of private types.
    #[derive(SoA, Clone, Debug, Default, PartialEq)]
    #[soa(attr(Proxy: must_use))]
    pub struct Open {
        /// What others see.
        pub id: u64,
        pub(crate) inside: u8,
        #[soa(nested)]
        inner: Inner,
        secret: Option<Secret>,
    }
}

#[test]
fn private_fields_of_private_types_stay_private() {
    use soakit::prelude::*;
    let mut bulk = Bulk::<public::Open>::new();
    bulk.push(public::Open::default());
    assert_eq!(bulk.view().id, [0]);
    assert_eq!(bulk.inside(), [0]);
    assert_eq!(bulk.get(0).unwrap().to_record(), public::Open::default());
    assert_eq!(bulk.clone().into_columns().id, [0]);
    assert!(format!("{:?}", bulk.get(0).unwrap()).contains("secret: None"));
}
