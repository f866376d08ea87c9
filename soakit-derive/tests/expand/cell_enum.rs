/// Where one departs.
pub enum Airport {
    #[cell(rename = "EWR")]
    Newark,
    #[cell(rename = "JFK")]
    Kennedy,
}
