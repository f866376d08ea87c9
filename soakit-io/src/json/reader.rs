//! [`Reader`]: options, and what they are used for.
