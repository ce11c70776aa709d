import Geometry

extension ChartPanel {
  /// Writes the captions of marked dates at the top of their lines, in rows where they would overlap.
  func drawCaptions(into writer: inout SVGWriter) {
    let style = TextStyle(size: 12)
    var taken: [Box<Pixel>] = []
    for layer in panel.layers {
      guard case .mark(let value, let caption) = layer.kind, !caption.isEmpty,
        let x = horizontal.place(of: value)
      else { continue }
      let words = style.shortened(caption, to: plot.width * 0.6)
      let width = style.width(of: words)
      let isLeft = x + 5 + width > plot.maxX
      let left = isLeft ? max(plot.minX, x - 5 - width) : x + 5
      var box = Box<Pixel>(
        minX: left, minY: plot.minY + 3, maxX: left + width, maxY: plot.minY + 3 + style.lineHeight)
      while taken.contains(where: { $0.intersects(box) }), box.maxY < plot.maxY {
        box = box.moved(down: style.lineHeight)
      }
      taken.append(box)
      drawOnHalo(
        words, at: Pixel(x: left, y: box.minY + style.size), style, class: "caption", into: &writer)
    }
  }

  /// Writes the labels of values beside their signs, where none hides another.
  func drawNames(into writer: inout SVGWriter) {
    let layers = panel.layers.filter(\.hasSigns)
    let signs = layers.flatMap { layer in
      layer.values.compactMap { value in
        pixel(value.x, value.y).map { (place: $0, label: value.label, size: layer.signSize) }
      }
    }
    guard signs.contains(where: { $0.label != nil }) else { return }
    var placement = PointNames(
      in: plot, clearOf: signs.map { Box(centre: $0.place, width: $0.size, height: $0.size) })
    for sign in signs {
      guard let label = sign.label else { continue }
      placement.add(label, at: sign.place)
    }
    writer.group(["class": "names"]) { writer in
      for name in placement.names {
        if let leader = name.leader {
          writer.element(
            "path",
            [
              "d": openPath(of: [leader]), "stroke": Palette.quietInk, "stroke-width": "0.8",
              "fill": "none",
            ])
        }
        drawOnHalo(
          name.words, at: name.baseline, PointNames.style, class: "name", into: &writer)
      }
    }
  }

  /// Writes words twice, as a halo and as text: slide programs ignore `paint-order`.
  private func drawOnHalo(
    _ words: String, at place: Pixel, _ style: TextStyle, class name: String,
    into writer: inout SVGWriter
  ) {
    writer.group(["class": name]) { writer in
      writer.group(["fill": "none", "stroke": Palette.land, "stroke-width": "3"]) { writer in
        writer.element(
          "text",
          ["x": number(place.x), "y": number(place.y), "font-size": number(style.size)],
          content: words)
      }
      writer.text(words, at: place, style)
    }
  }
}

extension Box<Pixel> {
  fileprivate func moved(down step: Double) -> Box<Pixel> {
    Box(minX: minX, minY: minY + step, maxX: maxX, maxY: maxY + step)
  }
}
