package dev.flatline.core.engine;

import dev.flatline.core.correlate.AssessmentState;
import dev.flatline.core.correlate.CostState;
import dev.flatline.core.correlate.FindingTimeline;
import dev.flatline.core.correlate.Sighting;
import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.correlate.Verdict;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.PolicyContext;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/// What detectors that look once a minute found of one workload, until it is weighed, and the
/// findings that it came to. It is noted when it begins or changes, and again while it grows. No
/// fleet takes part, so what is noted is weighed as soon as there is somebody to tell.
final class PendingAnswers {
  private static final int GROWTH_DIVISOR = 8;

  private final Workload workload;
  private final Engine.Shared shared;
  private final Weighing weighing;
  private final FindingTimeline timeline;
  private final Queue<Candidate> pending = new ArrayDeque<>(1);

  private long judgedMillis = Long.MIN_VALUE;
  private long lastPassMillis = Long.MIN_VALUE;
  private long nextLookMillis = Long.MIN_VALUE;
  private int lookedAt;

  /// From answers to a verdict.
  interface Weighing {
    Optional<Verdict> weigh(List<Assessment> answers, Function<Instant, PolicyContext> policy);
  }

  /// Something to be weighed: what was found, or the end of what went before.
  private sealed interface Candidate {
    record Seen(
        Instant at, Instant before, List<Stretch> stretches, List<Assessment> answers, Cost cost)
        implements Candidate {}

    record Ended(Instant at) implements Candidate {}
  }

  PendingAnswers(Workload workload, Engine.Shared shared, Weighing weighing) {
    this.workload = workload;
    this.shared = shared;
    this.weighing = weighing;
    this.timeline = new FindingTimeline(workload, shared.settings().mergeGap());
  }

  /// The detectors look at this time.
  ///
  /// @return whether what went before is over by now
  boolean judge(long atMillis) {
    judgedMillis = atMillis;
    return endIfOver(atMillis);
  }

  /// When they looked last, [Long#MIN_VALUE] where they did not.
  long judgedMillis() {
    return judgedMillis;
  }

  /// Whether something was found that is not over.
  boolean goesOn() {
    return lastPassMillis != Long.MIN_VALUE;
  }

  /// Something was found.
  ///
  /// @param look what changes when it should be weighed anew
  /// @param lastedMillis for how long it lasts
  /// @param cost what it takes, without its price
  void pass(
      long at,
      int look,
      long lastedMillis,
      List<Stretch> stretches,
      List<Assessment> answers,
      Cost cost) {
    long before = goesOn() ? lastPassMillis : at;
    lastPassMillis = at;
    if (look == lookedAt && at < nextLookMillis) {
      return;
    }
    lookedAt = look;
    nextLookMillis = at + lastedMillis / GROWTH_DIVISOR;
    pending.add(
        new Candidate.Seen(
            Instant.ofEpochMilli(at), Instant.ofEpochMilli(before), stretches, answers, cost));
  }

  /// After the merge gap without anything found it is over; whether it is by this.
  boolean endIfOver(long nowMillis) {
    boolean over = goesOn() && nowMillis - lastPassMillis > shared.settings().mergeGap().toMillis();
    if (over) {
      pending.add(new Candidate.Ended(Instant.ofEpochMilli(lastPassMillis)));
      lastPassMillis = Long.MIN_VALUE;
      lookedAt = 0;
    }
    return over;
  }

  /// From when on a watermark has something to do here; [Long#MAX_VALUE] where none has.
  long dueMillis() {
    if (!pending.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return goesOn() ? lastPassMillis + shared.settings().mergeGap().toMillis() : Long.MAX_VALUE;
  }

  /// Weighs what is pending.
  void weigh(FindingSink sink) {
    while (!pending.isEmpty()) {
      switch (pending.remove()) {
        case Candidate.Seen seen -> weigh(seen, sink);
        case Candidate.Ended ended -> timeline.close(ended.at(), sink);
      }
    }
  }

  private void weigh(Candidate.Seen seen, FindingSink sink) {
    Sighting sighting =
        new Sighting(
            seen.at(),
            seen.at().plus(shared.settings().lateness()),
            seen.before(),
            seen.stretches().stream()
                .map(one -> new Stay(Instant.ofEpochMilli(one.sinceMillis()), one.level(), false))
                .toList(),
            CostRate.priced(seen.cost(), workload, shared.policy().prices()));
    weighing
        .weigh(seen.answers(), from -> shared.policy().contextFor(workload, from, seen.at()))
        .ifPresentOrElse(
            verdict -> timeline.add(verdict, sighting, sink), () -> timeline.add(sighting, sink));
  }

  /// Everything pending is weighed, and the last state told.
  void finish(FindingSink sink) {
    weigh(sink);
    if (goesOn()) {
      Instant last = Instant.ofEpochMilli(lastPassMillis);
      timeline.finish(last, lastPassMillis == judgedMillis, sink);
    }
  }

  void write(StateWriter to) {
    timeline.write(to);
    to.putAll(pending, PendingAnswers::write);
    to.putMillis(judgedMillis, 0);
    to.putMillis(lastPassMillis, 0);
    to.putMillis(nextLookMillis, 0);
    to.putInt(lookedAt);
  }

  void read(StateReader from) {
    timeline.read(from);
    pending.addAll(from.getAll(PendingAnswers::readCandidate));
    judgedMillis = from.getMillis(0);
    lastPassMillis = from.getMillis(0);
    nextLookMillis = from.getMillis(0);
    lookedAt = from.getInt();
  }

  private static void write(Candidate candidate, StateWriter to) {
    to.putBoolean(candidate instanceof Candidate.Seen);
    switch (candidate) {
      case Candidate.Seen seen -> {
        to.putLong(seen.at().toEpochMilli());
        to.putLong(seen.before().toEpochMilli());
        to.putAll(seen.stretches(), Stretch::write);
        to.putAll(seen.answers(), AssessmentState::write);
        CostState.write(seen.cost(), to);
      }
      case Candidate.Ended ended -> to.putLong(ended.at().toEpochMilli());
    }
  }

  private static Candidate readCandidate(StateReader from) {
    boolean seen = from.getBoolean();
    Instant at = Instant.ofEpochMilli(from.getLong());
    return seen
        ? new Candidate.Seen(
            at,
            Instant.ofEpochMilli(from.getLong()),
            from.getAll(Stretch::read),
            from.getAll(AssessmentState::read),
            CostState.read(from))
        : new Candidate.Ended(at);
  }
}
