//! Choosing between two values.

use super::Function3;

/// `if a { b } else { c }`. What is not chosen is not computed, if computing it could panic.
#[derive(Clone, Copy, Debug)]
pub struct IfElse;

impl<V> Function3<bool, V, V> for IfElse {
    type Out = V;

    #[inline(always)]
    fn call_lazily(&self, a: impl FnOnce() -> bool, b: impl FnOnce() -> V, c: impl FnOnce() -> V, total: bool) -> V {
        if total {
            let (then, otherwise) = (b(), c());
            if a() { then } else { otherwise }
        } else if a() {
            b()
        } else {
            c()
        }
    }
}
