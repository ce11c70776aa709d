import Records

/// A column of texts that is being read: the number of each row's text.
struct TextColumn {
  private var interner = TextInterner()
  private var numbers: [Int32] = []
  /// For each text its number in the column that parts are moved to; -1 while it has none there.
  private var elsewhere: [Int32] = []

  mutating func append(_ field: CSVField, of text: CSVText) {
    numbers.append(interner.number(for: field, of: text))
  }

  mutating func append(_ text: String?) {
    numbers.append(text.map { interner.number(for: $0) } ?? -1)
  }

  /// Makes room for rows that are known to come.
  mutating func reserve(_ rows: Int) { numbers.reserveLargePages(rows) }

  mutating func removeRows() { numbers.removeAll(keepingCapacity: true) }

  /// Moves the rows to the end of a column, where texts are numbered as they first appear in it.
  ///
  /// The texts stay known here, so that each is looked up in the other column only once.
  /// - Complexity: O(rows).
  mutating func moveRows(to column: inout TextColumn) {
    let new = interner.texts.count - elsewhere.count
    elsewhere.append(contentsOf: repeatElement(-1, count: new))
    for place in numbers.indices where numbers[place] >= 0 {
      let number = Int(numbers[place])
      if elsewhere[number] < 0 {
        elsewhere[number] = column.interner.number(for: interner.texts[number])
      }
      numbers[place] = elsewhere[number]
    }
    column.numbers.append(contentsOf: numbers)
    removeRows()
  }

  /// The column with as many rows; those that were not given have no text.
  consuming func pooled(rows: Int) -> PooledTexts {
    numbers.append(contentsOf: repeatElement(-1, count: max(0, rows - numbers.count)))
    return PooledTexts(pool: interner.texts, codes: numbers)
  }
}
