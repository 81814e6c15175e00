package dev.flatline.core.correlate;

import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateSlice;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The findings of one workload from opening to closing. A worse verdict replaces the one before
/// and moves the detection time with it, an equal one brings its reasons up to date, a milder one
/// only prolongs. All of it is told.
///
/// What begins within the merge gap of what is over is the same finding. What steps up on top of
/// what was reported already, and goes on beneath, is a finding of its own: a miner that moves in
/// where a steady service was noticed before it.
public final class FindingTimeline {
  private final Workload workload;
  private final Duration mergeGap;

  /// What is open; null while it is still packed.
  private @Nullable List<OpenFinding> unpacked;

  /// The same as it was written; nothing once it has changed.
  private final StateSlice packed = new StateSlice();

  /// Nothing found yet.
  ///
  /// @param mergeGap how far apart what belongs together may be
  public FindingTimeline(Workload workload, Duration mergeGap) {
    this.workload = workload;
    this.mergeGap = mergeGap;
  }

  /// A verdict came in.
  public void add(Verdict verdict, Sighting sighting, FindingSink sink) {
    Optional<Stay> stay = sighting.since(verdict.firstObserved());
    OpenFinding same = continued(stay, sighting);
    see(sighting, same, sink);
    if (same == null) {
      Finding opened = Findings.opened(workload, verdict, sighting);
      changing().add(new OpenFinding(opened, stay.orElse(null)));
      sink.accept(opened);
      return;
    }
    Finding before = same.finding();
    int change = verdict.severity().compareTo(before.severity());
    same.become(
        change < 0
            ? Findings.lasting(before, sighting.at(), Finding.Status.OPEN)
            : Findings.updated(before, verdict, sighting),
        stay);
    sink.accept(same.finding());
  }

  /// What was seen came to nothing: findings whose stay goes on last, others are over.
  public void add(Sighting sighting, FindingSink sink) {
    see(sighting, null, sink);
  }

  private void see(Sighting sighting, @Nullable OpenFinding but, FindingSink sink) {
    for (OpenFinding one : List.copyOf(changing())) {
      if (one != but) {
        one.see(sighting);
        closeIfOver(one, sighting.at(), sink);
      }
    }
  }

  /// The behaviour was last seen at this time and is over.
  public void close(Instant lastObserved, FindingSink sink) {
    end(lastObserved, Finding.Status.CLOSED, sink);
  }

  /// The input ended, and the behaviour was last seen at this time.
  ///
  /// @param goesOn whether it was seen when it was last looked for
  public void finish(Instant lastObserved, boolean goesOn, FindingSink sink) {
    end(lastObserved, goesOn ? Finding.Status.OPEN : Finding.Status.CLOSED, sink);
  }

  /// Writes what the timeline of the same workload can [#read].
  public void write(StateWriter to) {
    to.putSlice(packed, writer -> writer.putAll(open(), OpenFinding::write));
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    from.getSlice(packed);
    unpacked = null;
  }

  /// Unpacked only when it is asked for: a verdict is seldom.
  private List<OpenFinding> open() {
    if (unpacked == null) {
      unpacked =
          packed.isHeld()
              ? packed.reader().getAll(from -> OpenFinding.read(workload, from))
              : new ArrayList<>(1);
    }
    return unpacked;
  }

  /// The same, to be changed.
  private List<OpenFinding> changing() {
    List<OpenFinding> changing = open();
    packed.clear();
    return changing;
  }

  /// The finding that this stay continues, null where it is one of its own.
  private @Nullable OpenFinding continued(Optional<Stay> stay, Sighting sighting) {
    for (OpenFinding one : open()) {
      if (stay.isPresent() && one.isSince(stay.get().since())) {
        return one;
      }
    }
    OpenFinding last = open().isEmpty() ? null : open().getLast();
    return last != null && (stay.isEmpty() || !last.isApartFrom(stay.get(), sighting, mergeGap))
        ? last
        : null;
  }

  private void closeIfOver(OpenFinding one, Instant at, FindingSink sink) {
    Instant lastObserved = one.finding().lastObserved();
    if (one.isOver() && at.isAfter(lastObserved.plus(mergeGap))) {
      sink.accept(Findings.lasting(one.finding(), lastObserved, Finding.Status.CLOSED));
      changing().remove(one);
    }
  }

  private void end(Instant lastObserved, Finding.Status status, FindingSink sink) {
    for (OpenFinding one : open()) {
      sink.accept(
          one.isOver()
              ? Findings.lasting(one.finding(), one.finding().lastObserved(), Finding.Status.CLOSED)
              : Findings.lasting(one.finding(), lastObserved, status));
    }
    changing().clear();
  }
}
