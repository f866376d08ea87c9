//! Declarations of derived columns that a `macro_rules!` puts together: rustc wraps its fragments in invisible parentheses.

#![allow(dead_code, clippy::float_cmp, clippy::trivially_copy_pass_by_ref)]

use soakit::SoA;

fn double(mass: &f64) -> f64 {
    mass * 2.0
}

macro_rules! record {
    (
        $vis:vis $name:ident { $($field:ident: $stored:ty),* }
        columns { $($(#[$meta:meta])* $column_vis:vis $column:ident: $ty:ty = $computed:expr;)* }
        body $with_body:ident: |$dependency:ident| $body:expr;
        call $with_call:ident: $function:path;
        tokens { $($tokens:tt)* }
    ) => {
        #[derive(SoA)]
        #[soa(derived(
            $($(#[$meta])* $column_vis $column: $ty = $computed,)*
            $with_body: f64 = |$dependency| $body,
            $with_call: f64 = $function($dependency),
        ), derived($($tokens)*))]
        $vis struct $name {
            $($field: $stored),*
        }
    };
}

record! {
    pub(crate) Body { mass: f64, charge: f64 }
    columns {
        /// Charge to mass.
        #[soa(rename = "Ratio")]
        pub(crate) ratio: f64 = |mass, &charge| charge / mass;
        shares: [f64] = |mass| mass.iter().map(|cell| cell / 2.0).collect();
        heavy: bool = is_heavy(ratio);
    }
    body half: |mass| mass / 2.0;
    call twice: self::double;
    tokens { eager quarter: f64 = |half| half / 2.0 }
}

fn is_heavy(ratio: &f64) -> bool {
    *ratio < 1.0
}

#[test]
fn fragments_declare_derived_columns() {
    let body = Body { mass: 1.0, charge: 2.0 };
    assert_eq!(double(&body.mass), body.charge);
}
