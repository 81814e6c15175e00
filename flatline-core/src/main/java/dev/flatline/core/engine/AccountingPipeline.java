package dev.flatline.core.engine;

import dev.flatline.core.correlate.AssessmentState;
import dev.flatline.core.correlate.Correlator;
import dev.flatline.core.correlate.FindingTimeline;
import dev.flatline.core.correlate.Sighting;
import dev.flatline.core.detect.AccountingSituation;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.PlaneFeatures;
import dev.flatline.core.feature.PlaneWindow;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What a workload's pipeline keeps where its CPU is counted by more than one plane. As of a GPU,
/// the detectors look once a minute, what they find is noted when it begins or changes and while it
/// grows, and no fleet takes part.
final class AccountingPipeline {
  private static final int GROWTH_DIVISOR = 8;

  private final Workload workload;
  private final Engine.Shared shared;
  private final Thresholds thresholds;
  private final PlaneWindow window;
  private final FindingTimeline timeline;
  private final Queue<Candidate> pending = new ArrayDeque<>(1);

  /// What the planes told when they last agreed, and for how long they had by then.
  private @Nullable PlaneFeatures lastAgreed;

  private long agreedMillis;

  private long judgedMillis = Long.MIN_VALUE;
  private long ceasedMillis = Long.MIN_VALUE;
  private long lastPassMillis = Long.MIN_VALUE;
  private long nextLookMillis = Long.MIN_VALUE;
  private int lookedAt;

  AccountingPipeline(Workload workload, Engine.Shared shared, Thresholds thresholds) {
    this.workload = workload;
    this.shared = shared;
    this.thresholds = thresholds;
    this.window = new PlaneWindow(shared.settings().window().toMillis());
    this.timeline = new FindingTimeline(workload, shared.settings().mergeGap());
  }

  /// Something to be weighed: what was found, or the end of what went before.
  private sealed interface Candidate {
    record Seen(Instant at, Instant before, List<Assessment> answers) implements Candidate {}

    record Ended(Instant at) implements Candidate {}
  }

  void write(StateWriter to) {
    window.write(to);
    timeline.write(to);
    to.putAll(pending, AccountingPipeline::write);
    to.putOptional(lastAgreed, PlaneFeatures::write);
    to.putLong(agreedMillis);
    to.putMillis(judgedMillis, 0);
    to.putMillis(ceasedMillis, 0);
    to.putMillis(lastPassMillis, 0);
    to.putMillis(nextLookMillis, 0);
    to.putInt(lookedAt);
  }

  /// The pipeline that was written, of this workload.
  static AccountingPipeline read(
      Workload workload, Engine.Shared shared, Thresholds thresholds, StateReader from) {
    AccountingPipeline read = new AccountingPipeline(workload, shared, thresholds);
    read.window.read(from);
    read.timeline.read(from);
    read.pending.addAll(from.getAll(AccountingPipeline::readCandidate));
    read.lastAgreed = from.getOptional(PlaneFeatures::read);
    read.agreedMillis = from.getLong();
    read.judgedMillis = from.getMillis(0);
    read.ceasedMillis = from.getMillis(0);
    read.lastPassMillis = from.getMillis(0);
    read.nextLookMillis = from.getMillis(0);
    read.lookedAt = from.getInt();
    return read;
  }

  private static void write(Candidate candidate, StateWriter to) {
    to.putBoolean(candidate instanceof Candidate.Seen);
    switch (candidate) {
      case Candidate.Seen seen -> {
        to.putLong(seen.at().toEpochMilli());
        to.putLong(seen.before().toEpochMilli());
        to.putAll(seen.answers(), AssessmentState::write);
      }
      case Candidate.Ended ended -> to.putLong(ended.at().toEpochMilli());
    }
  }

  private static Candidate readCandidate(StateReader from) {
    boolean seen = from.getBoolean();
    Instant at = Instant.ofEpochMilli(from.getLong());
    return seen
        ? new Candidate.Seen(
            at, Instant.ofEpochMilli(from.getLong()), from.getAll(AssessmentState::read))
        : new Candidate.Ended(at);
  }

  /// From when on a watermark has something to do here; [Long#MAX_VALUE] where none has.
  long dueMillis() {
    if (!pending.isEmpty()) {
      return Long.MIN_VALUE;
    }
    return lastPassMillis == Long.MIN_VALUE
        ? Long.MAX_VALUE
        : lastPassMillis + shared.settings().mergeGap().toMillis();
  }

  void take(Sample sample) {
    if (window.add(sample)) {
      judge();
    }
  }

  private void judge() {
    long at = window.lastMillis();
    long step = judgedMillis == Long.MIN_VALUE ? 0 : at - judgedMillis;
    judgedMillis = at;
    endIfOver(at);
    PlaneFeatures features = window.features();
    if (!window.isFull() || !features.isComparable()) {
      return;
    }
    List<Assessment> answers = shared.catalog().assess(situation(at, features));
    for (Assessment answer : answers) {
      if (answer instanceof Evidence found) {
        pass(at, found, answers);
        return;
      }
    }
    if (ceasedMillis == Long.MIN_VALUE) {
      lastAgreed = features;
      agreedMillis += step <= FeatureWindow.LONGEST_GAP_MILLIS ? step : 0;
    }
  }

  private AccountingSituation situation(long at, PlaneFeatures features) {
    Optional<Instant> ceased =
        ceasedMillis == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(ceasedMillis));
    return new AccountingSituation(
        Instant.ofEpochMilli(at),
        shared.settings().window(),
        Duration.ofMillis(window.observedMillis()),
        features,
        new AccountingSituation.Past(
            Duration.ofMillis(agreedMillis), Optional.ofNullable(lastAgreed), ceased),
        thresholds);
  }

  private void pass(long at, Evidence found, List<Assessment> answers) {
    long before = lastPassMillis == Long.MIN_VALUE ? at : lastPassMillis;
    if (ceasedMillis == Long.MIN_VALUE) {
      ceasedMillis = found.from().toEpochMilli();
    }
    lastPassMillis = at;
    int look = 1 << found.aspect().ordinal();
    if (look == lookedAt && at < nextLookMillis) {
      return;
    }
    lookedAt = look;
    nextLookMillis = at + (at - ceasedMillis) / GROWTH_DIVISOR;
    pending.add(
        new Candidate.Seen(Instant.ofEpochMilli(at), Instant.ofEpochMilli(before), answers));
  }

  /// After the merge gap without a contradiction it is over, and the planes agree anew.
  void endIfOver(long nowMillis) {
    if (lastPassMillis != Long.MIN_VALUE
        && nowMillis - lastPassMillis > shared.settings().mergeGap().toMillis()) {
      pending.add(new Candidate.Ended(Instant.ofEpochMilli(lastPassMillis)));
      lastPassMillis = Long.MIN_VALUE;
      ceasedMillis = Long.MIN_VALUE;
      agreedMillis = 0;
      lookedAt = 0;
    }
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
    Instant raisedAt = seen.at().plus(shared.settings().lateness());
    Sighting sighting = new Sighting(seen.at(), raisedAt, seen.before(), List.of());
    Correlator.weigh(seen.answers(), from -> shared.policy().contextFor(workload, from, seen.at()))
        .ifPresentOrElse(
            verdict -> timeline.add(verdict, sighting, sink), () -> timeline.add(sighting, sink));
  }

  /// The input ended at this time: everything pending is weighed, and the last state told.
  void finish(long endMillis, FindingSink sink) {
    endIfOver(endMillis);
    weigh(sink);
    if (lastPassMillis == Long.MIN_VALUE) {
      return;
    }
    Instant last = Instant.ofEpochMilli(lastPassMillis);
    if (lastPassMillis == judgedMillis) {
      timeline.leaveOpen(last, sink);
    } else {
      timeline.close(last, sink);
    }
  }
}
