extension EvaluateQuestion {
  static let own = [
    ParameterDescription(
      "target-area", .text, "Area of the layer where something was done, by code or name",
      fallback: "the polygons of --target", repeats: true),
    ParameterDescription(
      "control-area", .text, "Area of the layer to compare with, by code or name",
      fallback: "the areas closest before in level, course and size (matched controls)",
      repeats: true),
    ParameterDescription(
      "control-layer", .text, "Layer whose areas serve as matched controls and as donors",
      fallback: "beat, or the layer of the study"),
    ParameterDescription(
      "controls", .integer(1...20),
      "How many areas make a matched control; their mean is compared with", fallback: "3"),
    ParameterDescription(
      "ring", .number(0...5_000),
      "How far around target and control to look for what may have moved, in metres; 0 for nowhere",
      fallback: "150"),
    ParameterDescription(
      "start", .text, "When it began, such as 2016-02 or 2016-02-18", fallback: "none, it is needed"
    ),
    ParameterDescription(
      "end", .text, "When it ended, included", fallback: "it has not ended"),
    ParameterDescription(
      "before", .integer(1...60), "How many months before to compare with",
      fallback: "the same months of the year as those after, of the latest year with data"),
    ParameterDescription(
      "after", .integer(1...60), "How many months after the start to look at", fallback: "12"),
    ParameterDescription(
      "thing", .text, "What was done, as the answer should call it, such as the order",
      fallback: "what was done"),
    ParameterDescription(
      "area-drawn", .text,
      "When the target's boundary was drawn; one drawn after the start may be chosen for its result",
      fallback: "not stated, and checked as open"),
    ParameterDescription(
      "concurrent", .text,
      "What else changed there in these months, such as another order; none if it is known that nothing did",
      fallback: "not stated, and checked as open", repeats: true),
    ParameterDescription(
      "recording-change", .text,
      "Month and name of a known change of recording, such as 2014-11:inspection", fallback: "none",
      repeats: true),
  ]
}
