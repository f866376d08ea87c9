//! Floor 3: expressions over tokens, and what they evaluate with.

pub mod pattern;
