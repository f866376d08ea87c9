//! Stage 3: refuses records that make no sense, with the next step.
//!
//! What is refused is also taken out of the model, so that rustc does not complain about the expansion a second time.

mod derived;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Data, DeriveInput, Meta};

use crate::attr::{Errors, Target};
use crate::model::{Field, Kind, Record, is_surely_not_text, optional};

/// Refuses what is no struct.
pub(crate) fn refuse_kind(input: &DeriveInput, errors: &mut Errors) {
    let (place, message): (TokenStream, &str) = match &input.data {
        Data::Enum(data) => (
            data.enum_token.to_token_stream(),
            "an enum has no columns; keep the enum as a field of a struct, and derive `SoA` for that struct",
        ),
        Data::Union(data) => (
            data.union_token.to_token_stream(),
            "a union has no columns; keep the union as a field of a struct, and derive `SoA` for that struct",
        ),
        Data::Struct(_) => return,
    };
    errors.at(place, message);
}

/// Refuses contradictions between options, and names that clash.
pub(crate) fn validate(record: &mut Record, errors: &mut Errors) {
    for field in &mut record.fields {
        contradictions(field, errors);
    }
    derived::validate(record, errors);
    external_names(record, errors);
    method_names(record, errors);
    additions(record, errors);
    record
        .attr
        .derives
        .iter_mut()
        .for_each(|addition| addition.metas.retain(|meta| !has_already(addition.target, meta)));
}

fn contradictions(field: &mut Field, errors: &mut Errors) {
    let (attr, label) = (&field.attr, &field.label);
    let kept = [
        attr.nested.as_ref().map(|key| (key, "nested")),
        attr.dict.as_ref().map(|key| (key, "dict")),
        attr.column.as_ref().map(|(key, _)| (key, "column")),
    ];
    let mut kept = kept.into_iter().flatten();
    if let Some((_, first)) = kept.next() {
        for (key, other) in kept {
            errors.at(key, format!("`{first}` and `{other}` both say how `{label}` is kept; keep one"));
        }
    }
    if let Some(dict) = &attr.dict {
        let text = optional(&field.ty).unwrap_or(&field.ty);
        if attr.nested.is_none() && attr.column.is_none() && is_surely_not_text(text) {
            errors.at(dict, format!("`dict` is for text, and `{label}` is not a `String`; remove `dict`"));
            field.kind = Kind::undemanding(&field.ty);
        }
    }
    if let (Some((key, _)), None) = (&attr.message, &attr.validate) {
        errors.at(
            key,
            format!("`message` without `validate` is never shown; add `validate = |{label}| …`, or remove it"),
        );
    }
    if let (Some((key, _)), Kind::Nested) = (&attr.validate, &field.kind) {
        errors.at(
            key,
            format!("a nested record has its own validators; put `validate` on a field of the type of `{label}`"),
        );
    }
}

fn external_names(record: &Record, errors: &mut Errors) {
    let columns: Vec<_> = record.fields.iter().chain(record.derived.iter().map(|derived| &derived.column)).collect();
    for (index, field) in columns.iter().enumerate() {
        let Some(other) = columns[..index].iter().find(|other| other.external == field.external) else {
            continue;
        };
        let message = format!(
            "`{}` and `{}` have the same external name \"{}\"; rename one",
            other.label, field.label, field.external
        );
        match (&field.attr.rename, &other.attr.rename) {
            (Some(name), _) | (None, Some(name)) => errors.at(name, message),
            (None, None) => errors.at(&field.accessor, message),
        }
    }
    for field in columns {
        if let Some(name) = &field.attr.rename
            && name.value().is_empty()
        {
            errors.at(name, format!("the external name of `{}` is empty; write one, or remove `rename`", field.label));
        }
    }
    aliases(record, errors);
}

/// Refuses further names that a column has already.
fn aliases(record: &Record, errors: &mut Errors) {
    let mut known: Vec<(String, &str)> =
        record.fields.iter().map(|field| (field.external.clone(), field.label.as_str())).collect();
    for field in &record.fields {
        for alias in &field.attr.aliases {
            let name = alias.value();
            match known.iter().find(|(known, _)| *known == name) {
                Some((_, owner)) => errors.at(
                    alias,
                    format!("\"{name}\" is a name of `{owner}` already; remove this alias, or give another"),
                ),
                None => known.push((name, &field.label)),
            }
        }
    }
}

/// Refuses fields whose accessors would have the name of another method.
fn method_names(record: &mut Record, errors: &mut Errors) {
    let mut clashing = Vec::new();
    for (index, field) in record.fields.iter().enumerate() {
        if field.label == "as_proxy" {
            clashing.push(index);
            let message = format!(
                "`as_proxy` is a method of the generated trait `{}`; give the field another name, and `#[soa(rename = \"as_proxy\")]` to keep this one outside",
                record.names.row
            );
            errors.at(&field.accessor, message);
        }
        let clash = record.fields.iter().find(|other| !other.is_read_only() && other.accessor_mut == field.label);
        if let Some(other) = clash {
            clashing.push(index);
            let message = format!(
                "the method `{}` would read this field and also write the field `{}`; give this field another name",
                field.label, other.label
            );
            errors.at(&field.accessor, message);
        }
    }
    for index in clashing {
        record.fields[index].accessible = false;
        record.fields[index].open = false;
    }
}

/// Refuses derives that the generated types have anyway.
fn additions(record: &Record, errors: &mut Errors) {
    for addition in &record.attr.derives {
        for meta in addition.metas.iter().filter(|meta| has_already(addition.target, meta)) {
            let name = meta.path().to_token_stream();
            errors.at(meta, format!("the generated type has `{name}` already; remove it here"));
        }
    }
}

fn has_already(target: Target, meta: &Meta) -> bool {
    let names = ["Clone", "Copy", "Debug", "PartialEq"];
    matches!(target, Target::View | Target::Proxy) && names.iter().any(|name| meta.path().is_ident(name))
}
