package dev.flatline.core.engine;

import dev.flatline.core.correlate.Correlator;
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
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a workload's pipeline keeps where its CPU is counted by more than one plane.
final class AccountingPipeline {
  private final Engine.Shared shared;
  private final Thresholds thresholds;
  private final PendingAnswers answers;
  private final PlaneWindow window;

  /// What the planes told when they last agreed, and for how long they had by then.
  private @Nullable PlaneFeatures lastAgreed;

  private long agreedMillis;
  private long ceasedMillis = Long.MIN_VALUE;
  private double cores = Double.NaN;

  AccountingPipeline(Workload workload, Engine.Shared shared, Thresholds thresholds) {
    this.shared = shared;
    this.thresholds = thresholds;
    this.answers = new PendingAnswers(workload, shared, Correlator::weigh);
    this.window = new PlaneWindow(shared.settings().window().toMillis());
  }

  void write(StateWriter to) {
    window.write(to);
    answers.write(to);
    to.putOptional(lastAgreed, PlaneFeatures::write);
    to.putLong(agreedMillis);
    to.putMillis(ceasedMillis, 0);
    to.putDoubles(cores);
  }

  /// The pipeline that was written, of this workload.
  static AccountingPipeline read(
      Workload workload, Engine.Shared shared, Thresholds thresholds, StateReader from) {
    AccountingPipeline read = new AccountingPipeline(workload, shared, thresholds);
    read.window.read(from);
    read.answers.read(from);
    read.lastAgreed = from.getOptional(PlaneFeatures::read);
    read.agreedMillis = from.getLong();
    read.ceasedMillis = from.getMillis(0);
    read.cores = from.getDouble();
    return read;
  }

  /// What was found and is not told yet.
  PendingAnswers answers() {
    return answers;
  }

  void take(Sample sample) {
    if (sample.values().has(Metric.CPU_CAPACITY_CORES)) {
      cores = sample.values().get(Metric.CPU_CAPACITY_CORES);
    }
    if (window.add(sample)) {
      judge();
    }
  }

  private void judge() {
    long at = window.lastMillis();
    long before = answers.judgedMillis();
    long step = before == Long.MIN_VALUE ? 0 : at - before;
    if (answers.judge(at)) {
      agreeAnew();
    }
    PlaneFeatures features = window.features();
    if (!window.isFull() || !features.isComparable()) {
      return;
    }
    List<Assessment> found = shared.catalog().assess(situation(at, features));
    for (Assessment one : found) {
      if (one instanceof Evidence evidence) {
        pass(at, evidence, found);
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

  private void pass(long at, Evidence evidence, List<Assessment> found) {
    if (ceasedMillis == Long.MIN_VALUE) {
      ceasedMillis = evidence.from().toEpochMilli();
    }
    int look = 1 << evidence.aspect().ordinal();
    answers.pass(at, look, at - ceasedMillis, List.of(), found, CostRate.ofHidden(evidence, cores));
  }

  /// After the merge gap without a contradiction it is over, and the planes agree anew.
  void endIfOver(long nowMillis) {
    if (answers.endIfOver(nowMillis)) {
      agreeAnew();
    }
  }

  private void agreeAnew() {
    ceasedMillis = Long.MIN_VALUE;
    agreedMillis = 0;
  }

  /// The input ended at this time: everything pending is weighed, and the last state told.
  void finish(long endMillis, FindingSink sink) {
    endIfOver(endMillis);
    answers.finish(sink);
  }
}
