import Areas
import ArgumentParser
import CrimeMapping
import FoundationEssentials
import RecordFiles
import Records

struct OrderReview: QuestionCommand {
  typealias Asked = OrderQuestion

  @OptionGroup var store: StoreOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var terms: TermOptions<OrderQuestion>
  @OptionGroup var order: OrderOptions
  @OptionGroup var evidence: EvidenceOptions<OrderQuestion>
  @OptionGroup var running: RunningOptions

  var values: [String: [String]] { order.values + evidence.values }

  func supplied(for data: StudyData) throws -> Supplied {
    var supplied = Supplied()
    supplied.order = try order.supplied(for: data)
    return supplied
  }
}

/// Which order, and what it is compared with.
struct OrderOptions: ParsableArguments {
  @Option(help: help("order")) var order: String
  @Option(help: help("order-area")) var orderArea: String?
  @Option(help: help("control")) var control: String?
  @Option(help: help("control-area")) var controlArea: [String] = []
  @Option(help: help("matches")) var matches: String?
  @Option(help: help("ring")) var ring: String?
  @Option(help: help("edge")) var edge: String?

  private static func help(_ name: String) -> ArgumentHelp { OrderQuestion.help(name) }

  var values: [String: [String]] {
    ["matches": matches, "ring": ring, "edge": edge].given + ["control-area": controlArea].given
  }

  func supplied(for data: StudyData) throws -> SuppliedOrder {
    let file = try OrderFile(try existingFile(order))
    guard let path = orderArea ?? file.area.map({ relative($0) }) else {
      throw CommandFailure(
        "The order names no file for its area; give one with --order-area.",
        code: CommandFailure.usage)
    }
    return SuppliedOrder(
      order: file.order, area: try areaLayer(path, named: "order's area", for: data),
      control: try control.map { try areaLayer($0, named: "control", for: data) })
  }

  /// A path in the order's file starts from the folder of that file.
  private func relative(_ path: String) -> String {
    path.hasPrefix("/")
      ? path
      : URL(fileURLWithPath: order).deletingLastPathComponent().appendingPathComponent(path).path
  }
}
