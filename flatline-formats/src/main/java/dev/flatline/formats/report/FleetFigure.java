package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The whole fleet in one plot: mean of CPU to the right, CV upwards, the miners' corner tinted,
/// and the findings on top of everything else.
public final class FleetFigure {
  private static final int MOST_LABEL_CODE_POINTS = 24;

  /// A fleet of so many without a finding is labelled throughout.
  private static final int MOST_OTHERS_LABELLED = 20;

  private static final String CORNER = "miners’ corner";

  private final Fleet fleet;
  private final FleetScale scale;
  private final List<FleetPoint> others = new ArrayList<>();
  private final List<Marker> markers = new ArrayList<>();
  private final long undrawable;

  private FleetFigure(Fleet fleet, NumberedFindings findings) {
    this.fleet = fleet;
    this.scale = FleetScale.of(fleet.points());
    this.undrawable = fleet.points().stream().filter(point -> !point.isDrawable()).count();
    for (FleetPoint point : fleet.points()) {
      if (point.isDrawable()) {
        findings
            .of(point.workload())
            .ifPresentOrElse(
                finding -> markers.add(new Marker(point, finding)), () -> others.add(point));
      }
    }
    markers.sort((a, b) -> Integer.compare(a.finding.number(), b.finding.number()));
  }

  /// A workload with a finding.
  private record Marker(FleetPoint point, NumberedFindings.Numbered finding) {}

  /// The figure of a page of which findings and workloads have addresses of their own.
  ///
  /// @param findings the newest state of each
  /// @param address where a finding is told of
  /// @param workloads the address of a workload but for its name
  public static Element of(
      Fleet fleet, List<Finding> findings, Function<Finding, String> address, String workloads) {
    NumberedFindings numbered =
        new NumberedFindings(
            findings.stream().map(one -> new ReportedFinding(one, FindingSeries.NONE)).toList(),
            (number, finding) -> address.apply(finding));
    return new FleetFigure(fleet, numbered).figure().with("data-workloads", workloads);
  }

  static Element of(Fleet fleet, NumberedFindings findings) {
    return new FleetFigure(fleet, findings).figure();
  }

  private Element figure() {
    Element axis = Drawing.unstretched("times");
    for (double tick : scale.meanTicks()) {
      axis.add(Drawing.tick(scale.x(tick), QuantityText.significant(tick)));
    }
    return Element.of("figure", "fleet")
        .add(Element.of("p", "axis-title").text("↑ CV of CPU (log): less flat"))
        .add(Drawing.plot(valueAxis(), marks(), words()))
        .add(Drawing.besideAxis(axis))
        .add(Element.of("p", "axis-title below").text("mean CPU, share of what it may use →"))
        .add(Element.of("output", "readout").with("aria-live", "polite"))
        .add(legend())
        .add(Element.of("figcaption").text(caption()))
        .addAll(quietNeighbours());
  }

  private Element valueAxis() {
    Element axis = Drawing.unstretched("values");
    for (double tick : scale.cvTicks()) {
      String label = QuantityText.significant(tick);
      axis.add(
          Drawing.rightAligned(scale.y(tick), tick == FleetScale.LEAST_CV ? "≤" + label : label));
    }
    return axis;
  }

  private Element marks() {
    Element marks = Drawing.stretched("marks").with("aria-hidden", "true");
    double left = scale.x(fleet.cornerMean());
    long top = Math.round(scale.y(fleet.cornerCv()) * PlotPath.HEIGHT);
    marks.add(
        Drawing.rectangle("corner", left, 1 - left)
            .with("y", top)
            .with("height", PlotPath.HEIGHT - top));
    for (double tick : scale.cvTicks()) {
      marks.add(Drawing.horizontal("grid", scale.y(tick)));
    }
    for (double tick : scale.meanTicks()) {
      marks.add(Drawing.vertical("grid", scale.x(tick)));
    }
    return marks.addAll(FleetDots.of(others, scale)).line();
  }

  private Element words() {
    List<FleetPoint> labelled = others.size() <= MOST_OTHERS_LABELLED ? others : List.of();
    LabelPlacement labels =
        new LabelPlacement(
            Stream.concat(markers.stream().map(Marker::point), labelled.stream())
                .map(this::place)
                .toList());
    labels.takeTopRight(scale.y(fleet.cornerCv()), CORNER);
    Element words = Element.of("svg", "words").with("role", "group").with("aria-label", "Findings");
    words.add(
        Element.of("text", "corner-label")
            .with("x", "100%")
            .with("y", Percent.of(scale.y(fleet.cornerCv())))
            .with("dx", "-6")
            .with("dy", "-6")
            .with("text-anchor", "end")
            .text(CORNER));
    List<Element> links = new ArrayList<>();
    markers.forEach(marker -> links.add(element(marker, labels)));
    for (FleetPoint other : labelled) {
      label(other, labels).ifPresent(label -> words.add(label.with("class", "other")));
    }
    // Labels are given out to the worst first; drawn last, the worst are on top.
    return words.addAll(links.reversed());
  }

  private Element element(Marker marker, LabelPlacement labels) {
    LabelPlacement.Place place = place(marker.point);
    Severity severity = marker.finding.finding().severity();
    String inWords = severity.label() + ": " + inWords(marker.point);
    Element shape =
        Element.of("svg", "shape")
            .with("x", Percent.of(place.x()))
            .with("y", Percent.of(place.y()))
            .with("overflow", "visible")
            .add(SeverityBadge.shape(severity));
    Element link =
        Element.of("a", "marker " + severity.label())
            .with("href", marker.finding.href())
            .with("aria-label", inWords)
            .add(Element.of("title").text(inWords))
            .add(shape);
    return link.addAll(label(marker.point, labels).stream().toList());
  }

  /// The name beside its point, where there is room.
  private Optional<Element> label(FleetPoint point, LabelPlacement labels) {
    String label = VisibleText.shortened(point.workload(), MOST_LABEL_CODE_POINTS);
    LabelPlacement.Place place = place(point);
    LabelPlacement.Side side = labels.place(place, label);
    if (side == LabelPlacement.Side.NOWHERE) {
      return Optional.empty();
    }
    return Optional.of(
        Element.of("text")
            .with("x", Percent.of(place.x()))
            .with("y", Percent.of(place.y()))
            .with("dx", side.dx())
            .with("dy", side.dy() + 4)
            .with("text-anchor", side.anchor())
            .text(label));
  }

  private LabelPlacement.Place place(FleetPoint point) {
    return new LabelPlacement.Place(scale.x(point.mean()), scale.y(point.cv()));
  }

  private static Element legend() {
    Element legend = Element.of("ul", "legend");
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      legend.add(Element.of("li").add(SeverityBadge.icon(severity)).text(" " + severity.label()));
    }
    return legend.add(Element.of("li").add(Element.of("span", "dot")).text(" no finding shown"));
  }

  private String caption() {
    StringBuilder caption = new StringBuilder("Mean and CV of CPU ").append(fleet.basis());
    caption.append(". Miners’ corner: mean above ");
    caption.append(QuantityText.significant(fleet.cornerMean())).append(" and CV below ");
    caption.append(QuantityText.significant(fleet.cornerCv())).append(". ");
    caption.append(String.format(Locale.ROOT, "%,d workloads with a finding, ", markers.size()));
    caption.append(String.format(Locale.ROOT, "%,d others", others.size()));
    if (others.size() > FleetDots.MOST_DOTS) {
      caption.append(", too many to draw one by one: a dot counts those near it, darker for more");
    }
    if (undrawable > 0) {
      caption.append(
          String.format(Locale.ROOT, "; %,d not drawn, idle or without CPU", undrawable));
    }
    return caption.append('.').toString();
  }

  /// Those in the corner of which nothing was found: somebody will ask about them.
  private List<Element> quietNeighbours() {
    List<FleetPoint> inCorner =
        others.stream()
            .filter(point -> point.mean() > fleet.cornerMean() && point.cv() < fleet.cornerCv())
            .toList();
    return inCorner.isEmpty()
        ? List.of()
        : List.of(
            CutList.of(
                String.format(
                    Locale.ROOT, "In the corner without a finding shown: %,d", inCorner.size()),
                inCorner,
                FleetFigure::inWords));
  }

  private static String inWords(FleetPoint point) {
    return VisibleText.shortened(point.workload(), Names.MOST_CODE_POINTS)
        + ", mean "
        + QuantityText.significant(point.mean())
        + ", CV "
        + QuantityText.significant(point.cv());
  }
}
