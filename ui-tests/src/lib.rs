//! Programs that must not compile, where `tests/ui` cannot hold them.

/// `columns_mut` with one column twice compiles until code is made for it. A test of documentation, and not of `ui/`: what
/// rustc prints depends on whether the source of the standard library is installed.
///
/// ```compile_fail,E0080
/// # use soakit::prelude::*;
/// # #[derive(SoA)]
/// # struct Body { vx: f64, vy: f64 }
/// let mut bulk = Bulk::<Body>::new();
/// let (_vx, _vy) = bulk.columns_mut(|b| (b.vx, b.vx));
/// ```
///
/// ```
/// # use soakit::prelude::*;
/// # #[derive(SoA)]
/// # struct Body { vx: f64, vy: f64 }
/// let mut bulk = Bulk::<Body>::new();
/// let (_vx, _vy) = bulk.columns_mut(|b| (b.vx, b.vy));
/// ```
pub mod columns_mut_of_one_column {}
