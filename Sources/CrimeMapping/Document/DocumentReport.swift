import GeoJSON

/// The answer of every question about evidence: a document in any form.
package struct DocumentReport: StudyReport {
  package let document: Document

  package init(_ document: Document) { self.document = document }

  package var record: StudyRecord { document.record }

  package func bytes(as form: ResultForm) throws(StudyError) -> [UInt8] {
    switch form {
    case .table: Array(document.page.utf8)
    case .csv: try Array(csv().utf8)
    case .geojson: try document.featureCollection().bytes
    case .svg: try Array(document.picture().utf8)
    case .html: Array(document.html().utf8)
    default: JSONWriter.bytes(of: document.json) + [UInt8(ascii: "\n")]
    }
  }

  private func csv() throws(StudyError) -> String {
    guard let table = document.tables.first else {
      throw .refused(parameter: "format", reason: "This answer has no table; ask for json or html.")
    }
    return table.csv
  }
}

/// A question about evidence: its study writes a document.
package protocol EvidenceQuestion: Question where Report == DocumentReport {
  /// For whom the answer is written.
  var readers: Readership { get }

  /// The whole answer, as an analyst may see it.
  func document(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> Document
}

extension EvidenceQuestion {
  package func report(
    on data: StudyData, in setting: StudySetting
  ) async throws(StudyError) -> DocumentReport {
    DocumentReport(try await document(on: data, in: setting).published(for: readers, of: data))
  }
}
