extension Document {
  /// The document as one self-contained page.
  func html() throws(StudyError) -> String {
    throw .refused(parameter: "format", reason: "This answer is not offered as html yet.")
  }
}
