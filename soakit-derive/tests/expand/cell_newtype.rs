struct Celsius(f64);
