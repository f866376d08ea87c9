//! One mistake a program: `ui/*.rs` must not compile, for the reason in `ui/*.stderr`; `ui/pass/*.rs` is the same program
//! without the mistake. Read a changed message as its user would, then bless it with `TRYBUILD=overwrite`.

#[test]
fn mistakes_are_explained() {
    let tests = trybuild::TestCases::new();
    tests.compile_fail("tests/ui/*.rs");
    tests.pass("tests/ui/pass/*.rs");
}

#[test]
fn every_mistake_has_a_twin_that_compiles() {
    let names = |directory: &str| -> Vec<_> {
        let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = entries.filter(|name| name.ends_with(".rs")).collect();
        names.sort();
        names
    };
    assert_eq!(names("tests/ui"), names("tests/ui/pass"));
}
