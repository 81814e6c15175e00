package dev.flatline.formats;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What every row of every tabular format passes through on its way to a [Sample]: the same checks,
/// the same counts, the same notes. Between [#startRow] and the row's end ([#deliver] or
/// [#dropRow]), values come in any order. Not safe for use by several threads.
public final class SampleIntake {
  private static final DropReason[] REASONS = DropReason.values();
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);

  private final Consumer<Sample> sink;
  private final String rowWord;
  private final DropCounts dropped = new DropCounts();
  private final Map<DropReason, String> firstPlaces = new EnumMap<>(DropReason.class);
  private final Set<String> notes = new LinkedHashSet<>();
  private final long[] valuesByMetric = new long[Metric.count()];
  private final long[] aboveRangeByMetric = new long[Metric.count()];
  private final long[] refusedInRow = new long[REASONS.length];
  private final Map<DropReason, String> placesInRow = new EnumMap<>(DropReason.class);
  private final double[] values = new double[Metric.count()];
  private long earliestMillis = Long.MIN_VALUE;
  private long latestMillis = Long.MAX_VALUE;
  private String firstTooEarly = "";
  private String firstTooLate = "";
  private long measured;
  private long refusedMetrics;
  private long aboveRangeMetrics;
  private boolean refused;
  private long row;
  private long received;
  private long delivered;

  /// @param sink takes the samples
  /// @param rowWord what a row is called in notes: `line` of a text, `row` of a table
  public SampleIntake(Consumer<Sample> sink, String rowWord) {
    this.sink = sink;
    this.rowWord = rowWord;
  }

  /// Notes the first sample before the one time, and the first more than a day after the other, as
  /// clocks differ. Both are delivered like any other.
  public void expectTimes(Instant earliest, Instant now) {
    earliestMillis = earliest.toEpochMilli();
    latestMillis = now.plus(CLOCKS_DIFFER_BY).toEpochMilli();
  }

  /// Begins a row.
  ///
  /// @param number its number in the file, from 1
  public void startRow(long number) {
    row = number;
  }

  /// Takes a value of the row if it can be a measurement, counts it otherwise.
  public void value(Metric metric, double value) {
    valuesByMetric[metric.ordinal()]++;
    if (metric.accepts(value)) {
      values[metric.ordinal()] = value;
      measured |= 1L << metric.ordinal();
    } else {
      refusedMetrics |= 1L << metric.ordinal();
      refuse(metric, metric.whyRefused(value), Double.toString(value));
    }
  }

  /// Counts a value of the row that is no number.
  public void unreadable(Metric metric, String text) {
    refuse(metric, DropReason.BAD_NUMBER, Excerpt.of(text));
  }

  /// Ends the row without a sample.
  ///
  /// @param what what was met, for the note of its first place; empty where the number tells all
  public void dropRow(DropReason reason, String what) {
    received++;
    dropped.add(reason);
    remember(reason, what);
    uncount(measured | refusedMetrics);
    forgetRefused();
    measured = 0;
  }

  /// Ends the row with a sample, or as [DropReason#NO_VALUES] where it has no usable value.
  public void deliver(Workload workload, long atMillis) {
    boolean empty = measured == 0 && !refused;
    if (refused) {
      countRefused();
    }
    if (measured == 0) {
      dropRow(DropReason.NO_VALUES, empty ? "its metrics are empty" : "");
      return;
    }
    if (atMillis < earliestMillis || atMillis > latestMillis) {
      rememberTime(atMillis);
    }
    Sample sample = new Sample(workload, atMillis, MetricValues.of(values, measured));
    measured = 0;
    received++;
    delivered++;
    sink.accept(sample);
  }

  /// Adds a note unless it is there already.
  public void note(String note) {
    notes.add(note);
  }

  /// Whether most of a share's values are above its range, as those of a percentage are.
  public boolean looksLikePercentage(Metric metric) {
    return aboveRangeByMetric[metric.ordinal()] * 2 > valuesByMetric[metric.ordinal()];
  }

  /// How many rows were ended so far.
  public long received() {
    return received;
  }

  /// What was taken so far.
  public DecodeReport report() {
    List<String> all = new ArrayList<>(notes);
    if (!firstTooEarly.isEmpty()) {
      int year = Instant.ofEpochMilli(earliestMillis).atOffset(ZoneOffset.UTC).getYear();
      all.add(
          "times before %d: first in %s; are they seconds or milliseconds since 1970?"
              .formatted(year, firstTooEarly));
    }
    if (!firstTooLate.isEmpty()) {
      all.add("times after now: first in " + firstTooLate);
    }
    firstPlaces.forEach((reason, place) -> all.add(reason.text() + ": first in " + place));
    return new DecodeReport(received, delivered, dropped, all);
  }

  private void refuse(Metric metric, DropReason reason, String what) {
    refusedInRow[reason.ordinal()]++;
    refused = true;
    if (reason == DropReason.SHARE_ABOVE_RANGE) {
      aboveRangeMetrics |= 1L << metric.ordinal();
    }
    if (!firstPlaces.containsKey(reason)) {
      placesInRow.putIfAbsent(reason, metric.metricName() + " = " + what);
    }
  }

  private void rememberTime(long atMillis) {
    boolean early = atMillis < earliestMillis;
    if ((early ? firstTooEarly : firstTooLate).isEmpty()) {
      String place =
          "%s %d (%s UTC)".formatted(rowWord, row, TimeText.minute(Instant.ofEpochMilli(atMillis)));
      if (early) {
        firstTooEarly = place;
      } else {
        firstTooLate = place;
      }
    }
  }

  private void countRefused() {
    for (DropReason reason : REASONS) {
      for (long i = refusedInRow[reason.ordinal()]; i > 0; i--) {
        dropped.add(reason);
      }
    }
    for (long left = aboveRangeMetrics; left != 0; left &= left - 1) {
      aboveRangeByMetric[Long.numberOfTrailingZeros(left)]++;
    }
    placesInRow.forEach(this::remember);
    forgetRefused();
  }

  /// What a dropped row held says nothing of its columns: it may have moved by one.
  private void uncount(long metrics) {
    for (long left = metrics; left != 0; left &= left - 1) {
      valuesByMetric[Long.numberOfTrailingZeros(left)]--;
    }
  }

  private void forgetRefused() {
    if (refused) {
      Arrays.fill(refusedInRow, 0);
      placesInRow.clear();
      refusedMetrics = 0;
      aboveRangeMetrics = 0;
      refused = false;
    }
  }

  private void remember(DropReason reason, String what) {
    if (!firstPlaces.containsKey(reason)) {
      firstPlaces.put(reason, rowWord + " " + row + (what.isEmpty() ? "" : " (" + what + ")"));
    }
  }
}
