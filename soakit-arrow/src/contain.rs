//! Panics of code that is not ours, as errors.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::ArrowError;

/// Calls code that may panic on bytes that it did not expect. Whatever it was working on is not looked at again by callers
/// that stop at the error, which is why it may be called unwind safe.
pub(crate) fn contained<R>(call: impl FnOnce() -> Result<R, ArrowError>) -> Result<R, ArrowError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(ArrowError::Corrupt(format!("it cannot be decoded: {}", message.unwrap_or("no reason is told"))))
    })
}
