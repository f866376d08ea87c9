pub struct Body {
    secret: Secret,
}
