//! A million bodies in a box, stepped in a hot loop: once as columns, once as a `Vec` of structs.
//!
//! Both loops are the same text and give the same bits. The loop over columns reads and writes only what it needs, and
//! rustc can vectorise it; the loop over structs drags every field of every body through the cache.

use std::hint::black_box;
use std::time::{Duration, Instant};

use soakit::prelude::*;

/// A body in the box. The loop below uses six of its fields.
#[derive(SoA, Clone, Debug, PartialEq)]
struct Particle {
    #[soa(nested)]
    position: Vector,
    #[soa(nested)]
    velocity: Vector,
    mass: f32,
    charge: f32,
    age: f32,
    id: u32,
}

/// Three coordinates, in metres or metres per second.
#[derive(SoA, Clone, Debug, PartialEq)]
struct Vector {
    x: f32,
    y: f32,
    z: f32,
}

const BODIES: u32 = 1_000_000;
const STEPS: u32 = 50;
/// Seconds.
const STEP: f32 = 0.01;
/// Metres: the box reaches from -SIZE to SIZE.
const SIZE: f32 = 1.0;

fn main() {
    let bodies: Vec<Particle> = (0..BODIES).map(particle).collect();
    let mut columns: Bulk<Particle> = bodies.clone().into();
    let mut structs = bodies;

    let columns_time = time(|| step_columns(&mut columns));
    let structs_time = time(|| step_structs(&mut structs));

    assert_eq!(columns, structs, "both loops compute the same");
    println!("{BODIES} bodies, {STEPS} steps");
    println!("  Bulk<Particle>  {:>8.2} ms a step", millis(columns_time));
    println!("  Vec<Particle>   {:>8.2} ms a step", millis(structs_time));
    println!("  ratio           {:>8.2}", structs_time.as_secs_f64() / columns_time.as_secs_f64());
}

/// Columns are taken out of the view, several of them mutable at once.
fn step_columns(bodies: &mut Bulk<Particle>) {
    let ParticleViewMut { position, velocity, .. } = bodies.view_mut();
    step_axis(position.x, velocity.x);
    step_axis(position.y, velocity.y);
    step_axis(position.z, velocity.z);
}

fn step_axis(position: &mut [f32], velocity: &mut [f32]) {
    for (position, velocity) in position.iter_mut().zip(velocity) {
        step_body(position, velocity);
    }
}

fn step_structs(bodies: &mut [Particle]) {
    for body in bodies {
        step_body(&mut body.position.x, &mut body.velocity.x);
        step_body(&mut body.position.y, &mut body.velocity.y);
        step_body(&mut body.position.z, &mut body.velocity.z);
    }
}

/// Moves on, and bounces off the walls.
fn step_body(position: &mut f32, velocity: &mut f32) {
    *position += *velocity * STEP;
    let outside = position.abs() > SIZE;
    *velocity = if outside { -*velocity } else { *velocity };
    *position = position.clamp(-SIZE, SIZE);
}

/// Bodies spread over the box by a simple hash of their number.
fn particle(id: u32) -> Particle {
    let spread = |salt: u32| (id.wrapping_add(salt).wrapping_mul(0x9E37_79B9) >> 8) as f32 / (1 << 23) as f32 - SIZE;
    Particle {
        position: Vector { x: spread(1), y: spread(2), z: spread(3) },
        velocity: Vector { x: spread(4), y: spread(5), z: spread(6) },
        mass: 1.0 + spread(7).abs(),
        charge: spread(8),
        age: 0.0,
        id,
    }
}

fn time(mut step: impl FnMut()) -> Duration {
    let start = Instant::now();
    for _ in 0..STEPS {
        step();
        black_box(());
    }
    start.elapsed()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3 / f64::from(STEPS)
}
