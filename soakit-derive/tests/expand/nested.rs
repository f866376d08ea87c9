struct Segment {
    #[soa(nested)]
    from: Point,
    #[soa(nested)]
    to: Point,
}
