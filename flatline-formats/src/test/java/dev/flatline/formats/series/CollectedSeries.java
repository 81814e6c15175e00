package dev.flatline.formats.series;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Keeps what a decoder hands over: one line for each sample.
public final class CollectedSeries implements SampleVisitor {
  private final List<Line> lines = new ArrayList<>();
  private final @Nullable SeriesIndex<Map<String, String>> index;
  private Map<String, String> current = Map.of();
  private int unwanted;

  private int known;

  /// Every series has its labels read.
  public CollectedSeries() {
    index = null;
  }

  /// Series that came before, written the same way, are known.
  ///
  /// @param index keeps them
  public CollectedSeries(SeriesIndex<Map<String, String>> index) {
    this.index = index;
  }

  /// A sample with its labels.
  public record Line(Map<String, String> labels, long atMillis, double value) {}

  /// A sample, and labels as names and values by turns.
  public static Line line(long atMillis, double value, String... labels) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    return new Line(map, atMillis, value);
  }

  @Override
  public void series(LabelSlices labels) {
    current = labels.toMap();
    if (index != null) {
      index.find(labels, 1);
    }
  }

  @Override
  public boolean known(Fingerprint fingerprint) {
    Map<String, String> found = index == null ? null : index.find(fingerprint, 1);
    current = found == null ? current : found;
    known += found == null ? 0 : 1;
    return found != null;
  }

  @Override
  public void sample(long atMillis, double value) {
    lines.add(new Line(current, atMillis, value));
  }

  @Override
  public void unwanted(int samples) {
    unwanted += samples;
  }

  /// How many samples were not handed over, because nobody wants their metric.
  public int unwanted() {
    return unwanted;
  }

  /// How many series were known.
  public int known() {
    return known;
  }

  /// What came so far.
  public List<Line> lines() {
    return lines;
  }
}
