struct Person {
    name: String,
    #[soa(dict)]
    city: String,
    age: Option<u8>,
    nick: Option<String>,
    #[soa(dict)]
    job: Option<String>,
    #[soa(column = Bits)]
    alive: bool,
}
