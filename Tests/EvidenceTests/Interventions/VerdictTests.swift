import Evidence
import Testing

struct VerdictTests {
  private let fall = Interval(-30, -5, confidence: 0.95, method: "normal")
  private let rise = Interval(5, 30, confidence: 0.95, method: "normal")
  private let unclear = Interval(-30, 5, confidence: 0.95, method: "normal")

  private func checks(_ states: ValidityCheck.State...) -> [ValidityCheck] {
    states.map { ValidityCheck(.sameSeason, "A check", $0, "A finding.") }
  }

  @Test func causeNeedsEveryCheck() {
    #expect(Verdict(interval: fall, checks: checks(.pass, .pass)).claim == .cause)
    #expect(Verdict(interval: fall, checks: checks(.pass, .warn)).claim == .consistent)
    #expect(Verdict(interval: fall, checks: checks(.pass, .notChecked)).claim == .consistent)
    #expect(Verdict(interval: fall, checks: checks(.warn, .fail)).claim == .descriptionOnly)
    #expect(Verdict(interval: unclear, checks: checks(.pass)).claim == .couldBeNoise)
    #expect(Verdict(interval: rise, checks: checks(.pass)).direction == .rose)
  }

  @Test func namesWhatTookTheClaimAway() {
    #expect(Verdict(interval: fall, checks: checks(.pass, .warn, .fail)).against.count == 1)
    #expect(Verdict(interval: fall, checks: checks(.pass, .warn, .notChecked)).against.count == 2)
    #expect(Verdict(interval: fall, checks: checks(.pass)).against.isEmpty)
  }

  /// No word of cause unless every check passes (METHODS C10).
  @Test func causalWordsAreOnlyWrittenWhenChecksPass() {
    for interval in [fall, rise, unclear] {
      for states in [[ValidityCheck.State.pass], [.pass, .warn], [.fail], [.notChecked]] {
        let found = states.map { ValidityCheck(.recording, "A check", $0, "A finding.") }
        let verdict = Verdict(interval: interval, checks: found)
        let sentence = verdict.sentence(about: "the order")
        let names = ["reduced", "raised", "because", "caused"].contains { sentence.contains($0) }
        #expect(names == (verdict.claim == .cause))
      }
    }
  }

  @Test func checksOfTheDesign() {
    #expect(
      ValidityCheck.equalPeriods(daysBefore: 365, daysAfter: 366, isWeighted: false).state == .pass)
    #expect(
      ValidityCheck.equalPeriods(daysBefore: 365, daysAfter: 181, isWeighted: false).state == .fail)
    #expect(
      ValidityCheck.equalPeriods(daysBefore: 365, daysAfter: 181, isWeighted: true).state == .pass)
    let year = Array(1...12)
    #expect(ValidityCheck.sameSeason(monthsBefore: year, monthsAfter: year).state == .pass)
    #expect(ValidityCheck.sameSeason(monthsBefore: year, monthsAfter: Array(1...10)).state == .warn)
    #expect(ValidityCheck.sameSeason(monthsBefore: year, monthsAfter: Array(1...6)).state == .fail)
    #expect(ValidityCheck.areaFixedBefore(nil).state == .notChecked)
    #expect(ValidityCheck.areaFixedBefore(true).state == .pass)
    #expect(ValidityCheck.areaFixedBefore(false).state == .fail)
    #expect(ValidityCheck.noOverlap(shared: 0, controlTouchesRing: false).state == .pass)
    #expect(ValidityCheck.noOverlap(shared: 0, controlTouchesRing: true).state == .warn)
    #expect(ValidityCheck.noOverlap(shared: 0.2, controlTouchesRing: false).state == .fail)
    #expect(ValidityCheck.concurrent(nil).state == .notChecked)
    #expect(ValidityCheck.concurrent([]).state == .pass)
    #expect(ValidityCheck.concurrent(["a new licence"]).state == .fail)
    #expect(ValidityCheck.multiplicity(tests: 1, isAdjusted: false).state == .pass)
    #expect(ValidityCheck.multiplicity(tests: 5, isAdjusted: false).state == .warn)
    #expect(ValidityCheck.multiplicity(tests: 5, isAdjusted: true).state == .pass)
  }

  @Test func checksOfRecordingEvents() {
    func state(_ events: [String], _ before: Bool, _ after: Bool) -> ValidityCheck.State {
      ValidityCheck.recordingEvents(events, restrictedBefore: before, restrictedAfter: after).state
    }
    #expect(state([], false, false) == .pass)
    #expect(state([], true, false) == .fail && state([], false, true) == .fail)
    #expect(state([], true, true) == .warn)
    #expect(state(["inspection, November 2014"], false, false) == .fail)
  }

  @Test func checksOfLevelAndCounts() {
    #expect(ValidityCheck.similarLevel(target: 50, control: 100).state == .pass)
    #expect(ValidityCheck.similarLevel(target: 50, control: 101).state == .fail)
    #expect(ValidityCheck.similarLevel(target: 50, control: 25).state == .pass)
    #expect(ValidityCheck.similarLevel(target: 0, control: 25).state == .fail)
    func difference(_ t0: Int, _ t1: Int, _ c0: Int, _ c1: Int) -> WeightedDisplacementDifference {
      .local(InterventionCounts(target: BeforeAfter(t0, t1), control: BeforeAfter(c0, c1)))
    }
    #expect(ValidityCheck.smallestCount(difference(20, 10, 20, 20)).state == .pass)
    #expect(ValidityCheck.smallestCount(difference(20, 9, 20, 20)).finding.contains("exact"))
    #expect(ValidityCheck.smallestCount(difference(20, 2, 20, 20)).state == .warn)
    #expect(ValidityCheck.power(difference(20, 18, 20, 20), base: 20).state == .fail)
    #expect(
      ValidityCheck.power(difference(20_000, 20_010, 20_000, 20_000), base: 20_000).state == .pass)
    #expect(ValidityCheck.power(difference(200, 20, 200, 200), base: 200).state == .pass)
  }
}
