struct Body<'a, T: Clone = u8, const N: usize = 3>
where
    T: 'a,
{
    name: &'a str,
    rest: [T; N],
}
