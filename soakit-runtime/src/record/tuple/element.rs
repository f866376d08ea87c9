//! [`Element`]: what a tuple record holds, and what its kind must say of it.
//!
//! The traits mirror `Stored`, `Lend` and `SoA`, for the same reasons: see there for why a lifetime is a parameter.

use super::super::{Cell, ColumnKind, Inspector, Miss, Path, Registry, Slot, Tokens, Value};
use crate::column::Column;

/// What a tuple record can hold: a [`Cell`], or a record.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a column of a result",
    label = "its column is not known",
    note = "put `#[derive(Cell)]` on the type, or `#[derive(SoA)]` if it is a record; or turn it into a number, a text or a tuple with `map`"
)]
pub trait Element: Sized {
    /// How it is kept: a column, or [`Nested`](super::Nested).
    type Kind: ElementKind<Self>;
}

impl<T: Cell> Element for T {
    type Kind = T::Column;
}

/// The column, or the tree of columns, that an element is kept in.
pub(super) type ColumnOf<T> = <<T as Element>::Kind as KindStored<T>>::Column;

/// How an element of type `T` is kept.
pub trait KindStored<T> {
    /// The column, or the tree of columns.
    type Column: Column;

    /// Takes an element apart.
    fn into_cell(element: T) -> <Self::Column as Column>::Item;

    /// Puts an element together.
    fn from_cell(cell: <Self::Column as Column>::Item) -> T;

    /// Borrows an element that is in no container.
    fn lend(element: &T) -> <Self::Column as Column>::Ref<'_>;
}

/// The borrowed forms of an element of type `T`, for one lifetime.
pub trait KindLend<'a, T, Implied = &'a T>: KindStored<T> {
    /// Contiguous elements.
    type View: ViewPart<'a, Element = T>;
    /// Contiguous elements, mutably.
    type ViewMut: ViewMutPart<'a, Element = T>;
    /// One element.
    type Proxy: ProxyPart<'a, Element = T>;
    /// One element, mutably.
    type ProxyMut: ProxyMutPart<'a, Element = T>;

    /// Names the slices of a tree.
    fn view(cells: <Self::Column as Column>::Slice<'a>) -> Self::View
    where
        Self: 'a,
        T: 'a;

    /// The slices of a view.
    fn view_cells(view: Self::View) -> <Self::Column as Column>::Slice<'a>
    where
        Self: 'a,
        T: 'a;

    /// Names the mutable slices of a tree.
    fn view_mut(cells: <Self::Column as Column>::SliceMut<'a>) -> Self::ViewMut
    where
        Self: 'a,
        T: 'a;

    /// The slices of a mutable view.
    fn view_mut_cells(view: Self::ViewMut) -> <Self::Column as Column>::SliceMut<'a>
    where
        Self: 'a,
        T: 'a;

    /// The slices of a mutable view, lent for a shorter time.
    fn view_mut_reborrow<'s>(view: &'s mut Self::ViewMut) -> <Self::Column as Column>::SliceMut<'s>
    where
        Self: 'a,
        T: 'a,
        'a: 's;

    /// The slices of a mutable view, shared for a shorter time.
    fn view_mut_share<'s>(view: &'s Self::ViewMut) -> <Self::Column as Column>::Slice<'s>
    where
        Self: 'a,
        T: 'a,
        'a: 's;

    /// Names the cells of a row.
    fn proxy(cells: <Self::Column as Column>::Ref<'a>) -> Self::Proxy
    where
        Self: 'a,
        T: 'a;

    /// The cells of a proxy, for any time that is not longer.
    fn proxy_cells<'s>(proxy: Self::Proxy) -> <Self::Column as Column>::Ref<'s>
    where
        Self: 'a,
        T: 'a,
        'a: 's;

    /// Names the mutable cells of a row.
    fn proxy_mut(cells: <Self::Column as Column>::Mut<'a>) -> Self::ProxyMut
    where
        Self: 'a,
        T: 'a;

    /// The cells of a mutable proxy, shared for a shorter time.
    fn proxy_mut_share<'s>(proxy: &'s Self::ProxyMut) -> <Self::Column as Column>::Ref<'s>;
}

/// What else a record must know of an element of type `T`.
pub trait ElementKind<T>: for<'x> KindLend<'x, T> {
    /// The tokens, in a record `R` in which the element stands at path `P`.
    type Fields<R, P: Path>: Tokens;
    /// What the owner of the columns gets.
    type Part;

    /// The kind of the column.
    const KIND: ColumnKind;
    /// The name of the type.
    const TYPE_NAME: &'static str;
    /// Whether it can be missing.
    const NULLABLE: bool = false;
    /// The columns of a nested record.
    const NESTED: Option<&'static Registry> = None;

    /// Gives a settled column to its owner.
    fn into_part(column: Self::Column) -> Self::Part;

    /// Takes it back.
    fn from_part(part: Self::Part) -> Self::Column;

    /// Shows every validated cell of a nested record to the inspector; `name` is the element's.
    fn validate<'a>(proxy: <Self as KindLend<'a, T>>::Proxy, name: &str, inspector: &mut Inspector<'_>)
    where
        Self: 'a,
        T: 'a,
    {
        let _ = (proxy, name, inspector);
    }

    /// The value of the element, or of the column `rest` of a nested record.
    ///
    /// # Errors
    /// When there is no such column, or its type has no runtime form.
    fn value<'a>(proxy: <Self as KindLend<'a, T>>::Proxy, rest: Option<&str>) -> Result<Value, Miss>
    where
        Self: 'a,
        T: 'a;

    /// Writes the element, or the column `rest` of a nested record.
    ///
    /// # Errors
    /// When there is no such column, its type has no runtime form, or the value has another type.
    fn set_value(slot: Slot<'_, Self::Column>, rest: Option<&str>, value: Value) -> Result<(), Miss>;
}

/// An element's part of a view.
#[diagnostic::on_unimplemented(message = "`{Self}` is no part of a view of tuples", label = "no borrowed column")]
pub trait ViewPart<'a>: Copy {
    /// The element.
    type Element: Element<Kind: KindLend<'a, Self::Element, View = Self>> + 'a;
}

/// An element's part of a mutable view.
#[diagnostic::on_unimplemented(message = "`{Self}` is no part of a view of tuples", label = "no borrowed column")]
pub trait ViewMutPart<'a>: Sized {
    /// The element.
    type Element: Element<Kind: KindLend<'a, Self::Element, ViewMut = Self>> + 'a;
}

/// An element's part of a proxy.
#[diagnostic::on_unimplemented(message = "`{Self}` is no part of a row of tuples", label = "no borrowed cell")]
pub trait ProxyPart<'a>: Copy {
    /// The element.
    type Element: Element<Kind: KindLend<'a, Self::Element, Proxy = Self>> + 'a;
}

/// An element's part of a mutable proxy.
#[diagnostic::on_unimplemented(message = "`{Self}` is no part of a row of tuples", label = "no borrowed cell")]
pub trait ProxyMutPart<'a>: Sized {
    /// The element.
    type Element: Element<Kind: KindLend<'a, Self::Element, ProxyMut = Self>> + 'a;
}
