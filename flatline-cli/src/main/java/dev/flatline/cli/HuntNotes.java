package dev.flatline.cli;

import dev.flatline.core.engine.BlindTime;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a hunt has to say of its input as a whole, beside what source and policy noted.
final class HuntNotes {
  /// More rows than one in so many out of order is no straggler but a file that is not sorted.
  private static final int ONE_LATE_IN = 10;

  /// Over a gap as long as this a finding is not continued either.
  private static final long SILENT_AFTER_MILLIS = EngineSettings.DEFAULT.mergeGap().toMillis();

  /// More pauses of a source than these are counted, not told.
  private static final int MOST_PAUSES = 5;

  private static final long BLIND_EDGES_MILLIS = Duration.ofMinutes(20).toMillis();

  private HuntNotes() {}

  /// Sentences of the hunt itself, most important first.
  static List<String> ofHunt(HuntOutcome outcome) {
    List<String> notes = new ArrayList<>();
    late(outcome).ifPresent(notes::add);
    notes.addAll(blind(outcome));
    silent(outcome).ifPresent(notes::add);
    gaps(outcome).ifPresent(notes::add);
    return notes;
  }

  /// Those of the hunt, then those of source and policy.
  static List<String> all(HuntOutcome outcome) {
    List<String> notes = new ArrayList<>(ofHunt(outcome));
    notes.addAll(outcome.notes());
    return notes;
  }

  /// That much of the input was too late to be judged, and what to do.
  static Optional<String> late(HuntOutcome outcome) {
    long late = outcome.dropped().of(DropReason.LATE);
    long received = outcome.received();
    return late * ONE_LATE_IN > received
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Warning: %,d of %,d rows (%d %%) go back in time and were not judged: sort them by"
                    + " workload and time",
                late,
                received,
                100 * late / received))
        : Optional.empty();
  }

  /// Workloads of which nothing came any more long before the end: they may be gone, or their
  /// exporter was silenced. Those that were seen for longest are named, as a service that stops
  /// says more than a job that ends.
  static Optional<String> silent(HuntOutcome outcome) {
    long latestMillis = outcome.endMillis() - SILENT_AFTER_MILLIS;
    Optional<BlindTime> stopped = outcome.blind().stream().filter(BlindTime::lasts).findFirst();
    List<Coverage> silent =
        outcome.coverage().stream()
            .filter(one -> one.samples() > 0 && one.lastMillis() < latestMillis)
            .filter(one -> stopped.isEmpty() || !endedWith(stopped.get(), one))
            .sorted(
                Comparator.comparingLong((Coverage one) -> one.firstMillis() - one.lastMillis())
                    .thenComparing(one -> one.workload().name()))
            .toList();
    if (silent.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Silent: %,d workload%s (%s): nothing to judge up to the end",
            silent.size(),
            silent.size() == 1 ? "" : "s",
            NameList.of(silent.stream().map(HuntNotes::named).toList())));
  }

  /// Whether it was still there when the source stopped.
  private static boolean endedWith(BlindTime stopped, Coverage one) {
    return one.lastMillis() >= stopped.fromMillis() - FeatureWindow.LONGEST_GAP_MILLIS;
  }

  /// When the source as a whole was blind, each time once.
  static List<String> blind(HuntOutcome outcome) {
    List<BlindTime> all = outcome.blind();
    List<String> notes = new ArrayList<>();
    all.stream().filter(BlindTime::lasts).forEach(one -> notes.add(blind(one)));
    List<BlindTime> paused = all.stream().filter(one -> !one.lasts()).toList();
    paused.stream()
        .sorted(Comparator.comparingLong(one -> one.fromMillis() - one.toMillis()))
        .limit(MOST_PAUSES)
        .sorted(Comparator.comparingLong(BlindTime::fromMillis))
        .forEach(one -> notes.add(blind(one)));
    if (paused.size() > MOST_PAUSES) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Blind: %,d more times, %s in all",
              paused.size() - MOST_PAUSES,
              duration(paused.stream().mapToLong(one -> one.toMillis() - one.fromMillis()).sum())));
    }
    return notes;
  }

  private static String blind(BlindTime one) {
    String measured =
        one.silent() == one.workloads()
            ? String.format(Locale.ROOT, "none of %,d workloads was measured", one.workloads())
            : String.format(
                Locale.ROOT,
                "%,d of %,d workloads were not measured",
                one.silent(),
                one.workloads());
    return (one.lasts() ? "Blind since " : "Blind from ")
        + TimeText.minute(Instant.ofEpochMilli(one.fromMillis()))
        + (one.lasts() ? " up to the end, " : " to ")
        + TimeText.minute(Instant.ofEpochMilli(one.toMillis()))
        + " ("
        + duration(one.toMillis() - one.fromMillis())
        + "): "
        + measured;
  }

  /// Workloads of which nothing was known for a while in between, beyond what the source as a whole
  /// missed.
  static Optional<String> gaps(HuntOutcome outcome) {
    List<Coverage> gapped =
        outcome.coverage().stream()
            .filter(one -> one.gaps().totalMillis() > explainedMillis(outcome, one))
            .sorted(
                Comparator.comparingLong((Coverage one) -> -one.gaps().longestMillis())
                    .thenComparing(one -> one.workload().name()))
            .toList();
    if (gapped.isEmpty()) {
      return Optional.empty();
    }
    long times = gapped.stream().mapToLong(one -> one.gaps().count()).sum();
    long total = gapped.stream().mapToLong(one -> one.gaps().totalMillis()).sum();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "Gaps: %,d workload%s had %,d of more than 15 min, %s in all; the longest: %s",
            gapped.size(),
            gapped.size() == 1 ? "" : "s",
            times,
            duration(total),
            NameList.of(gapped.stream().map(HuntNotes::longestGap).toList())));
  }

  /// How much of a workload's gaps the source's blind times account for, give or take the five
  /// minutes to which they are known at each end.
  private static long explainedMillis(HuntOutcome outcome, Coverage one) {
    long explained = 0;
    for (BlindTime blind : outcome.blind()) {
      boolean inside =
          blind.fromMillis() < one.lastMillis() && blind.toMillis() > one.firstMillis();
      explained += inside ? blind.toMillis() - blind.fromMillis() + BLIND_EDGES_MILLIS : 0;
    }
    return explained;
  }

  private static String longestGap(Coverage one) {
    long from = one.gaps().longestFromMillis();
    return one.workload().name()
        + " from "
        + TimeText.minute(Instant.ofEpochMilli(from))
        + " to "
        + TimeText.minute(Instant.ofEpochMilli(from + one.gaps().longestMillis()));
  }

  private static String duration(long millis) {
    return TimeText.duration(Duration.ofMillis(millis));
  }

  private static String named(Coverage one) {
    return one.workload().name()
        + " since "
        + TimeText.minute(Instant.ofEpochMilli(one.lastMillis()));
  }
}
