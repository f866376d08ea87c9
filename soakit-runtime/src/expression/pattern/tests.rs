use alloc::{string::ToString, vec::Vec};

use super::*;
use crate::words::random::{ROUNDS, Random};

/// The dullest matcher: tries everything. For patterns without classes and escapes.
fn dull(pattern: &[char], text: &[char], any: char, one: char) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((&first, rest)) if first == any => (0..=text.len()).any(|skip| dull(rest, &text[skip..], any, one)),
        Some((&first, rest)) => text
            .split_first()
            .is_some_and(|(&head, tail)| (first == one || first == head) && dull(rest, tail, any, one)),
    }
}

fn like(pattern: &str, text: &str) -> bool {
    Wildcards::like(pattern, Case::Exact).expect("a pattern").matches(text)
}

fn glob(pattern: &str, text: &str) -> bool {
    Wildcards::glob(pattern, Case::Exact).expect("a pattern").matches(text)
}

#[test]
fn wildcards_agree_with_trying_everything() {
    let mut matched = 0;
    for seed in 0..ROUNDS * 20 {
        let mut random = Random::new(seed);
        let (pattern, text) = (random.text(6, &['%', '_', '%', 'a', 'b', 'é']), random.text(8, &['a', 'b', 'é', 'A']));
        let characters: Vec<char> = text.chars().collect();
        let expected = dull(&pattern.chars().collect::<Vec<_>>(), &characters, '%', '_');
        matched += usize::from(expected);
        assert_eq!(like(&pattern, &text), expected, "{pattern} {text}");
        let globbed = pattern.replace('%', "*").replace('_', "?");
        assert_eq!(glob(&globbed, &text), expected, "{globbed} {text}");
        // A class of one character is that character, but searched as a class.
        assert_eq!(glob(&globbed.replace('a', "[a]").replace('b', "[!éaA]"), &text), expected, "{globbed} {text}");
        let folded = Wildcards::like(&pattern.to_uppercase(), Case::Ignored).expect("a pattern").matches(&text);
        let lowered: Vec<char> = text.to_lowercase().chars().collect();
        assert_eq!(folded, dull(&pattern.chars().collect::<Vec<_>>(), &lowered, '%', '_'), "{pattern} {text}");
    }
    assert!(matched > ROUNDS as usize);
}

#[test]
fn pieces_do_not_share_characters() {
    assert!(!like("aba%aba", "aba") && !like("ab%ba", "aba") && like("ab%ba", "abba"));
    assert!(!like("%ana%ana%", "banana") && like("%ana%na%", "bananana"));
    assert!(like("%special%requests%", "the special, the requests") && !like("%special%requests%", "requests special"));
}

#[test]
fn empty_patterns_match_empty_texts() {
    assert!(like("", "") && !like("", "a") && like("%", "") && like("%%", "a") && !like("_", "") && !like("%_", ""));
}

#[test]
fn escapes_take_wildcards_as_they_are() {
    assert!(like(r"100\%", "100%") && !like(r"100\%", "1000") && like(r"a\_b%", "a_bc") && !like(r"a\_b%", "axbc"));
    assert!(like(r"\\%", r"\x") && glob(r"\*[\]\-]", "*]") && glob(r"\*[\]\-]", "*-") && !glob(r"\*[\]\-]", r"*\"));
}

#[test]
fn classes_have_ranges_and_edges() {
    assert!(glob("[a-c][!a-c]", "bd") && !glob("[a-c][!a-c]", "bb") && !glob("[a-c]", ""));
    assert!(glob("[]a]", "]") && glob("[!]a]", "b") && !glob("[!]a]", "]") && glob("[a-]", "-") && glob("[-a]", "-"));
    assert!(glob("[à-ý]*", "été") && glob("[^x]", "y") && !glob("[^x]", "x") && glob("x]", "x]"));
    let either = Wildcards::glob("[A-C]*[!x]", Case::Ignored).expect("a pattern");
    assert!(either.matches("bY") && !either.matches("bX") && !either.matches("dy"));
}

#[test]
fn case_is_ignored_character_by_character() {
    let ignored = |pattern: &str, text: &str| Wildcards::like(pattern, Case::Ignored).expect("a pattern").matches(text);
    assert!(ignored("%ÉCOLE%", "une école") && ignored("é_", "ÉX") && ignored("k", "\u{212A}"));
    assert!(!ignored("ß", "SS") && ignored("İ", "İ") && !ignored("İ", "i") && !ignored("σ", "ς"));
}

#[test]
fn errors_say_where_and_what_to_write() {
    let error = |pattern| Wildcards::glob(pattern, Case::Exact).expect_err("no pattern");
    assert_eq!((error("é[a-").byte_offset, error("é[a-").problem), (2, PatternProblem::ClassNotClosed));
    assert_eq!((error("[]").byte_offset, error("[!]").problem), (0, PatternProblem::ClassNotClosed));
    assert_eq!((error("ab\\").byte_offset, error("[\\").problem), (2, PatternProblem::EscapesNothing));
    assert_eq!(error("[z-a]").to_string(), "the pattern `[z-a]`, byte 1: the range `z-a` runs backwards; write `a-z`");
    let error = Wildcards::like("50%\\", Case::Exact).expect_err("no pattern");
    assert_eq!(
        error.to_string(),
        r"the pattern `50%\`, byte 3: the backslash escapes nothing; write `\\` for a backslash"
    );
}

#[cfg(feature = "regex")]
#[test]
fn a_regex_matches_anywhere() {
    let regex = |pattern, case| Regex::new(pattern, case).expect("an expression");
    assert!(regex("b+c", Case::Exact).matches("abbcd") && !regex("^b", Case::Exact).matches("ab"));
    assert!(regex("É", Case::Ignored).matches("é") && !regex("É", Case::Exact).matches("é"));
    let error = Regex::new("(a", Case::Exact).expect_err("no expression");
    assert!(error.to_string().contains("unclosed group"), "{error}");
}
