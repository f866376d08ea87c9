//! Floor 2: records. What the derive implements, and the containers that stand on it.
//!
//! [`Store`] owns a record's column tree and the one length that all its columns have. The derive wraps a store in a type
//! with one method per field (`WeatherBulk`), and [`Bulk`] dereferences to that wrapper. Algorithms are written against
//! the borrowed trees of floor 1, for any record.
//!
//! Deliberately absent: expressions, filters by expression, threads. Those are higher floors; the rayon bridges in
//! `parallel` only split what is here.

mod bulk;
mod cell;
mod changes;
mod constant;
#[cfg(any(feature = "jiff", feature = "chrono"))]
mod dates;
mod decimal;
pub mod derived;
mod field;
mod from_row;
mod graph;
mod iter;
mod memory;
mod order;
#[cfg(feature = "parallel")]
pub mod parallel;
mod partition;
mod path;
mod permutation;
mod print;
mod proxy;
mod refuse_drop;
mod registry;
mod rows;
mod selection;
#[cfg(feature = "serde")]
pub mod serde;
mod soa;
mod store;
mod token_tuples;
mod tuple;
mod validate;
mod value;
mod variants;
mod view;
mod wide_code;

pub use bulk::{Bulk, IntoIter};
pub use cell::{Cell, Coded, Plain};
pub use changes::{Changes, Mark};
pub use constant::Constant;
pub use field::{Field, Place, StoredToken, Token, Tokens};
pub use from_row::FromRow;
pub use iter::{Chunks, ChunksExact, ChunksMut, Iter, IterMut, Windows};
pub use memory::{ColumnMemory, MemoryUsage};
pub use partition::{Key, Partition, Partitions};
pub use path::{At, Here, Left, Path, Right, Then};
pub use permutation::{Permutation, PermutationError};
pub use print::{DebugRecord, EqRecord};
pub use proxy::{Proxy, ProxyMut};
pub use refuse_drop::{DropProbe, NoDrop};
pub use registry::{ColumnInfo, ColumnKind, Derivation, Registry, split_path};
pub use rows::Rows;
pub use selection::Selection;
pub use soa::{
    Access, Cells, Lend, MutSlicesOf, MutsOf, ProxyMutOf, ProxyOf, RefsOf, SlicesOf, SoA, Stored, ViewMutOf, ViewOf,
};
pub(crate) use store::Growing;
pub use store::{Slot, Store};
pub use token_tuples::{DerivedTokens, StoredTokens};
pub use tuple::{
    Element, ElementKind, KindLend, KindStored, Nested, ProxyMutPart, ProxyPart, TupleBulk, ViewMutPart, ViewPart,
};
pub use validate::Inspector;
pub use value::{
    Miss, OpaqueCell, OpaqueType, ProbeCell, ProbeType, Scalar, ScalarCell, ScalarType, ToValue, Value, value_of,
};
pub use variants::{CellLike, Variants, cell_like, value_variant, variant_value};
pub use view::{View, ViewMut};
pub use wide_code::WideCoded;
