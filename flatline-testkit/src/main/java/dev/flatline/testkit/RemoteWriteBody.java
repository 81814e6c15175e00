package dev.flatline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/// Bodies of Prometheus remote write, as a sender makes them.
public final class RemoteWriteBody {
  private RemoteWriteBody() {}

  /// A series with its samples.
  ///
  /// @param labels in the order in which they are written
  public record Series(Map<String, String> labels, List<Point> points) {
    /// One sample, and labels given as names and values by turns, which are put in order.
    public static Series of(long atMillis, double value, String... labels) {
      Map<String, String> sorted = new TreeMap<>();
      for (int i = 0; i < labels.length; i += 2) {
        sorted.put(labels[i], labels[i + 1]);
      }
      return new Series(sorted, List.of(new Point(atMillis, value)));
    }
  }

  /// A sample.
  public record Point(long atMillis, double value) {}

  /// A body of remote write 1.0.
  public static byte[] v1(List<Series> series) {
    WireMessage request = new WireMessage();
    series.forEach(one -> request.message(1, spelled(one)));
    return packed(request);
  }

  /// A body of remote write 2.0.
  public static byte[] v2(List<Series> series) {
    Map<String, Integer> symbols = new LinkedHashMap<>();
    symbols.put("", 0);
    List<WireMessage> messages = series.stream().map(one -> referring(one, symbols)).toList();
    WireMessage request = new WireMessage();
    symbols.keySet().forEach(symbol -> request.text(4, symbol));
    messages.forEach(message -> request.message(5, message));
    return packed(request);
  }

  /// The message as a snappy block.
  public static byte[] packed(WireMessage request) {
    try {
      return Snappy.compress(request.toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A label of remote write 1.0.
  public static WireMessage label(String name, String value) {
    return new WireMessage().text(1, name).text(2, value);
  }

  /// A sample of either version.
  public static WireMessage sample(Point point) {
    return new WireMessage().number(1, point.value()).integer(2, point.atMillis());
  }

  private static WireMessage spelled(Series series) {
    WireMessage message = new WireMessage();
    series.labels().forEach((name, value) -> message.message(1, label(name, value)));
    series.points().forEach(point -> message.message(2, sample(point)));
    return message;
  }

  private static WireMessage referring(Series series, Map<String, Integer> symbols) {
    WireMessage references = new WireMessage();
    series
        .labels()
        .forEach(
            (name, value) ->
                references.packed(number(symbols, name)).packed(number(symbols, value)));
    WireMessage message = new WireMessage().message(1, references);
    series.points().forEach(point -> message.message(2, sample(point)));
    return message;
  }

  private static int number(Map<String, Integer> symbols, String text) {
    return symbols.computeIfAbsent(text, added -> symbols.size());
  }
}
