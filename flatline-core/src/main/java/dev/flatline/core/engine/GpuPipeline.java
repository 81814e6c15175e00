package dev.flatline.core.engine;

import dev.flatline.core.correlate.AssessmentState;
import dev.flatline.core.correlate.FindingTimeline;
import dev.flatline.core.correlate.GpuCorrelator;
import dev.flatline.core.correlate.Sighting;
import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.GpuWindow;
import dev.flatline.core.feature.Stretch;
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
import java.util.Queue;

/// What a workload's pipeline keeps where it measures a GPU. The detectors look once a minute; what
/// they find is noted when it begins or changes, and again while it grows. No fleet takes part, so
/// what is noted is weighed as soon as there is somebody to tell.
final class GpuPipeline {
  private static final int GROWTH_DIVISOR = 8;

  private final Workload workload;
  private final Engine.Shared shared;
  private final Thresholds thresholds;
  private GpuWindow window;
  private final FindingTimeline timeline;
  private final Queue<Candidate> pending = new ArrayDeque<>(1);

  private boolean judged;
  private long judgedMillis = Long.MIN_VALUE;
  private long firstPassMillis = Long.MIN_VALUE;
  private long lastPassMillis = Long.MIN_VALUE;
  private long nextLookMillis = Long.MIN_VALUE;
  private int lookedAt;

  GpuPipeline(Workload workload, Engine.Shared shared, Thresholds thresholds) {
    this.workload = workload;
    this.shared = shared;
    this.thresholds = thresholds;
    this.window = new GpuWindow(shared.settings().window().toMillis());
    this.timeline = new FindingTimeline(workload, shared.settings().mergeGap());
  }

  /// Something to be weighed: what was found, or the end of what went before.
  private sealed interface Candidate {
    record Seen(Instant at, Instant before, List<Stretch> stretches, List<Assessment> answers)
        implements Candidate {}

    record Ended(Instant at) implements Candidate {}
  }

  void write(StateWriter to) {
    window.write(to);
    timeline.write(to);
    to.putAll(pending, GpuPipeline::write);
    to.putBoolean(judged);
    to.putMillis(judgedMillis, 0);
    to.putMillis(firstPassMillis, 0);
    to.putMillis(lastPassMillis, 0);
    to.putMillis(nextLookMillis, 0);
    to.putInt(lookedAt);
  }

  /// The pipeline that was written, of this workload.
  static GpuPipeline read(
      Workload workload, Engine.Shared shared, Thresholds thresholds, StateReader from) {
    GpuPipeline gpu = new GpuPipeline(workload, shared, thresholds);
    gpu.window.read(from);
    gpu.timeline.read(from);
    gpu.pending.addAll(from.getAll(GpuPipeline::readCandidate));
    gpu.judged = from.getBoolean();
    gpu.judgedMillis = from.getMillis(0);
    gpu.firstPassMillis = from.getMillis(0);
    gpu.lastPassMillis = from.getMillis(0);
    gpu.nextLookMillis = from.getMillis(0);
    gpu.lookedAt = from.getInt();
    return gpu;
  }

  private static void write(Candidate candidate, StateWriter to) {
    to.putBoolean(candidate instanceof Candidate.Seen);
    switch (candidate) {
      case Candidate.Seen seen -> {
        to.putLong(seen.at().toEpochMilli());
        to.putLong(seen.before().toEpochMilli());
        to.putAll(seen.stretches(), Stretch::write);
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
            at,
            Instant.ofEpochMilli(from.getLong()),
            from.getAll(Stretch::read),
            from.getAll(AssessmentState::read))
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

  /// Whether its window was ever full.
  boolean isJudged() {
    return judged;
  }

  void take(Sample sample) {
    if (WorkloadPipeline.isForgotten(window.lastMillis(), sample.atMillis())) {
      window = new GpuWindow(shared.settings().window().toMillis());
    }
    if (window.add(sample)) {
      judge();
    }
  }

  private void judge() {
    long at = window.lastMillis();
    judgedMillis = at;
    endIfOver(at);
    if (!window.isFull()) {
      return;
    }
    judged = true;
    List<Stretch> stretches = window.stretches().atLeast(shared.leastDwellMillis());
    List<Assessment> answers =
        shared
            .catalog()
            .assess(
                new GpuSituation(
                    Instant.ofEpochMilli(at),
                    shared.settings().window(),
                    Duration.ofMillis(window.observedMillis()),
                    window.features(),
                    stretches,
                    thresholds));
    int look = look(answers);
    if (look != 0) {
      pass(at, look, stretches, answers);
    }
  }

  /// Which aspects have evidence, a bit each; 0 where nothing but novelty has.
  private static int look(List<Assessment> answers) {
    int look = 0;
    for (Assessment answer : answers) {
      if (answer instanceof Evidence found) {
        look |= 1 << found.aspect().ordinal();
      }
    }
    return look == 1 << Aspect.GPU_NOVELTY.ordinal() ? 0 : look;
  }

  private void pass(long at, int look, List<Stretch> stretches, List<Assessment> answers) {
    long before = lastPassMillis == Long.MIN_VALUE ? at : lastPassMillis;
    firstPassMillis = lastPassMillis == Long.MIN_VALUE ? at : firstPassMillis;
    lastPassMillis = at;
    if (look == lookedAt && at < nextLookMillis) {
      return;
    }
    lookedAt = look;
    long lasted = at - firstPassMillis + shared.settings().window().toMillis();
    nextLookMillis = at + lasted / GROWTH_DIVISOR;
    pending.add(
        new Candidate.Seen(
            Instant.ofEpochMilli(at), Instant.ofEpochMilli(before), stretches, answers));
  }

  void endIfOver(long nowMillis) {
    if (lastPassMillis != Long.MIN_VALUE
        && nowMillis - lastPassMillis > shared.settings().mergeGap().toMillis()) {
      pending.add(new Candidate.Ended(Instant.ofEpochMilli(lastPassMillis)));
      lastPassMillis = Long.MIN_VALUE;
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
    Sighting sighting =
        new Sighting(
            seen.at(),
            seen.at().plus(shared.settings().lateness()),
            seen.before(),
            seen.stretches().stream()
                .map(one -> new Stay(Instant.ofEpochMilli(one.sinceMillis()), one.level(), false))
                .toList());
    GpuCorrelator.weigh(
            seen.answers(), from -> shared.policy().contextFor(workload, from, seen.at()))
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
