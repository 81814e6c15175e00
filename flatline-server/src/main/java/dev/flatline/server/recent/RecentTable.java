package dev.flatline.server.recent;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;

import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.report.PlottedValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What every workload does in these minutes: of each the stretch that is not whole yet, 175 bytes.
/// A stretch leaves when it is whole, or when its workload is silent. A sample of a minute that its
/// workload has left leaves at once, as a stretch of its own. May be used by several threads.
final class RecentTable {
  /// A sample so many minutes older than its workload's newest is judged by nobody either.
  static final int LATE_MINUTES = 10;

  private static final long MINUTE_MILLIS = 60_000;
  private static final int FIRST_PLACES = 64;
  private static final byte[] NO_ROWS = {};

  private final Consumer<Stretch> whole;
  private final PlaceIndex index = new PlaceIndex();
  private final MinuteRows rows = new MinuteRows();
  private final GpuPlaces gpus = new GpuPlaces();

  /// By place: the first minute of the stretch, and the one that goes on.
  private int[] firstMinute = new int[FIRST_PLACES];

  private int[] minute = new int[FIRST_PLACES];

  /// By place: how many minutes are over, and of how many the stretch shall be.
  private byte[] over = new byte[FIRST_PLACES];

  private byte[] most = new byte[FIRST_PLACES];

  /// By place and minute that is over: how long after the first it was.
  private byte[] minutes = new byte[FIRST_PLACES * Stretch.MOST_POINTS];

  private long passedOver;

  /// @param whole takes each stretch that leaves, at once
  RecentTable(Consumer<Stretch> whole) {
    this.whole = whole;
  }

  /// Adds a sample of the time that servers trust.
  synchronized void add(Sample sample) {
    int its = (int) Math.floorDiv(sample.atMillis(), MINUTE_MILLIS);
    String name = sample.workload().name();
    int place = index.find(name);
    if (place == PlaceIndex.NONE) {
      place = begin(name, its);
      if (place == PlaceIndex.NONE) {
        passedOver++;
        return;
      }
    } else if (its < minute[place]) {
      addLate(place, its, sample);
      return;
    } else if (its > minute[place]) {
      goOn(place, its);
    }
    add(place, sample.values());
  }

  /// How many samples are in no stretch: too late, or of a workload without a place.
  synchronized long passedOver() {
    return passedOver;
  }

  synchronized int workloads() {
    return index.size();
  }

  /// What a workload did in the stretch that is not whole yet; empty where nothing is known of it.
  synchronized Optional<Stretch> current(String workload) {
    int place = index.find(workload);
    return place == PlaceIndex.NONE ? Optional.empty() : Optional.of(stretch(place));
  }

  /// Forgets the workloads of which nothing came since this minute.
  ///
  /// @param before [Integer#MAX_VALUE] for all
  /// @return their stretches
  synchronized List<Stretch> leave(int before) {
    List<Stretch> left = new ArrayList<>();
    for (int place = 0; place < index.places(); place++) {
      if (!index.name(place).isEmpty() && minute[place] < before) {
        left.add(stretch(place));
        gpus.remove(place);
        index.remove(place);
      }
    }
    return left;
  }

  private int begin(String name, int its) {
    int place = index.add(name);
    if (place == PlaceIndex.NONE) {
      return place;
    }
    reserve(place);
    rows.reserve(place);
    firstMinute[place] = its;
    minute[place] = its;
    over[place] = 0;
    // Else all that begin together would leave together for ever.
    most[place] = (byte) (1 + Buckets.of(name) % Stretch.MOST_POINTS);
    rows.begin(place);
    return place;
  }

  private void goOn(int place, int its) {
    if (over[place] + 1 >= most[place] || its - firstMinute[place] > Stretch.MOST_MINUTES) {
      whole.accept(stretch(place));
      firstMinute[place] = its;
      over[place] = 0;
      most[place] = Stretch.MOST_POINTS;
    } else {
      int point = over[place]++;
      minutes[place * Stretch.MOST_POINTS + point] = (byte) (minute[place] - firstMinute[place]);
      rows.end(place, point);
      gpus.end(place, point);
    }
    minute[place] = its;
    rows.begin(place);
    gpus.begin(place);
  }

  private void add(int place, MetricValues values) {
    rows.add(place, 0, values.get(CPU_UTILIZATION));
    rows.add(place, 1, PlottedValues.network(values));
    rows.add(place, 2, PlottedValues.disk(values));
    if (PlottedValues.hasGpu(values)) {
      gpus.add(place, over[place], values);
    }
  }

  private void addLate(int place, int its, Sample sample) {
    if (its < minute[place] - LATE_MINUTES) {
      passedOver++;
      return;
    }
    MetricValues values = sample.values();
    whole.accept(
        new Stretch(
            sample.workload().name(),
            its,
            new byte[1],
            row(
                values.get(CPU_UTILIZATION),
                PlottedValues.network(values),
                PlottedValues.disk(values)),
            PlottedValues.hasGpu(values) ? row(GpuPlaces.values(values)) : NO_ROWS));
  }

  private static byte[] row(double... values) {
    byte[] row = new byte[MinuteRows.ROW_BYTES];
    for (int metric = 0; metric < values.length; metric++) {
      Cell.put(row, metric * Cell.BYTES, values[metric], values[metric], values[metric]);
    }
    return row;
  }

  private Stretch stretch(int place) {
    int points = over[place];
    int from = place * Stretch.MOST_POINTS;
    byte[] its = Arrays.copyOfRange(minutes, from, from + points + 1);
    its[points] = (byte) (minute[place] - firstMinute[place]);
    return new Stretch(
        index.name(place),
        firstMinute[place],
        its,
        rows.copy(place, points),
        gpus.copy(place, points));
  }

  private void reserve(int place) {
    if (place >= minute.length) {
      int places = minute.length + minute.length / 4;
      firstMinute = Arrays.copyOf(firstMinute, places);
      minute = Arrays.copyOf(minute, places);
      over = Arrays.copyOf(over, places);
      most = Arrays.copyOf(most, places);
      minutes = Arrays.copyOf(minutes, places * Stretch.MOST_POINTS);
    }
  }
}
