enum Shape {
    Circle,
    Square,
}
