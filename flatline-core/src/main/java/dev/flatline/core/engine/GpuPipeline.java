package dev.flatline.core.engine;

import dev.flatline.core.correlate.GpuCorrelator;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.GpuFeatures;
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
import java.util.List;

/// What a workload's pipeline keeps where it measures a GPU.
final class GpuPipeline {
  private final Engine.Shared shared;
  private final Thresholds thresholds;
  private final PendingAnswers answers;
  private GpuWindow window;

  private boolean judged;
  private long firstPassMillis = Long.MIN_VALUE;

  GpuPipeline(Workload workload, Engine.Shared shared, Thresholds thresholds) {
    this.shared = shared;
    this.thresholds = thresholds;
    this.answers = new PendingAnswers(workload, shared, GpuCorrelator::weigh);
    this.window = new GpuWindow(shared.settings().window().toMillis());
  }

  void write(StateWriter to) {
    window.write(to);
    answers.write(to);
    to.putBoolean(judged);
    to.putMillis(firstPassMillis, 0);
  }

  /// The pipeline that was written, of this workload.
  static GpuPipeline read(
      Workload workload, Engine.Shared shared, Thresholds thresholds, StateReader from) {
    GpuPipeline gpu = new GpuPipeline(workload, shared, thresholds);
    gpu.window.read(from);
    gpu.answers.read(from);
    gpu.judged = from.getBoolean();
    gpu.firstPassMillis = from.getMillis(0);
    return gpu;
  }

  /// What was found and is not told yet.
  PendingAnswers answers() {
    return answers;
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
    answers.judge(at);
    if (!window.isFull()) {
      return;
    }
    judged = true;
    List<Stretch> stretches = window.stretches().atLeast(shared.leastDwellMillis());
    GpuFeatures features = window.features();
    List<Assessment> found =
        shared
            .catalog()
            .assess(
                new GpuSituation(
                    Instant.ofEpochMilli(at),
                    shared.settings().window(),
                    Duration.ofMillis(window.observedMillis()),
                    features,
                    stretches,
                    thresholds));
    int look = look(found);
    if (look != 0) {
      firstPassMillis = answers.goesOn() ? firstPassMillis : at;
      long lasted = at - firstPassMillis + shared.settings().window().toMillis();
      answers.pass(at, look, lasted, stretches, found, CostRate.of(features));
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

  /// The input ended at this time: everything pending is weighed, and the last state told.
  void finish(long endMillis, FindingSink sink) {
    answers.endIfOver(endMillis);
    answers.finish(sink);
  }
}
