//! How `derived(…)` is read: where a declaration ends, what a path is, and what becomes of mistakes.

use std::collections::HashSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput};

use crate::attr::{Errors, Expression};
use crate::model::{Derived, Record, Source};

/// The record without its mistakes, and what is said of them.
fn read(input: TokenStream) -> (Record, Vec<String>) {
    let input: DeriveInput = syn::parse2(input).unwrap();
    let Data::Struct(data) = &input.data else { panic!("tests are about structs") };
    let mut errors = Errors::default();
    let mut record = Record::new(&input, Some(&data.fields), &mut errors);
    crate::validate::validate(&mut record, &mut errors);
    let messages = errors.into_messages();
    (record, messages)
}

fn body(derived: TokenStream) -> (Record, Vec<String>) {
    read(quote! {
        #[soa(#derived)]
        struct Body<'x, T> {
            mass: f64,
            vx: f64,
            vy: f64,
            r#type: u8,
            name: &'x str,
            other: T,
            #[soa(nested)]
            pos: Point,
            hits: std::cell::Cell<u32>,
        }
    })
}

/// The columns of a record without mistakes.
fn columns(derived: TokenStream) -> Vec<Derived> {
    let (record, messages) = body(derived);
    assert!(messages.is_empty(), "{messages:#?}");
    record.derived
}

/// `name: type = path as name, …; code`
fn shown(derived: &Derived) -> String {
    let eager = if derived.eager { "eager " } else { "" };
    let ty = derived.column.ty.to_token_stream();
    let ty = if derived.is_whole { quote!([#ty]) } else { ty };
    let inputs = derived.inputs.iter().map(|input| {
        let and = if input.pattern.by_ref { "&" } else { "" };
        if let Some(Expression::Call { .. }) = derived.expression {
            return input.path.text();
        }
        format!("{} as {and}{}", input.path.text(), input.pattern.name)
    });
    let inputs: Vec<_> = inputs.collect();
    let code = match &derived.expression {
        None => "stub".to_owned(),
        Some(Expression::Closure { body }) => format!("{{ {body} }}"),
        Some(Expression::Call { function, .. }) => format!("{function}()"),
    };
    format!("{eager}{}: {ty} = {} => {code}", derived.column.label, inputs.join(", "))
}

fn all_shown(derived: TokenStream) -> Vec<String> {
    columns(derived).iter().map(shown).collect()
}

fn messages(derived: TokenStream) -> Vec<String> {
    body(derived).1
}

fn invisible(tokens: TokenStream) -> TokenTree {
    TokenTree::Group(Group::new(Delimiter::None, tokens))
}

#[test]
fn closures_and_calls_name_their_dependencies() {
    let shown = all_shown(quote!(derived(
        pub eager speed: f64 = |vx, &vy, pos.x, pos.y as wx, pos.z as &wy, &pos.w as w| vx.hypot(vy),
        share: [f64] = |mass| normalise(mass),
        rank: [u32] = rank_of(mass, pos.x),
    )));
    assert_eq!(
        shown,
        [
            "eager speed: f64 = vx as vx, vy as &vy, pos.x as x, pos.y as wx, pos.z as &wy, pos.w as &w => { vx . hypot (vy) }",
            "share: [f64] = mass as mass => { normalise (mass) }",
            "rank: [u32] = mass, pos.x => rank_of()",
        ]
    );
}

#[test]
fn commas_within_generics_and_closures_end_nothing() {
    let shown = all_shown(quote!(derived(
        a: f64 = |mass| convert::<A, B>(mass) + <C as Into<D, E>>::into(mass),
        b: bool = |mass| mass < 3.0, c: bool = |vx| vx == |x, y| x,
        d: u8 = path::f::<A, B, { N < 3 }>(mass),
        e: u8 = |vx| f::<A, _, dyn C, pos>(vx),
    )));
    assert_eq!(shown.len(), 5);
    assert_eq!(
        shown[0],
        "a: f64 = mass as mass => { convert :: < A , B > (mass) + < C as Into < D , E >> :: into (mass) }"
    );
    assert_eq!(shown[2], "c: bool = vx as vx => { vx == | x , y | x }");
    assert_eq!(shown[3], "d: u8 = mass => path :: f :: < A , B , { N < 3 } >()");
}

#[test]
fn a_comma_behind_the_last_declaration_is_optional() {
    assert_eq!(all_shown(quote!(derived(a: f64 = |mass| *mass))).len(), 1);
    assert_eq!(all_shown(quote!(derived(a: f64 = f(mass)))).len(), 1);
    assert_eq!(all_shown(quote!(derived())).len(), 0);
}

#[test]
fn a_path_of_numbers_is_taken_apart() {
    let shown = all_shown(
        quote!(derived(a: f64 = |pos.0.1 as x, pos.0 as y, pos.1.2.z, pos.0.0.10 as w| x, b: f64 = f(pos.0))),
    );
    assert_eq!(shown[0], "a: f64 = pos.0.1 as x, pos.0 as y, pos.1.2.z as z, pos.0.0.10 as w => { x }");
    assert_eq!(shown[1], "b: f64 = pos.0 => f()");
    let columns = columns(quote!(derived(a: f64 = |pos.0.1 as x| x)));
    let Source::Field { index, rest } = &columns[0].inputs[0].source else { panic!("`pos` is a field") };
    assert_eq!((*index, rest.len()), (6, 2));
}

#[test]
fn a_number_needs_a_name() {
    assert_eq!(
        messages(quote!(derived(a: f64 = |pos.0| 1.0))),
        ["`pos.0` ends with a number; give it a name: `pos.0 as pos_0`"]
    );
}

#[test]
fn fields_of_a_tuple_struct_go_by_their_accessors() {
    let (record, messages) = read(quote! {
        #[soa(derived(sum: f64 = |field_0, &field_1| field_0 + field_1, bad: f64 = |0| 1.0))]
        struct Pair(f64, f64);
    });
    assert_eq!(messages, ["a number names no column; for a field of a tuple struct write `field_0`"]);
    assert_eq!(
        shown(&record.derived[0]),
        "sum: f64 = field_0 as field_0, field_1 as &field_1 => { field_0 + field_1 }"
    );
}

#[test]
fn raw_identifiers_are_names_like_others() {
    let columns = columns(quote!(derived(r#fn: u8 = |r#type| *r#type, b: u8 = |r#fn as f| *f, c: u8 = |r#mass| 0)));
    assert_eq!(columns[0].column.label, "fn");
    assert_eq!(columns[0].column.external, "fn");
    assert_eq!(columns[0].column.accessor.to_string(), "r#fn");
    assert_eq!(shown(&columns[1]), "b: u8 = r#fn as f => { * f }");
    assert_eq!(messages(quote!(derived(fn: u8 = |mass| 1))), ["`fn` is a keyword; write `r#fn`"]);
}

#[test]
fn eager_is_a_keyword_only_before_a_name() {
    let shown = all_shown(quote!(derived(
        eager: f64 = |mass| *mass,
        eager speed: f64 = |eager| *eager,
        pub(crate) eager r#slow: f64 = f(eager),
        pub quick: f64 = f(eager),
        r#eager_too: f64 = f(eager),
    )));
    let names: Vec<_> = shown.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(names, ["eager", "eager speed", "eager slow", "quick", "eager_too"]);
}

#[test]
fn several_lists_add_up() {
    let (record, messages) = read(quote! {
        #[soa(derived(b: f64 = |c| *c), derived(c: f64 = |mass| *mass))]
        #[soa(derived(d: f64 = |b| *b))]
        struct Body { mass: f64 }
    });
    assert!(messages.is_empty(), "{messages:#?}");
    let labels: Vec<_> = record.derived.iter().map(|derived| &*derived.column.label).collect();
    assert_eq!(labels, ["b", "c", "d"]);
    assert_eq!(record.derived_order, [1, 0, 2]);
}

#[test]
fn fragments_of_a_macro_are_transparent() {
    let ty = invisible(quote!(f64));
    let whole = invisible(quote!([u32]));
    let [closure, call, code] =
        [quote!(|mass, &vx| mass + vx), quote!(Self::f::<A, B>(mass)), quote!(mass + 1.0)].map(invisible);
    let (function, nothing, public) = (invisible(quote!(path::f)), invisible(quote!()), invisible(quote!(pub(crate))));
    let doc = invisible(quote!(doc = " Twice."));
    let shown = all_shown(quote!(derived(
        #[#doc] #nothing a: #ty = #closure,
        #public eager b: #whole = #call,
        #nothing c: #ty = |mass| #code,
        d: #ty = #function(mass),
    )));
    assert_eq!(
        shown,
        [
            "a: f64 = mass as mass, vx as &vx => { mass + vx }",
            "eager b: [u32] = mass => Body :: < 'x , T > :: f :: < A , B >()",
            "c: f64 = mass as mass => { mass + 1.0 }",
            "d: f64 = mass => path :: f()",
        ]
    );
}

#[test]
fn self_is_named() {
    let columns = columns(quote!(derived(
        #[soa(before = Self::prepare, validate = Self::check)]
        a: Option<Vec<Self>> = |mass| Some(vec![Self::new(mass), <Self as New>::new()]),
        b: u8 = <Self as New>::f(mass),
    )));
    assert_eq!(columns[0].column.ty.to_token_stream().to_string(), "Option < Vec < Body < 'x , T > > >");
    assert_eq!(columns[0].before.as_ref().unwrap().to_string(), "Body :: < 'x , T > :: prepare");
    assert!(
        shown(&columns[0])
            .contains("Some (vec ! [Body :: < 'x , T > :: new (mass) , < Body :: < 'x , T > as New > :: new ()])")
    );
    assert!(shown(&columns[1]).ends_with("< Body :: < 'x , T > as New > :: f()"));
}

#[test]
fn options_and_documentation_belong_to_the_column() {
    let columns = columns(quote!(derived(
        /// How fast.
        #[soa(rename = "Speed", validate = check::<A, B>, message = "no", serialize, before = path::f::<A, B>, after = <T as X>::g)]
        #[soa(column = Floats)]
        speed: f64 = |vx| *vx,
        #[soa(dict)]
        kind: String = |mass| String::new(),
    )));
    let speed = &columns[0];
    assert_eq!((speed.column.external.as_str(), speed.column.doc_text().as_str()), ("Speed", "How fast."));
    assert!(speed.serialize.is_some() && speed.before.is_some());
    assert_eq!(speed.after.as_ref().unwrap().to_string(), "< T as X > :: g");
    assert_eq!(speed.column.attr.validate.as_ref().unwrap().1.to_string(), "check :: < A , B >");
}

#[test]
fn lifetimes_that_last_are_no_borrow() {
    let shown = all_shown(quote!(derived(
        a: &'static str = |mass| "a",
        b: Option<&'x str> = |name| Some(*name),
        c: fn(&str) -> &str = |mass| f,
        d: Box<dyn for<'a> Fn(&'a T) -> &'a T> = |mass| f(),
    )));
    assert_eq!(shown.len(), 4);
}

#[test]
fn borrows_are_found_wherever_they_are() {
    let borrowing = quote!(derived(
        a: Option<&str> = |mass| None,
        b: (u8, &'b [f64]) = |mass| None,
        c: Cow<'_, str> = |mass| None,
        d: [&T] = |mass| None,
    ));
    assert_eq!(
        messages(borrowing),
        [
            "a derived column owns its values; write `String`",
            "a derived column owns its values; write `Vec<f64>`",
            "a derived column owns its values; write a type without `'_`",
            "a derived column owns its values; write `T`",
        ]
    );
}

#[test]
fn one_mistake_gives_one_error_and_a_stub() {
    let (record, messages) = body(quote!(derived(
        a: f64 = |mas| *mas,
        b: f64 = |a| *a,
        c: f64 = |b, mass| *b,
        d: f64 = |mass| *mass,
        e: f64 = f(d, 3),
        f: f64 = |e| *e,
        g: f64 = |d| *d,
    )));
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert_eq!(stubs(&record), ["a", "e"]);
    assert_eq!(record.derived.len(), 7);
}

#[test]
fn what_depends_on_a_column_without_a_name_is_a_stub() {
    let (record, messages) = body(quote!(derived(
        mass: f64 = |vx| *vx,
        vx_mut: f64 = |vx| *vx,
        b: f64 = |vx_mut| *vx_mut,
        c: f64 = |b| *b,
        d: f64 = |c| *c,
    )));
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert_eq!(stubs(&record), ["b"]);
    let labels: Vec<_> = record.derived.iter().map(|derived| (derived.index, &*derived.column.label)).collect();
    assert_eq!(labels, [(0, "b"), (1, "c"), (2, "d")]);
    let Source::Derived { index: 1 } = record.derived[2].inputs[0].source else { panic!("`d` depends on `c`") };
    assert_eq!(record.derived_order, [0, 1, 2]);
}

/// The columns that stand for a mistake.
fn stubs(record: &Record) -> Vec<&str> {
    record.derived.iter().filter(|derived| derived.is_stub()).map(|derived| &*derived.column.label).collect()
}

#[test]
fn a_broken_declaration_ends_where_the_next_begins() {
    for broken in [
        quote!(),
        quote!(a f64 = |mass| 1.0),
        quote!(a: f64 |mass| 1.0),
        quote!(a: f64),
        quote!(a: f64 =),
        quote!(a: = |mass| 1.0),
        quote!(a = |mass| 1.0),
        quote!(a: f64 = mass + vx),
        quote!(a: f64 = 3.0),
        quote!(a: f64 = mass.abs()),
        quote!(a: f64 = f(mass)(vx)),
        quote!(a: f64 = f!(mass)),
        quote!(a: f64 = f(mass | vx)),
        quote!(a: f64 = f(mass + 1.0)),
        quote!(a: f64 = f(&mass)),
        quote!(a: f64 = f(*mass)),
        quote!(a: f64 = f(mass as m)),
        quote!(a: f64 = f(g(mass))),
        quote!(a: f64 = f()),
        quote!(a: f64 = || 1.0),
        quote!(a: f64 = move |mass| 1.0),
        quote!(a: f64 = |mass|),
        quote!(a: f64 = |mass| -> f64 { 1.0 }),
        quote!(a: f64 = |mass, vx),
        quote!(a: f64 = |mass: &f64, vx| 1.0),
        quote!(a: f64 = |mut mass| 1.0),
        quote!(a: f64 = |self.mass| 1.0),
        quote!(a: f64 = |(mass, vx)| 1.0),
        quote!(a: f64 = |mass vx| 1.0),
        quote!(a: f64 = |mass as| 1.0),
        quote!(a: f64 = |&mass as &m| 1.0),
        quote!(a: f64 = |pos.| 1.0),
        quote!(a: f64 = |vx, vx| 1.0),
        quote!(a: f64 = |vx, vy as vx| 1.0),
        quote!(a: f64 = |pos.x, pos.y.x| 1.0),
        quote!(fn: f64 = |mass| 1.0),
        quote!(_: f64 = |mass| 1.0),
        quote!(pub = |mass| 1.0),
        quote!(a: _ = |mass| 1.0),
        quote!(a: &str = |mass| 1.0),
        quote!(a: f64 = |hits| 1.0),
        quote!(a: f64 = |vx.x| 1.0),
        quote!(a: f64 = |z.x| 1.0),
        quote!(mass: f64 = |mass| 1.0),
        quote!(z: f64 = |mass| 1.0),
        quote!(vx_mut: f64 = |mass| 1.0),
        quote!(len: f64 = |mass| 1.0),
        quote!(a: f64 = |a| 1.0),
    ] {
        let (record, messages) = body(quote!(derived(z: f64 = |mass| 1.0, #broken, y: f64 = |mass| *mass,)));
        assert_eq!(messages.len(), 1, "{broken}: {messages:#?}");
        let right = record.derived.iter().filter(|derived| !derived.is_stub());
        let labels: Vec<_> = right.map(|derived| &*derived.column.label).collect();
        assert_eq!(labels, ["z", "y"], "{broken}");
    }
}

#[test]
fn a_circle_is_told_once() {
    let (record, messages) = body(quote!(derived(
        a: f64 = |b| 1.0,
        b: f64 = |mass, c| 1.0,
        c: f64 = |a, vx| 1.0,
        d: f64 = |c| 1.0,
        e: f64 = |f| 1.0,
        f: f64 = |e| 1.0,
        g: f64 = |mass| 1.0,
    )));
    assert_eq!(messages.len(), 2, "{messages:#?}");
    assert!(messages[0].starts_with("`a → b → c → a` "), "{}", messages[0]);
    assert!(messages[1].starts_with("`e → f → e` "), "{}", messages[1]);
    assert_eq!(stubs(&record), ["a", "b", "c", "e", "f"]);
}

#[test]
fn external_names_of_fields_and_derived_columns_are_one_set() {
    let clash = quote!(derived(#[soa(rename = "vx")] a: f64 = |mass| 1.0, b: f64 = |mass| 1.0));
    assert_eq!(messages(clash), ["`vx` and `a` have the same external name \"vx\"; rename one"]);
}

#[test]
fn rows_and_whole_columns_are_told_apart() {
    let (record, messages) = body(quote!(derived(
        speed: f64 = |vx, vy| 1.0,
        rank: [u32] = |speed, pos.x| f(),
        both: f64 = |rank, vx, mass, pos.0 as p| 1.0,
        row: f64 = |speed, pos.field_0 as a, pos.y| 1.0,
    )));
    assert!(messages.is_empty(), "{messages:#?}");
    let shown = |label: &str| {
        let derived = record.derived.iter().find(|derived| derived.column.label == label).unwrap();
        [record.stored_dependencies(derived), record.whole_dependencies(derived)].map(|stored| {
            let names = stored
                .iter()
                .map(|stored| format!("{}{}", record.fields[stored.index].label, crate::attr::rest_key(stored.rest)));
            names.collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(shown("speed"), ["vx vy", ""]);
    assert_eq!(shown("rank"), ["", "vx vy pos.x"]);
    assert_eq!(shown("both"), ["mass pos.field_0", "vx vy pos.x"]);
    assert_eq!(shown("row"), ["vx vy pos.field_0 pos.y", ""]);
}

#[test]
fn a_link_has_one_reader_and_nothing_to_tell() {
    let (record, messages) = body(quote!(derived(
        link: f64 = |mass| 1.0,
        reader: f64 = |link| 1.0,
        eager eager_one: f64 = |mass| 1.0,
        #[soa(validate = f)] checked: f64 = |mass| 1.0,
        #[soa(after = f)] told: f64 = |mass| 1.0,
        twice: f64 = |mass| 1.0,
        of_whole: f64 = |mass| 1.0,
        whole: [f64] = |of_whole| f(),
        end: f64 = |eager_one, checked, told, twice, whole| 1.0,
        second: f64 = |twice| 1.0,
    )));
    assert!(messages.is_empty(), "{messages:#?}");
    let links: HashSet<_> = record.derived.iter().filter(|it| record.is_link(it)).map(|it| &*it.column.label).collect();
    assert_eq!(links, HashSet::from(["link"]));
}
