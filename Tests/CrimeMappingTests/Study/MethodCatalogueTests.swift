import CrimeMapping
import Testing

@Suite struct MethodCatalogueTests {
  @Test func everyMethodAsksAQuestionAndShowsACommand() {
    for method in MethodCatalogue.methods {
      #expect(method.asks.hasSuffix("?"), "\(method.verb)")
      #expect(method.example.hasPrefix("hotbeat \(method.verb) "), "\(method.verb)")
      #expect(method.forms.contains(.table) && method.forms[0] != .table, "\(method.verb)")
    }
  }

  @Test func verbsAndTheirParametersAreDifferentAndDescribed() {
    let verbs = MethodCatalogue.methods.map(\.verb)
    #expect(Set(verbs).count == verbs.count)
    for method in MethodCatalogue.methods {
      let names = method.parameters.map(\.name)
      #expect(Set(names).count == names.count, "\(method.verb)")
      for parameter in method.parameters {
        #expect(!parameter.summary.hasSuffix("."), "\(method.verb) \(parameter.name)")
      }
    }
  }

  @Test func everyQuestionCanBeAskedWithoutAnyParameterOrSaysWhichItNeeds() {
    for question in MethodCatalogue.questions {
      do throws(StudyError) {
        _ = try question.init([:])
      } catch {
        #expect(error.parameter != nil, "\(question.method.verb): \(error.sentence())")
      }
      let error = #expect(throws: StudyError.self) { try question.init(["no-such": ["1"]]) }
      #expect(error?.parameter == "no-such")
    }
  }
}
