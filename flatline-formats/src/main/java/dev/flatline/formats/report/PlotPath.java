package dev.flatline.formats.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// The path of a line or a band through a [Trace], in a drawing of [#WIDTH] by [#HEIGHT] units that
/// the browser stretches to the room there is. Each run starts with an absolute move; the rest is
/// relative, which is a third shorter.
final class PlotPath {
  static final int WIDTH = 2000;
  static final int HEIGHT = 1000;

  private final TimeScale time;
  private final ValueScale values;
  private final StringBuilder path = new StringBuilder();
  private int x;
  private int y;

  private PlotPath(TimeScale time, ValueScale values) {
    this.time = time;
    this.values = values;
  }

  /// The means, as a line a run; a run of one point becomes a dot.
  static String line(Trace trace, TimeScale time, ValueScale values) {
    PlotPath line = new PlotPath(time, values);
    for (List<Trace.Dot> run : trace.runs()) {
      line.moveTo(run.getFirst(), Spread::mean);
      for (Trace.Dot dot : run.subList(1, run.size())) {
        line.lineTo(dot, Spread::mean);
      }
      if (run.size() == 1) {
        line.path.append("h1");
      }
    }
    return line.path.toString();
  }

  /// From the least to the greatest, as an area a run; empty where they are the same throughout.
  static String band(Trace trace, TimeScale time, ValueScale values) {
    PlotPath band = new PlotPath(time, values);
    for (List<Trace.Dot> run : trace.runs()) {
      if (run.stream().anyMatch(dot -> dot.spread().greatest() > dot.spread().least())) {
        band.moveTo(run.getFirst(), Spread::greatest);
        run.subList(1, run.size()).forEach(dot -> band.lineTo(dot, Spread::greatest));
        run.reversed().forEach(dot -> band.lineTo(dot, Spread::least));
        band.path.append('z');
      }
    }
    return band.path.toString();
  }

  private void moveTo(Trace.Dot dot, ToDoubleFunction<Spread> edge) {
    x = x(dot);
    y = y(dot, edge);
    path.append('M').append(x).append(' ').append(y);
  }

  private void lineTo(Trace.Dot dot, ToDoubleFunction<Spread> edge) {
    int nextX = x(dot);
    int nextY = y(dot, edge);
    path.append('l').append(nextX - x).append(' ').append(nextY - y);
    x = nextX;
    y = nextY;
  }

  private int x(Trace.Dot dot) {
    return (int) Math.round(Percent.clamp(time.share(dot.atMillis())) * WIDTH);
  }

  private int y(Trace.Dot dot, ToDoubleFunction<Spread> edge) {
    return (int) Math.round(values.share(edge.applyAsDouble(dot.spread())) * HEIGHT);
  }
}
