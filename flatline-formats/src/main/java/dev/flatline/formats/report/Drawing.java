package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;

/// The pieces of SVG that plots are made of. A stretched drawing has its own units and follows the
/// room there is in both directions; an unstretched one is placed by percentages and keeps the size
/// of its text.
final class Drawing {
  private Drawing() {}

  /// A plot: its value axis on the left, and two drawings on top of each other.
  static Element plot(Element valueAxis, Element marks, Element words) {
    return Element.of("div", "plot")
        .add(valueAxis)
        .add(Element.of("div", "area").add(marks).add(words));
  }

  /// A drawing as wide as a plot, without a value axis.
  static Element besideAxis(Element drawing) {
    return Element.of("div", "plot").add(Element.of("span")).add(drawing);
  }

  static Element stretched(String cssClass) {
    return Element.of("svg", cssClass)
        .with("viewBox", "0 0 " + PlotPath.WIDTH + " " + PlotPath.HEIGHT)
        .with("preserveAspectRatio", "none");
  }

  /// What it says is said elsewhere too: it is for eyes only.
  static Element unstretched(String cssClass) {
    return Element.of("svg", cssClass).with("aria-hidden", "true");
  }

  static Element horizontal(String cssClass, double share) {
    long y = Math.round(share * PlotPath.HEIGHT);
    return Element.of("path", cssClass).with("d", "M0 " + y + "H" + PlotPath.WIDTH);
  }

  static Element vertical(String cssClass, double share) {
    long x = Math.round(share * PlotPath.WIDTH);
    return Element.of("path", cssClass).with("d", "M" + x + " 0V" + PlotPath.HEIGHT);
  }

  /// A rectangle in a stretched drawing, as yet without height.
  static Element rectangle(String cssClass, double fromShare, double widthShare) {
    return Element.of("rect", cssClass)
        .with("x", Math.round(fromShare * PlotPath.WIDTH))
        .with("width", Math.max(1, Math.round(widthShare * PlotPath.WIDTH)));
  }

  /// A label of a value axis.
  static Element rightAligned(double share, String label) {
    return Element.of("text")
        .with("x", "100%")
        .with("y", Percent.of(share))
        .with("dx", "-8")
        .with("dy", "0.32em")
        .with("text-anchor", "end")
        .text(label);
  }

  /// A vertical line from a height to the lower end of an unstretched drawing.
  static Element down(double share, String fromY) {
    return Element.of("line")
        .with("x1", Percent.of(share))
        .with("x2", Percent.of(share))
        .with("y1", fromY)
        .with("y2", "100%");
  }

  /// A text beside a place on an axis, on the side where there is more room.
  static Element beside(double share, String y, String label) {
    boolean onTheRight = share < 0.5;
    return Element.of("text")
        .with("x", Percent.of(share))
        .with("y", y)
        .with("dx", onTheRight ? "5" : "-5")
        .with("text-anchor", onTheRight ? "start" : "end")
        .text(label);
  }

  /// The labels of a horizontal axis, with a tick above each.
  static Element tick(double share, String label) {
    return Element.of("text")
        .with("x", Percent.of(share))
        .with("y", "1.1em")
        .with("text-anchor", anchor(share))
        .text(label);
  }

  /// At both ends a label stays inside.
  private static String anchor(double share) {
    return share < 0.03 ? "start" : share > 0.97 ? "end" : "middle";
  }

  /// What gaps are filled with, once for all drawings.
  static Element gapPattern() {
    return Element.of("svg", "patterns")
        .with("aria-hidden", "true")
        .add(
            Element.of("pattern")
                .with("id", "gap")
                .with("width", 6)
                .with("height", 6)
                .with("patternUnits", "userSpaceOnUse")
                .with("patternTransform", "rotate(45)")
                .add(Element.of("path").with("d", "M0 0V6")));
  }
}
