import Evidence
import RecordFiles
import Records

extension CivilTime {
  /// What clocks here show between two moments, and a year around them.
  func clock(from start: Instant, to end: Instant) -> LocalClock {
    let year: Int64 = 366 * 86_400
    return LocalClock(from: start.seconds - year, through: end.seconds + year) {
      Int64(secondsAhead(at: Instant(seconds: $0)))
    }
  }
}
