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
        let paths = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        let programs = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
        let mut names: Vec<_> = programs.map(|path| path.file_name().unwrap().to_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(names("tests/ui"), names("tests/ui/pass"));
}
