package dev.flatline.cli;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.text.TimeText;
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

  private HuntNotes() {}

  /// Sentences of the hunt itself, most important first.
  static List<String> ofHunt(HuntOutcome outcome) {
    List<String> notes = new ArrayList<>();
    late(outcome).ifPresent(notes::add);
    silent(outcome).ifPresent(notes::add);
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
    long latestMillis = outcome.toMillis() - SILENT_AFTER_MILLIS;
    List<Coverage> silent =
        outcome.coverage().stream()
            .filter(one -> one.samples() > 0 && one.lastMillis() < latestMillis)
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

  private static String named(Coverage one) {
    return one.workload().name()
        + " since "
        + TimeText.minute(Instant.ofEpochMilli(one.lastMillis()));
  }
}
