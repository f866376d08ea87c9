//! Work in parallel, results in order: on the current rayon pool with feature `parallel`, on the caller's thread without.

/// The threads there are.
pub(crate) fn count() -> usize {
    #[cfg(feature = "parallel")]
    return rayon::current_num_threads();
    #[cfg(not(feature = "parallel"))]
    1
}

/// A result for each item, in order.
pub(crate) fn map<I: Sync, R: Send>(items: &[I], work: impl Fn(&I) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    if items.len() > 1 && count() > 1 {
        use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
        return items.par_iter().map(work).collect();
    }
    items.iter().map(work).collect()
}
