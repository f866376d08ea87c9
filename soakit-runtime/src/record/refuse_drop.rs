//! Tells at compile time whether a record implements `Drop`, so that the derive can explain error E0509.
//!
//! An inherent constant is preferred to a trait's: `DropProbe::<T>::IS_DROP` is the inherent one where `T: Drop`, and
//! [`NoDrop`]'s everywhere else. That works for concrete types only, where rustc can tell.

use core::marker::PhantomData;

/// Asks whether `T` implements `Drop` itself; whether its fields do is no matter.
pub struct DropProbe<T>(PhantomData<fn() -> T>);

#[expect(drop_bounds, reason = "it is the very question")]
impl<T: Drop> DropProbe<T> {
    /// It does.
    pub const IS_DROP: bool = true;
}

/// The answer for types that do not implement `Drop`.
pub trait NoDrop {
    /// It does not.
    const IS_DROP: bool = false;
}

impl<T> NoDrop for DropProbe<T> {}
