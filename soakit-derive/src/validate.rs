//! Stage 3: refuses records that make no sense, with the next step.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Data, DeriveInput};

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
pub(crate) fn validate(record: &Record, errors: &mut Errors) {
    for field in &record.fields {
        contradictions(field, errors);
    }
    external_names(record, errors);
    method_names(record, errors);
    additions(record, errors);
}

fn contradictions(field: &Field, errors: &mut Errors) {
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
        }
    }
    if let (Some((key, _)), None) = (&attr.message, &attr.validate) {
        errors.at(key, format!("`message` without `validate` is never shown; add `validate = |{label}| …`, or remove it"));
    }
    if let (Some((key, _)), Kind::Nested) = (&attr.validate, &field.kind) {
        errors.at(key, format!("a nested record has its own validators; put `validate` on a field of the type of `{label}`"));
    }
}

fn external_names(record: &Record, errors: &mut Errors) {
    for (index, field) in record.fields.iter().enumerate() {
        let Some(other) = record.fields[..index].iter().find(|other| other.external == field.external) else { continue };
        let message = format!(
            "`{}` and `{}` have the same external name \"{}\"; rename one",
            other.label, field.label, field.external
        );
        match (&field.attr.rename, &other.attr.rename) {
            (Some(name), _) | (None, Some(name)) => errors.at(name, message),
            (None, None) => errors.at(&field.accessor, message),
        }
    }
    for field in &record.fields {
        if let Some(name) = &field.attr.rename
            && name.value().is_empty()
        {
            errors.at(name, format!("the external name of `{}` is empty; write one, or remove `rename`", field.label));
        }
    }
}

/// Refuses fields whose accessors would have the name of another method.
fn method_names(record: &Record, errors: &mut Errors) {
    for field in &record.fields {
        if field.label == "as_proxy" {
            let message = format!(
                "`as_proxy` is a method of the generated trait `{}`; give the field another name, and `#[soa(rename = \"as_proxy\")]` to keep this one outside",
                record.names.row
            );
            errors.at(&field.accessor, message);
        }
        let clash = record.fields.iter().find(|other| !other.is_read_only() && other.accessor_mut == field.label);
        if let Some(other) = clash {
            let message = format!(
                "the method `{}` would read this field and also write the field `{}`; give this field another name",
                field.label, other.label
            );
            errors.at(&field.accessor, message);
        }
    }
}

/// Refuses derives that the generated types have anyway.
fn additions(record: &Record, errors: &mut Errors) {
    for addition in &record.attr.derives {
        let has: &[&str] = match addition.target {
            Target::View | Target::Proxy => &["Clone", "Copy", "Debug", "PartialEq"],
            Target::ViewMut | Target::ProxyMut => &[],
            Target::Columns => &[],
        };
        for meta in &addition.metas {
            if let Some(has) = has.iter().find(|has| meta.path().is_ident(*has)) {
                errors.at(meta, format!("the generated type has `{has}` already; remove it here"));
            }
        }
    }
}
