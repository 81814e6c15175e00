package dev.flatline.core.correlate;

import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A finding that is not closed, and the stay that it speaks of.
final class OpenFinding {
  /// By how much CPU must rise above what a finding speaks of to be something else on top of it:
  /// what a plateau's own scatter cannot explain, the tolerance at which it is followed.
  private static final double RISE = 0.10 - 1e-9;

  private Finding finding;
  private @Nullable Stay stay;
  private boolean over;

  OpenFinding(Finding finding, @Nullable Stay stay) {
    this.finding = finding;
    this.stay = stay;
  }

  void write(StateWriter to) {
    FindingState.write(finding, to);
    to.putOptional(stay, OpenFinding::writeStay);
    to.putBoolean(over);
  }

  static OpenFinding read(Workload workload, StateReader from) {
    Finding finding = FindingState.read(workload, from);
    OpenFinding open = new OpenFinding(finding, from.getOptional(OpenFinding::readStay));
    open.over = from.getBoolean();
    return open;
  }

  private static void writeStay(Stay stay, StateWriter to) {
    to.putLong(stay.since().toEpochMilli());
    to.putDoubles(stay.level());
    to.putBoolean(stay.step());
  }

  private static Stay readStay(StateReader from) {
    return new Stay(Instant.ofEpochMilli(from.getLong()), from.getDouble(), from.getBoolean());
  }

  Finding finding() {
    return finding;
  }

  /// Speaks of this from now on.
  void become(Finding newer, Optional<Stay> newStay) {
    finding = newer;
    stay = newStay.orElse(stay);
    over = false;
  }

  /// Learns whether its stay goes on.
  void see(Sighting sighting) {
    if (goesOn(sighting)) {
      over = false;
      finding = Findings.lasting(finding, sighting.at(), Finding.Status.OPEN);
    } else if (!over) {
      over = true;
      finding = Findings.lasting(finding, sighting.before(), Finding.Status.OPEN);
    }
  }

  boolean isOver() {
    return over;
  }

  /// Whether its stay is the one that began then.
  boolean isSince(Instant begin) {
    return stay != null && stay.since().equals(begin);
  }

  /// Whether this stay is something of its own beside this finding, and not the same going on.
  boolean isApartFrom(Stay other, Sighting sighting, Duration mergeGap) {
    if (stay != null && goesOn(sighting)) {
      return other.step()
          && other.since().isAfter(finding.detectedAt())
          && other.level() >= stay.level() + RISE;
    }
    return other.since().isBefore(finding.firstObserved().minus(mergeGap));
  }

  private boolean goesOn(Sighting sighting) {
    return stay != null && sighting.since(stay.since()).isPresent();
  }
}
