//! Expansions as reviewed Rust: `tests/expand/<name>.rs` is what a user writes, `tests/expand/<name>.expanded.rs` what the
//! derive adds. Read a changed expansion as a pull request; then bless it with `SOAKIT_BLESS=1 cargo test -p soakit-derive`.

mod derived;

use std::fs;
use std::path::PathBuf;

use quote::ToTokens;

fn expansion_is_as_reviewed(name: &str) {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let input = fs::read_to_string(directory.join(name).with_extension("rs")).expect("the input is there");
    let input = syn::parse_file(&input).expect("the input is Rust");
    let derive = if name.starts_with("cell_") { crate::cell::derive } else { crate::derive };
    let expansion: proc_macro2::TokenStream = input.items.iter().map(|item| derive(item.to_token_stream())).collect();
    let text = prettyplease::unparse(&syn::parse2(expansion).expect("the expansion is Rust"));
    let path = directory.join(name).with_extension("expanded.rs");
    if std::env::var_os("SOAKIT_BLESS").is_some() {
        return fs::write(&path, text).expect("the snapshot can be written");
    }
    let reviewed = fs::read_to_string(&path).unwrap_or_default();
    let difference = reviewed.lines().zip(text.lines()).position(|(reviewed, now)| reviewed != now);
    let line = difference.unwrap_or_else(|| reviewed.lines().count().min(text.lines().count()));
    assert!(
        reviewed == text,
        "{} differs from line {} on:\n  reviewed: {}\n  now:      {}\nset SOAKIT_BLESS=1 to accept",
        path.display(),
        line + 1,
        reviewed.lines().nth(line).unwrap_or_default(),
        text.lines().nth(line).unwrap_or_default(),
    );
}

macro_rules! expansions {
    ($($name:ident)*) => {$(
        #[test]
        fn $name() {
            expansion_is_as_reviewed(stringify!($name));
        }
    )*};
}

expansions! { plain nested generic tuple unit text_and_nullable validated hidden refused derived cell_enum cell_newtype }
