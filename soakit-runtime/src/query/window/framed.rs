//! [`Framed`]: an aggregate of the rows of a frame, for each row.
//!
//! Four programs, by the frame: *all* rows of a partition are aggregated once, in pieces; *running* frames feed one state; frames
//! that also lose rows go through a queue of states ([`rolling_states`]). Frames by value become lists of spans first. A large
//! partition is cut where the frame is of bounded width: a piece begins by reading the rows of its first frame again.

#![allow(unsafe_code, reason = "feeds rows of the query to aggregates bound to its source")]

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;
use core::marker::PhantomData;
use core::ops;

use super::answers::{Answers, Sink};
use super::frame::{Certain, FrameAggregate, Full, Mode, Possible, Range, RowFrame};
use super::keys::{RangeCodes, RangeOrder, Reach, Spaced, Spacing};
use super::layout::{Places, Position};
use super::source::{InWindow, TableSource};
use crate::expression::{Eval, Expr};
use crate::pipeline::frames::queue::{States, rolling_states};
use crate::pipeline::frames::span::{Span, range_frame, range_frame_f64};
use crate::pipeline::{Batch, Run, map_tasks};
use crate::query::aggregate::{AggExpr, BoundAgg, Feedable};

/// An aggregate over frames, as an expression.
#[derive(Clone, Copy, Debug)]
pub struct Framed<A, W, M> {
    pub(super) aggregate: A,
    pub(super) frame: W,
    pub(super) mode: PhantomData<fn() -> M>,
}

impl<A: FrameAggregate, W, M: Mode> Expr for Framed<A, W, M> {
    type Value = M::Value<A>;
}

/// An answer about a frame.
pub trait Answer<B: BoundAgg<Position>>: Mode {
    /// The answer.
    type Out: Clone + Send + Sync;

    /// The answer of a state; `full` says whether the frame has all the rows that it should have.
    fn answer(aggregate: &B, state: B::State, full: bool) -> Self::Out;
}

impl<B: BoundAgg<Position, Grouped: Clone + Send + Sync>> Answer<B> for Certain {
    type Out = B::Grouped;

    #[inline(always)]
    fn answer(aggregate: &B, state: B::State, _: bool) -> B::Grouped {
        aggregate.finish_group(state)
    }
}

impl<B: BoundAgg<Position, Overall: Clone + Send + Sync>> Answer<B> for Possible {
    type Out = B::Overall;

    #[inline(always)]
    fn answer(aggregate: &B, state: B::State, _: bool) -> B::Overall {
        aggregate.finish(state)
    }
}

impl<B: BoundAgg<Position, Grouped: Feedable<Value: Clone + Send + Sync>>> Answer<B> for Full {
    type Out = Option<<B::Grouped as Feedable>::Value>;

    #[inline(always)]
    fn answer(aggregate: &B, state: B::State, full: bool) -> Self::Out {
        if full { aggregate.finish_group(state).value() } else { None }
    }
}

/// A frame, in a window over `S` ordered by `O`.
pub trait FrameOf<'w, S: TableSource, O> {
    /// The frame, without types.
    #[doc(hidden)]
    fn plain(&self, window: InWindow<'w, S, O>) -> Plain;

    /// Writes the frame as text.
    #[doc(hidden)]
    fn describe(&self, out: &mut String);
}

/// A frame, without types.
#[doc(hidden)]
#[derive(Debug)]
pub enum Plain {
    /// By rows.
    Rows(RowFrame),
    /// By value.
    Values(ValueFrame),
}

/// A frame by value, without types.
#[doc(hidden)]
#[derive(Debug)]
pub struct ValueFrame {
    order: RangeCodes,
    spacing: Spacing,
    before: Reach,
    after: Reach,
}

impl<'w, S: TableSource, O> FrameOf<'w, S, O> for RowFrame {
    fn plain(&self, _: InWindow<'w, S, O>) -> Plain {
        Plain::Rows(*self)
    }

    fn describe(&self, out: &mut String) {
        let mut end = |end: Option<i64>, word: &str, whole: &str| {
            let _ = match end {
                Some(row) => write!(out, "{word}{row:+}"),
                None => write!(out, "{word}{whole}"),
            };
        };
        end(self.from, " over rows from ", "the first");
        end(self.to, " to ", "the last");
    }
}

impl<'w, S: TableSource, D: Copy, O> FrameOf<'w, S, O> for Range<D>
where
    O: RangeOrder<S, Value: Spaced<Distance = D>>,
{
    fn plain(&self, window: InWindow<'w, S, O>) -> Plain {
        let (before, after) = (O::Value::reach(self.before), O::Value::reach(self.after));
        let fits = |reach| !matches!(reach, Reach::Number(number) if number.is_nan() || number < 0.0);
        assert!(fits(before) && fits(after), "a frame by value needs distances of 0 or more, not {before} and {after}");
        Plain::Values(ValueFrame { order: window.range_codes(), spacing: O::Value::SPACING, before, after })
    }

    fn describe(&self, out: &mut String) {
        out.push_str(" over rows within a distance");
    }
}

// SAFETY: there is an answer for each position of the window.
unsafe impl<'w, S: TableSource, O, A, W, M> Eval<InWindow<'w, S, O>> for Framed<A, W, M>
where
    A: AggExpr<InWindow<'w, S, O>, Bound: BoundAgg<Position, State: Clone + Sync>> + FrameAggregate,
    W: FrameOf<'w, S, O>,
    M: Answer<A::Bound>,
{
    type Bound = Answers<M::Out>;

    fn bind(&self, window: InWindow<'w, S, O>) -> Self::Bound {
        let aggregate = self.aggregate.bind(window);
        // SAFETY: the aggregate is bound to the window, whose places have its positions.
        unsafe { answers::<_, M>(&aggregate, &self.frame.plain(window), &window.layout().places, window.run()) }
    }

    fn describe(&self, out: &mut String) {
        out.push_str("an aggregate");
        self.frame.describe(out);
    }
}

/// Places of a window, as rows that are fed.
struct Feed<'f, A> {
    aggregate: &'f A,
    places: &'f Places,
    /// The place of row 0.
    start: usize,
}

impl<A: BoundAgg<Position, State: Clone>> States for Feed<'_, A> {
    type State = A::State;

    #[inline(always)]
    fn start(&self) -> A::State {
        self.aggregate.start()
    }

    #[inline(always)]
    fn feed(&self, state: &mut A::State, row: usize) {
        // SAFETY: `answers`, which alone makes these, is called with an aggregate that is bound to the window of these places.
        unsafe { self.aggregate.feed(state, self.places.order[self.start + row]) };
    }

    #[inline(always)]
    fn merge(&self, state: &mut A::State, later: A::State) {
        self.aggregate.merge(state, later);
    }
}

/// The answers for all rows.
///
/// # Safety
/// - the aggregate is bound to the window of these places.
unsafe fn answers<A, M>(aggregate: &A, frame: &Plain, places: &Places, run: &Run) -> Answers<M::Out>
where
    A: BoundAgg<Position, State: Clone + Sync>,
    M: Answer<A>,
{
    let feed = |start| Feed { aggregate, places, start };
    match *frame {
        Plain::Rows(RowFrame { from: None, to: None }) => {
            // SAFETY: the caller's promise.
            let states = unsafe { whole_states(aggregate, places, run) };
            Answers::new(places, run, Some(0), |whole, own, sink| {
                let partition = places.starts.partition_point(|&start| start as usize <= whole.start) - 1;
                let answer = M::answer(aggregate, states[partition].clone(), true);
                own.for_each(|_| sink.push(answer.clone()));
            })
        }
        Plain::Rows(RowFrame { from: None, to: Some(0) }) => Answers::new(places, run, None, |_, own, sink| {
            let (feed, mut state) = (feed(0), aggregate.start());
            for place in own {
                feed.feed(&mut state, place);
                sink.push(M::answer(aggregate, state.clone(), true));
            }
        }),
        Plain::Rows(RowFrame { from, to }) => {
            let cut =
                from.zip(to).map(|(from, to)| usize::try_from(to.saturating_sub(from).saturating_mul(4)).unwrap_or(0));
            Answers::new(
                places,
                run,
                cut,
                |whole: ops::Range<usize>, own: ops::Range<usize>, sink: &mut Sink<'_, _>| {
                    let wanted = from.zip(to).map(|(from, to)| to.saturating_sub(from).saturating_add(1));
                    let spans = own.map(|place| row_span(place - whole.start, whole.len(), from, to));
                    rolling_states(&feed(whole.start), spans, |span, state| {
                        let full = wanted.is_none_or(|wanted| span.row_count() as i64 == wanted);
                        sink.push(M::answer(aggregate, state, full));
                    });
                },
            )
        }
        Plain::Values(ref frame) => Answers::new(places, run, None, |whole: ops::Range<usize>, _, sink| {
            let spans = value_spans(places, whole.clone(), frame).into_iter();
            rolling_states(&feed(whole.start), spans, |_, state| sink.push(M::answer(aggregate, state, true)));
        }),
    }
}

/// The state of each partition.
///
/// # Safety
/// - the aggregate is bound to the window of these places.
unsafe fn whole_states<A: BoundAgg<Position>>(aggregate: &A, places: &Places, run: &Run) -> Vec<A::State> {
    let tasks = places.tasks(run, Some(0));
    let parts = map_tasks(run, tasks.len(), places.order.len(), &|task| {
        let task = &tasks[task];
        let states = task.partitions.clone().map(|partition| {
            let whole = places.partition(partition);
            let own = whole.start.max(task.places.start)..whole.end.min(task.places.end);
            let mut state = aggregate.start();
            for batch in places.order[own].chunks(crate::pipeline::BATCH_ROWS) {
                let batch = match (places.in_order, batch) {
                    (true, [[first], ..]) => Batch::Span { start: *first, len: batch.len() },
                    _ => Batch::Listed(batch),
                };
                // SAFETY: the caller's promise.
                unsafe { aggregate.feed_batch(&mut state, batch) };
            }
            state
        });
        states.collect::<Vec<A::State>>()
    });
    let mut all: Vec<A::State> = Vec::with_capacity(places.partition_count());
    for (task, states) in tasks.iter().zip(parts) {
        for (partition, state) in task.partitions.clone().zip(states) {
            match all.get_mut(partition) {
                Some(earlier) => aggregate.merge(earlier, state),
                None => all.push(state),
            }
        }
    }
    all
}

/// The frame of a row by numbers of rows; see [`rows_frame`](crate::pipeline::frames::span::rows_frame).
fn row_span(row: usize, rows: usize, from: Option<i64>, to: Option<i64>) -> Span {
    let place = |by: i64| (row as i64).saturating_add(by).clamp(0, rows as i64) as u32;
    let start = from.map_or(0, place);
    let end = to.map_or(rows as u32, |to| place(to.saturating_add(1)));
    Span { start, end: end.max(start) }
}

/// Values of an order that can be compared with each other: missing ones, NaN and numbers are for themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Missing,
    NotANumber,
    Number,
}

/// The frames of a partition by value.
fn value_spans(places: &Places, whole: ops::Range<usize>, frame: &ValueFrame) -> Vec<Span> {
    let &ValueFrame { ref order, spacing, before, after } = frame;
    let mut codes = places.in_places(&order.codes, whole.clone());
    let missing = order.missing.as_ref().map_or_else(Vec::new, |missing| places.in_places(missing, whole));
    let descending = order.descending;
    let nan = match spacing {
        Spacing::Codes => None,
        Spacing::F32 => Some(u64::from(u32::MAX)),
        Spacing::F64 => Some(u64::MAX),
    };
    let class = |row: usize, code: u64| match missing.get(row) {
        Some(1) => Class::Missing,
        _ if Some(code) == nan => Class::NotANumber,
        _ => Class::Number,
    };
    let classes: Vec<Class> = codes.iter().enumerate().map(|(row, &code)| class(row, code)).collect();
    if descending && spacing == Spacing::Codes {
        codes.iter_mut().for_each(|code| *code = !*code);
    }
    let mut spans = Vec::with_capacity(codes.len());
    for run in classes.chunk_by(|left, right| left == right) {
        let start = spans.len();
        let codes = &codes[start..start + run.len()];
        let (own, end) = (start as u32, (start + run.len()) as u32);
        let frames = match (run[0], before, after) {
            (Class::Number, Reach::Steps(before), Reach::Steps(after)) => range_frame(codes, Some(before), Some(after)),
            (Class::Number, Reach::Number(before), Reach::Number(after)) => {
                let sign = if descending { -1.0 } else { 1.0 };
                let numbers: Vec<f64> = codes.iter().map(|&code| sign * number(code, spacing)).collect();
                range_frame_f64(&numbers, Some(before), Some(after))
            }
            _ => alloc::vec![Span { start: 0, end: end - own }; run.len()],
        };
        spans.extend(frames.into_iter().map(|span| Span { start: own + span.start, end: own + span.end }));
    }
    spans
}

/// The float that has a code; see [`Coded`](crate::record::Coded).
fn number(code: u64, spacing: Spacing) -> f64 {
    if spacing == Spacing::F32 {
        const SIGN: u32 = 1 << 31;
        let code = code as u32;
        return f64::from(f32::from_bits(if code & SIGN == 0 { !code } else { code ^ SIGN }));
    }
    const SIGN: u64 = 1 << 63;
    f64::from_bits(if code & SIGN == 0 { !code } else { code ^ SIGN })
}
