/// A whole number with a comma between thousands: 12,480.
func grouped(_ value: Int) -> String {
  let digits = String(value.magnitude)
  var result = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return value < 0 ? "-" + result : result
}

/// A number of things with its noun: "1 area", "no hotspots", "8 areas".
func counted(_ count: Int, _ noun: String) -> String {
  count == 0 ? "no \(noun)s" : count == 1 ? "1 \(noun)" : "\(grouped(count)) \(noun)s"
}

/// A number that is not negative, with as many decimals as a step of that size needs, up to four.
func measured(_ value: Double, step: Double) -> String {
  var (unit, decimals) = (1.0, 0)
  while decimals < 4, step * unit < 0.999 {
    unit *= 10
    decimals += 1
  }
  guard value * unit < 9e15 else { return "\(value)" }
  let scaled = Int((value * unit).rounded())
  let (whole, part) = scaled.quotientAndRemainder(dividingBy: Int(unit))
  guard decimals > 0 else { return grouped(whole) }
  let digits = String(part)
  return grouped(whole) + "." + String(repeating: "0", count: decimals - digits.count) + digits
}

/// The power of ten that a positive number starts at: 100 for 640, 0.01 for 0.064.
func decade(of value: Double) -> Double {
  guard value > 0, value.isFinite else { return 1 }
  var power = 1.0
  while power > value { power /= 10 }
  while power * 10 <= value { power *= 10 }
  return power
}
