//! Floor 2: records. What the derive implements, and the containers that stand on it.
//!
//! [`Store`] owns a record's column tree and the one length that all its columns have. The derive wraps a store in a type
//! with one method per field (`WeatherBulk`), and [`Bulk`] dereferences to that wrapper. Algorithms are written against
//! the borrowed trees of floor 1, for any record.
//!
//! Deliberately absent: expressions, filters by expression, threads. Those are higher floors; the rayon bridges in
//! `parallel` only split what is here.

mod soa;
mod path;
mod field;
mod store;
mod bulk;
mod rows;
mod view;
mod proxy;
mod iter;
mod permutation;
mod selection;
mod partition;
mod order;
mod registry;
mod value;
mod validate;
mod print;
mod refuse_drop;
#[cfg(feature = "parallel")]
pub mod parallel;
#[cfg(feature = "serde")]
pub mod serde;

pub use bulk::{Bulk, IntoIter};
pub use field::{Field, Token};
pub use iter::{Chunks, ChunksExact, ChunksMut, Iter, IterMut, Windows};
pub use partition::{Key, Partition, Partitions};
pub use path::{At, Here, Left, Path, Right, Then};
pub use permutation::{Permutation, PermutationError};
pub use print::{DebugRecord, EqRecord};
pub use proxy::{Proxy, ProxyMut};
pub use refuse_drop::{DropProbe, NoDrop};
pub use registry::{ColumnInfo, ColumnKind, Registry, split_path};
pub use selection::Selection;
pub use soa::{
    Access, Cells, Lend, MutSlicesOf, MutsOf, ProxyMutOf, ProxyOf, RefsOf, SlicesOf, SoA, Stored, ViewMutOf, ViewOf,
};
pub use store::{Slot, Store};
pub use validate::Inspector;
pub use value::{Miss, OpaqueCell, OpaqueType, ProbeCell, ProbeType, Scalar, ScalarCell, ScalarType, Value};
pub use view::{View, ViewMut};
