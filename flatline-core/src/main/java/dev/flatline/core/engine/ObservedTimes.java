package dev.flatline.core.engine;

import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How many workloads were measured in each five minutes, so that a source that pauses is told from
/// workloads that do.
///
/// A workload counts once per five minutes, and those count between two of its samples that are no
/// gap: one that is sampled every ten minutes is not blind every second time. O(1) per sample, 4
/// bytes per five minutes from the first to the last: 105,000 a year. Beyond four years nothing is
/// kept and nothing told.
final class ObservedTimes {
  private static final long BIN_MILLIS = 5 * 60_000;
  private static final int MOST_BINS = 4 * 366 * 24 * 12;
  private static final int FEWEST_BINS = (int) (FeatureWindow.LONGEST_GAP_MILLIS / BIN_MILLIS);

  /// Of the workloads that there were, how many may be measured while the source is blind: an
  /// exporter or two of another source.
  private static final double FEW = 0.05;

  private int[] counts = new int[0];
  private long firstBin;
  private boolean tooLong;

  /// A workload was measured.
  ///
  /// @param beforeMillis its sample before, [Long#MIN_VALUE] where this is the first
  void add(long beforeMillis, long atMillis) {
    long to = Math.floorDiv(atMillis, BIN_MILLIS);
    boolean goesOn =
        beforeMillis != Long.MIN_VALUE
            && atMillis - beforeMillis <= FeatureWindow.LONGEST_GAP_MILLIS;
    long from = goesOn ? Math.floorDiv(beforeMillis, BIN_MILLIS) + 1 : to;
    for (long bin = from; bin <= to; bin++) {
      add(bin);
    }
  }

  void write(StateWriter to) {
    to.putBoolean(tooLong);
    to.putLong(firstBin);
    to.putInt(counts.length);
    for (int count : counts) {
      to.putInt(count);
    }
  }

  void read(StateReader from) {
    tooLong = from.getBoolean();
    firstBin = from.getLong();
    counts = new int[from.getInt(MOST_BINS)];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = from.getInt();
    }
  }

  private void add(long bin) {
    if (counts.length == 0) {
      firstBin = bin;
    }
    if (tooLong || !holds(bin)) {
      return;
    }
    counts[(int) (bin - firstBin)]++;
  }

  /// Makes room for a bin; false where that is too much.
  private boolean holds(long bin) {
    long first = counts.length == 0 ? bin : Math.min(firstBin, bin);
    long last = Math.max(firstBin + counts.length - 1, bin);
    if (last - first >= MOST_BINS) {
      tooLong = true;
      counts = new int[0];
      return false;
    }
    int needed = (int) (last - first + 1);
    if (needed > counts.length || first < firstBin) {
      int[] wider = new int[Math.min(MOST_BINS, Math.max(needed, 2 * counts.length))];
      System.arraycopy(counts, 0, wider, (int) (firstBin - first), counts.length);
      counts = wider;
      firstBin = first;
    }
    return true;
  }

  /// The times in which nearly all were silent together, in order.
  ///
  /// @param coverage from when to when each workload was measured
  /// @param endMillis up to when something should have been measured
  List<BlindTime> blindTimes(List<Coverage> coverage, long endMillis) {
    if (tooLong || counts.length == 0) {
      return List.of();
    }
    Present present = new Present(coverage);
    List<BlindTime> blind = new ArrayList<>();
    if (2 * addPauses(present, blind) > present.bins()) {
      return List.of();
    }
    present.stopped(endMillis).ifPresent(blind::add);
    return blind;
  }

  /// Adds the pauses of the source.
  ///
  /// @return in how many bins it was silent; where that is more than half of them it tells seldom
  private int addPauses(Present present, List<BlindTime> blind) {
    int blindBins = 0;
    int begun = -1;
    for (int i = 0; i <= counts.length; i++) {
      boolean isBlind = i < counts.length && present.at(i) > 0 && counts[i] <= FEW * present.at(i);
      blindBins += isBlind ? 1 : 0;
      if (isBlind && begun < 0) {
        begun = i;
      } else if (!isBlind && begun >= 0) {
        if (i - begun >= FEWEST_BINS) {
          blind.add(present.blind(begun, i, counts));
        }
        begun = -1;
      }
    }
    return blindBins;
  }

  /// How many workloads there were at each time: from the first sample of each to its last.
  private final class Present {
    private final int[] present = new int[counts.length + 1];
    private final int[] ended = new int[counts.length + 1];
    private int bins;

    Present(List<Coverage> coverage) {
      int[] changes = new int[counts.length + 2];
      for (Coverage one : coverage) {
        int first = index(one.firstMillis());
        int last = index(one.lastMillis());
        boolean judged =
            one.metrics().contains(Metric.CPU_UTILIZATION)
                || one.metrics().contains(Metric.GPU_UTILIZATION);
        if (judged && first >= 0 && last >= first) {
          changes[first]++;
          changes[last + 1]--;
          ended[last]++;
        }
      }
      int now = 0;
      for (int i = 0; i < present.length; i++) {
        now += changes[i];
        present[i] = now;
        bins += now > 0 ? 1 : 0;
      }
    }

    int at(int bin) {
      return present[bin];
    }

    int bins() {
      return bins;
    }

    BlindTime blind(int from, int to, int[] measured) {
      int of = Arrays.stream(present, from, to).max().orElse(0);
      int most = Arrays.stream(measured, from, to).max().orElse(0);
      return new BlindTime(millis(from), millis(to), of - most, of, false);
    }

    /// Nearly all that there were ended within five minutes of each other, long before the end.
    Optional<BlindTime> stopped(long endMillis) {
      for (int i = 0; i + 1 < present.length; i++) {
        int together = ended[i] + ended[i + 1];
        boolean all = together > 0 && together >= (1 - FEW) * present[i];
        int last = ended[i + 1] > 0 ? i + 1 : i;
        long since = millis(last + 1);
        if (all && endMillis - since > FeatureWindow.LONGEST_GAP_MILLIS && isLast(last)) {
          return Optional.of(new BlindTime(since, endMillis, together, present[i], true));
        }
      }
      return Optional.empty();
    }

    /// Whether hardly anything is measured after this.
    private boolean isLast(int bin) {
      for (int i = bin + 1; i < counts.length; i++) {
        if (counts[i] > FEW * present[Math.max(0, bin - 1)]) {
          return false;
        }
      }
      return true;
    }

    private int index(long millis) {
      long index = Math.floorDiv(millis, BIN_MILLIS) - firstBin;
      return index < 0 || index >= counts.length ? -1 : (int) index;
    }

    private long millis(int bin) {
      return (firstBin + bin) * BIN_MILLIS;
    }
  }
}
