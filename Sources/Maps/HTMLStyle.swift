/// How a page looks, on a screen and on paper.
///
/// Texts stand out from their ground by 4.5 to 1 or more (WCAG 2.2, 1.4.3).
enum HTMLStyle {
  static func sheet(title: String, marking: String?) -> String {
    common + screen + print(title: quoted(title), marking: quoted(marking ?? ""))
  }

  /// A text as a style sheet may hold it, whatever it is made of.
  static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.map { scalar -> String in
      let isPlain =
        scalar == " " || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
      return isPlain ? String(scalar) : "\\" + String(scalar.value, radix: 16) + " "
    }
    return "\"" + plain.joined() + "\""
  }

  private static let common = """
    :root { color-scheme: light; }
    * { box-sizing: border-box; }
    html { font-size: 17px; -webkit-text-size-adjust: 100%; }
    body { margin: 0; color: \(Palette.ink); background: #fff; line-height: 1.5;
      font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif;
      print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    h1, h2, h3 { line-height: 1.2; color: \(Palette.marker); break-after: avoid; }
    h1 { font-size: 2.1rem; margin: .2rem 0 .3rem; }
    h2 { font-size: 1.5rem; margin: 2.6rem 0 .8rem; padding-bottom: .3rem;
      border-bottom: 3px solid #1d5b8f; }
    h3 { font-size: 1.12rem; margin: 1.8rem 0 .5rem; }
    p { margin: .6rem 0; orphans: 3; widows: 3; }
    ul, ol { padding-left: 1.4rem; margin: .6rem 0; }
    li { margin: .35rem 0; break-inside: avoid; }
    a { color: #0b5394; }
    a:focus-visible, .scroll:focus-visible { outline: 3px solid #e69f00; outline-offset: 2px; }
    .marking { font-weight: bold; letter-spacing: .12em; text-align: center; font-size: .8rem;
      margin: 0; }
    header.page { background: \(Palette.marker); color: #fff; }
    header.page h1 { color: #fff; }
    header.page .subtitle { font-size: 1.15rem; margin: 0 0 1rem; color: #dde6ee; }
    dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr));
      gap: .5rem 1.6rem; margin: .8rem 0 0; font-size: .88rem; }
    dl.facts div { border-top: 1px solid #8793a0; padding-top: .3rem; }
    dt { font-weight: bold; }
    dd { margin: 0; }
    .summary { font-size: 1.03rem; }
    nav ol { columns: 2; column-gap: 2rem; }
    nav li { margin: 0; padding: .18rem 0; }
    nav h2 { font-size: 1.12rem; border: 0; margin: 1.6rem 0 0; padding: 0; }
    ul.key-figures { list-style: none; padding: 0; display: grid; gap: .8rem; margin: 1.2rem 0;
      grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); }
    ul.key-figures li { border-left: 5px solid #1d5b8f; background: #f2f5f8; margin: 0;
      padding: .6rem .8rem; }
    ul.key-figures span { display: block; }
    ul.key-figures .value { font-size: 1.7rem; font-weight: bold; line-height: 1.15;
      color: \(Palette.marker); }
    ul.key-figures .label { font-weight: bold; font-size: .9rem; }
    .note, figcaption, footer.page { color: \(Palette.quietInk); }
    .note { font-size: .82rem; margin: .3rem 0; }
    .table { margin: 1.4rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.35;
      font-variant-numeric: tabular-nums; }
    caption { text-align: left; padding: 0 0 .5rem; font-size: .92rem; caption-side: top;
      color: \(Palette.ink); }
    th, td { padding: .38rem .55rem; border-bottom: 1px solid #d5dce2; vertical-align: top; }
    thead th { background: #e6edf3; color: \(Palette.marker); border-bottom: 2px solid #1d5b8f;
      vertical-align: bottom; }
    tbody th { font-weight: normal; }
    .start { text-align: left; } .centre { text-align: center; } .end { text-align: right; }
    td.end { white-space: nowrap; }
    tr.group th, tr.group td { font-weight: bold; background: #f6f8fa; }
    tr.part th:first-child, tr.part td:first-child { padding-left: 1.5rem; }
    tr.total th, tr.total td { font-weight: bold; border-top: 2px solid #8793a0;
      background: #f2f5f8; }
    figure { margin: 1.4rem 0; break-inside: avoid; }
    figure svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
    figcaption { font-size: .88rem; margin-top: .4rem; }
    figcaption strong { color: \(Palette.ink); }
    summary { cursor: pointer; color: #0b5394; font-size: .88rem; }
    .callout { border-left: 6px solid #8793a0; background: #f4f6f8; padding: .7rem 1rem;
      margin: 1.2rem 0; font-size: .92rem; break-inside: avoid; }
    .callout .heading { font-weight: bold; margin: 0 0 .3rem; color: \(Palette.marker); }
    .callout.caveat { border-color: #e69f00; background: #fff8e8; }
    .callout.finding { border-color: #1d5b8f; background: #eef4f9; }
    footer.page { font-size: .8rem; border-top: 1px solid #8793a0; }

    """

  private static let screen = """
    @media screen {
      .skip { position: absolute; left: -100rem; }
      .skip:focus { left: 1rem; top: .5rem; background: #fff; padding: .4rem .8rem; }
      header.page, main, footer.page {
        padding-inline: max(1.2rem, calc((100% - 46rem) / 2)); }
      header.page { padding-block: 1rem 1.6rem; }
      footer.page { padding-block: 1rem 2rem; margin-top: 3rem; }
      main { padding-top: 1rem; }
      .scroll { overflow-x: auto; }
      .wide table { min-width: 44rem; font-size: .78rem; }
    }
    @media screen and (max-width: 36rem) {
      html { font-size: 16px; }
      h1 { font-size: 1.6rem; }
      figure { overflow-x: auto; }
      figure svg { max-width: none; width: 36rem; }
      nav ol { columns: 1; }
    }

    """

  /// - Parameters: quoted texts.
  private static func print(title: String, marking: String) -> String {
    """
    @page {
      size: A4; margin: 19mm 16mm 18mm;
      @top-center { content: \(marking); font: bold 9pt Arial, sans-serif; letter-spacing: 1.5pt; }
      @bottom-left { content: \(title); font: 8pt Arial, sans-serif; color: \(Palette.quietInk); }
      @bottom-right { content: "Page " counter(page) " of " counter(pages);
        font: 8pt Arial, sans-serif; color: \(Palette.quietInk); }
    }
    @media print {
      html { font-size: 10.4pt; }
      .skip, .marking, details { display: none; }
      header.page { padding: 5mm 6mm; }
      main { padding-top: 2mm; }
      a { color: inherit; text-decoration: none; }
      figure svg { max-height: 128mm; }
      thead { display: table-header-group; }
      tr, .short, .callout, ul.key-figures, dl.facts div { break-inside: avoid; }
      caption, p:has(+ figure), figure:has(+ .table) { break-after: avoid; }
      tbody tr:nth-child(-n+3) { break-before: avoid; }
      .table .note { break-before: avoid; }
      table { font-size: 8.6pt; }
      .wide table { font-size: 7.4pt; }
      .wide th, .wide td { padding: .25rem .3rem; }
      .sheet-break { break-before: page; }
      footer.page { margin-top: 8mm; break-inside: avoid; }
    }

    """
  }
}
