//! Names of columns as names of fields, names of files as names of types: what a struct can be printed with.

/// Names that a type shall not have: those that the printed struct uses itself.
const USED: [&str; 12] =
    ["Self", "Option", "String", "Vec", "SoA", "Clone", "Debug", "PartialEq", "Bulk", "Cell", "Some", "None"];

/// Words of the language, strict and reserved, up to the newest edition.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "Self",
];

/// Keywords that are none of a field even with `r#`.
const NEVER_RAW: [&str; 3] = ["self", "super", "crate"];

/// A field for each column, in snake case and all different.
pub(super) fn field_names(columns: &[String]) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let mut name = words(column).join("_");
        if name.is_empty() || name.starts_with(|letter: char| !unicode_ident::is_xid_start(letter)) {
            name = if name.is_empty() { format!("column_{}", index + 1) } else { format!("column_{name}") };
        }
        if NEVER_RAW.contains(&&*name) || name == "as_proxy" {
            name.push('_');
        }
        // `x_mut` is the method that changes `x`.
        if name.ends_with("_mut") {
            name.push('_');
        }
        let mut field = name.clone();
        let mut number = 2;
        while fields.contains(&field) {
            field = format!("{name}_{number}");
            number += 1;
        }
        fields.push(field);
    }
    for field in &mut fields {
        if KEYWORDS.contains(&&**field) {
            field.insert_str(0, "r#");
        }
    }
    fields
}

/// A type's name, in upper camel case; `Row` if there is nothing to make one of.
pub(super) fn type_name(text: &str) -> String {
    let mut name = String::new();
    for word in words(text) {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.extend(letters);
    }
    if !name.starts_with(unicode_ident::is_xid_start) || USED.contains(&&*name) {
        name.insert_str(0, "Row");
    }
    name
}

/// The words of a name, in small letters: runs of letters and digits; `windSpeed` is two.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for letter in name.chars() {
        if unicode_ident::is_xid_continue(letter) && letter != '_' {
            let begins = before.is_none_or(|before: char| before.is_lowercase() && letter.is_uppercase());
            if begins {
                words.push(String::new());
            }
            words.last_mut().expect("a word has begun").extend(letter.to_lowercase());
            before = Some(letter);
        } else {
            before = None;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{field_names, type_name};

    #[test]
    fn every_name_makes_a_field_of_its_own() {
        let names = [
            "temp",
            "Wind gust",
            "windSpeed",
            "",
            "2010",
            "type",
            "self",
            "a-b",
            "a_b",
            "x_mut",
            "gr\u{f6}\u{df}e",
            "#",
            "HTTPStatus",
            "A.1",
            "as_proxy",
            "_",
            "\u{b2}",
            "column_4",
            "a.b",
        ];
        let fields = [
            "temp",
            "wind_gust",
            "wind_speed",
            "column_4",
            "column_2010",
            "r#type",
            "self_",
            "a_b",
            "a_b_2",
            "x_mut_",
            "gr\u{f6}\u{df}e",
            "column_12",
            "httpstatus",
            "a_1",
            "as_proxy_",
            "column_16",
            "column_17",
            "column_4_2",
            "a_b_3",
        ];
        assert_eq!(field_names(&names.map(String::from)), fields);
    }

    #[test]
    fn every_name_makes_a_type() {
        for (text, name) in [
            ("weather", "Weather"),
            ("2013-weather_data", "Row2013WeatherData"),
            ("", "Row"),
            ("*", "Row"),
            ("string", "RowString"),
            ("self", "RowSelf"),
        ] {
            assert_eq!(type_name(text), name);
        }
    }
}
