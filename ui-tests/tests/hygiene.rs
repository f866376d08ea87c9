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
    /// A constant called like a derived column.
    #[allow(non_upper_case_globals)]
    const weight: f64 = 1.0;

    /// Not the expansion's.
    fn compute(cells: &[f64]) -> f64 {
        cells[0]
    }
    /// A function whose argument is called like a constant.
    fn same(cells: &[f64]) -> ::std::vec::Vec<f64> {
        cells.to_vec()
    }
    /// A function called like a derived column.
    fn store() {}
    /// A function called like a derived column.
    fn cells() {}
    /// A function called like a local variable of the expansion.
    fn cache() {}
    /// A function called like a local variable of the expansion.
    fn nested_0() {}
    /// A function called like a local variable of the expansion.
    fn cell_0() {}

    #[derive(::soakit::SoA)]
    struct Point {
        x: f64,
    }

    #[derive(::soakit::SoA)]
    #[soa(derived(
        weight: f64 = |mass as kilograms| *kilograms,
        weights: [f64] = |mass as kilograms| kilograms.to_vec(),
        store: f64 = |weights| compute(&[*weights]),
        masses: [f64] = same(mass),
        cells: f64 = |store as shop, mass as compute| shop * compute,
        cache: f64 = |cells, weight as store| *cells + *store,
        compute: [f64] = |position.x, rt as nested_0| x.iter().chain(&[]).take(nested_0.len()).copied().collect(),
        cell_0: ::std::string::String = |name| ::std::string::String::from(name),
        slot: ::core::option::Option<f64> = |position, spin| spin.map(|spin| spin * position.x),
    ))]
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
    #[soa(derived(
        /// Called like a method of `Itertools`.
        dedup: u8 = |push, iter| push + iter,
        /// Called like a method of `Bulk`.
        clear: [u8] = |push| push.iter().dedup().map(|push| push + 1).collect(),
        r#fn: u8 = |r#type, &get as r#loop| r#type + r#loop,
        r#match: usize = |len, r#fn as f| len + usize::from(*f),
    ))]
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
        assert_eq!(bulk.iter().map(|row| *row.dedup()).collect_vec(), [7]);
        assert_eq!((bulk.view().clear(), bulk.columns().clear()), (&[4][..], &[4][..]));
        assert_eq!((bulk.r#fn(), bulk.r#match(), bulk.col(|body| body.r#fn)), (&[14][..], &[16][..], &[14][..]));
        bulk.clear();
        assert_eq!(bulk.len(), 0);
    }
}

/// Types and fields that come from a macro.
mod from_macro_rules {
    use soakit::prelude::*;

    macro_rules! record {
        ($vis:vis $name:ident { $($field:ident: $ty:ty),* } $nested:ty, $a:lifetime, $($twice:ident: $twice_ty:ty = $of:ident),*) => {
            #[derive(SoA, Clone, Debug, PartialEq)]
            #[soa(derived(
                $($vis $twice: $twice_ty = |$of| $of.clone(),)*
                at: f64 = |position.x, checked| x * f64::from(*checked),
                own: Option<$nested> = |maybe, fixed| maybe.map(|maybe| maybe + fixed),
            ))]
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

    record!(Body { mass: f64, name: String, gust: Option<f64>, word: Option<String> } u8, 'a, heavy: f64 = mass, quick: f64 = heavy);

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
        assert_eq!((bulk.quick(), bulk.at(), bulk.own().get(0)), (&[1.0][..], &[0.0][..], Some(None)));
    }

    macro_rules! points {
        ($($name:ident)*) => {$(
            #[derive(SoA)]
            #[soa(derived(pub(super) length: f64 = |x, y| x.hypot(*y)))]
            pub(super) struct $name {
                pub(super) x: f64,
                y: f64,
            }
        )*};
    }

    points! { A B }

    #[test]
    fn one_macro_makes_many_records() {
        assert!(Bulk::<A>::new().x().is_empty() && Bulk::<A>::new().length().is_empty());
        assert!(Bulk::<B>::new().y().is_empty());
    }
}

#[test]
fn a_record_may_stand_in_a_function() {
    use soakit::prelude::*;

    const LIMIT: f64 = 2.0;

    #[derive(SoA)]
    #[soa(derived(
        far: Option<Kind> = |&x| (x > LIMIT).then_some(Kind::Near),
        words: String = |x| x.to_string(),
        limited: f64 = limited(words),
    ))]
    struct Point {
        x: f64,
        kind: Kind,
    }
    #[derive(Clone)]
    enum Kind {
        Near,
    }
    fn limited(words: &str) -> f64 {
        words.parse::<f64>().map_or(LIMIT, |x| x.min(LIMIT))
    }

    let mut bulk = Bulk::<Point>::new();
    bulk.push(Point { x: 3.0, kind: Kind::Near });
    assert_eq!(bulk.x(), [3.0]);
    assert_eq!(bulk.limited(), [2.0]);
    assert!(matches!(bulk.far().get(0), Some(Some(Kind::Near))));
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
    #[soa(attr(Proxy: must_use), derived(
        /// What others see, of what they do not see.
        pub is_secret: bool = |secret, inner.a| secret.is_some() && *a > 0,
        /// What others see, of all that they do not see.
        pub secrets: [u64] = |inner, hidden| inner.a.iter().zip(hidden.iter()).map(|(a, _)| u64::from(*a)).collect(),
        /// What nobody sees, of what others see.
        hidden: Secret = |id| if *id == 0 { Secret::Only } else { Secret::default() },
        pub(crate) hidden_too: Option<Secret> = |hidden| Some(hidden.clone()),
    ))]
    pub struct Open {
        /// What others see.
        pub id: u64,
        pub(crate) inside: u8,
        #[soa(nested)]
        inner: Inner,
        secret: Option<Secret>,
        /// What is not spoken of.
        #[doc(hidden)]
        pub quiet: u8,
    }

    /// A record of another's secrets.
    #[derive(SoA, Clone, Debug, Default, PartialEq)]
    #[soa(derived(
        /// What others see.
        pub number: u64 = |open.id, open.quiet| id + u64::from(*quiet),
        hidden: bool = |open.inner as inner, open.inner.a| inner.a == a,
    ))]
    pub struct Around {
        #[soa(nested)]
        open: Open,
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
    assert_eq!((bulk.is_secret(), bulk.secrets()), (&[false][..], &[0][..]));
    let around = Bulk::from(vec![public::Around::default()]);
    assert_eq!(around.number(), [0]);
    around.refresh_columns(|around| around.number);
}
