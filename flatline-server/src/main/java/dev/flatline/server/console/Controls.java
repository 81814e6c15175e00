package dev.flatline.server.console;

import dev.flatline.formats.html.Element;

/// What forms of the console are made of.
final class Controls {
  private Controls() {}

  /// A control with its label above it.
  static Element labelled(String label, Element control) {
    return Element.of("label").add(Element.of("span").text(label)).add(control);
  }

  /// Asks for workloads by a part of their name.
  ///
  /// @param name of the control
  /// @param value what was asked for
  static Element workload(String name, String value) {
    return labelled(
        "Workload",
        Element.of("input")
            .with("type", "search")
            .with("name", name)
            .with("placeholder", "part of its name")
            .with("value", value));
  }

  /// One choice of a list.
  static Element option(String value, String label, String chosen) {
    Element option = Element.of("option").with("value", value).text(label);
    return value.equals(chosen) ? option.with("selected", "") : option;
  }

  /// Sends the form.
  static Element submit(String label) {
    return Element.of("button").with("type", "submit").text(label);
  }
}
