package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.VisibleText;
import java.util.ArrayList;
import java.util.List;

/// The workloads without a finding, as few shapes: one path for all dots, so that thousands cost no
/// more than their coordinates. Above [#MOST_DOTS] the plot counts them in cells instead.
final class FleetDots {
  static final int MOST_DOTS = 10_000;

  /// Few enough for larger dots.
  private static final int FEW_DOTS = 200;

  private static final int CELLS_ACROSS = 160;
  private static final int CELLS_DOWN = 80;
  private static final int MOST_NAME_CODE_POINTS = 60;

  /// Least workloads in a cell of each shade, from pale to dark.
  private static final int[] SHADES = {1, 4, 16, 64};

  private FleetDots() {}

  /// One dot a workload, or one a cell.
  static List<Element> of(List<FleetPoint> points, FleetScale scale) {
    return points.size() <= MOST_DOTS
        ? List.of(dots(points, scale).withLines("data-names", names(points)))
        : cells(points, scale);
  }

  private static Element dots(List<FleetPoint> points, FleetScale scale) {
    StringBuilder path = new StringBuilder();
    for (FleetPoint point : points) {
      append(path, scale.x(point.mean()), scale.y(point.cv()));
    }
    String cssClass = points.size() <= FEW_DOTS ? "dots few" : "dots";
    return Element.of("path", cssClass).with("d", path.toString());
  }

  private static List<String> names(List<FleetPoint> points) {
    return points.stream()
        .map(point -> VisibleText.shortened(point.workload(), MOST_NAME_CODE_POINTS))
        .toList();
  }

  private static List<Element> cells(List<FleetPoint> points, FleetScale scale) {
    int[] counts = new int[(CELLS_ACROSS + 1) * (CELLS_DOWN + 1)];
    for (FleetPoint point : points) {
      long column = Math.round(scale.x(point.mean()) * CELLS_ACROSS);
      long line = Math.round(scale.y(point.cv()) * CELLS_DOWN);
      counts[(int) (line * (CELLS_ACROSS + 1) + column)]++;
    }
    List<Element> shades = new ArrayList<>();
    for (int shade = 0; shade < SHADES.length; shade++) {
      int fewest = SHADES[shade];
      int most = shade + 1 < SHADES.length ? SHADES[shade + 1] - 1 : Integer.MAX_VALUE;
      shades.add(
          Element.of("path", "dots shade-" + (shade + 1)).with("d", path(counts, fewest, most)));
    }
    return shades;
  }

  private static String path(int[] counts, int fewest, int most) {
    StringBuilder path = new StringBuilder();
    for (int cell = 0; cell < counts.length; cell++) {
      if (counts[cell] >= fewest && counts[cell] <= most) {
        int line = cell / (CELLS_ACROSS + 1);
        int column = cell % (CELLS_ACROSS + 1);
        append(path, (double) column / CELLS_ACROSS, (double) line / CELLS_DOWN);
      }
    }
    return path.toString();
  }

  /// The shortest line there is: with round ends, a dot.
  private static void append(StringBuilder path, double x, double y) {
    path.append('M').append(Math.round(x * PlotPath.WIDTH));
    path.append(' ').append(Math.round(y * PlotPath.HEIGHT)).append("h1");
  }
}
