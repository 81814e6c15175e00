package dev.flatline.cli.evaluate;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.util.LinkedHashMap;
import java.util.Map;

/// The telemetry as it is: every finding is counted as false, because nobody is known to mine.
final class CleanRun {
  /// A workload that spends this share of its time or more above a level is batch at that level.
  private static final double BATCH_SHARE = 0.01;

  private final EvaluationPlan plan;
  private final EngineSettings settings;
  private final Engine engine;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final Map<String, Course> courses = new LinkedHashMap<>();

  CleanRun(EvaluationPlan plan, EngineSettings settings, Policy policy) {
    this.plan = plan;
    this.settings = settings;
    this.engine = new Engine(settings, policy, found -> findings.put(found.id(), found));
  }

  SourceReport over(TelemetrySource source, Progress progress) {
    SourceReport report = source.read(this::accept, progress);
    engine.finish();
    return report;
  }

  private void accept(Sample sample) {
    courses
        .computeIfAbsent(sample.workload().name(), unused -> new Course(sample.atMillis()))
        .accept(sample);
    engine.accept(sample);
  }

  /// What the fleet was like.
  FleetHistory fleet() {
    return engine.fleet();
  }

  /// The course of each workload, by name.
  Map<String, Course> courses() {
    return courses;
  }

  /// What was found, counted per time that was judged.
  FalseFindings falseFindings() {
    return FalseFindings.of(plan, courses, findings.values());
  }

  /// The course of one workload.
  final class Course {
    private final long firstMillis;
    private final FixedRules rules;
    private final CpuLevels levels = new CpuLevels();
    private long lastMillis;

    private Course(long firstMillis) {
      this.firstMillis = firstMillis;
      this.lastMillis = firstMillis;
      this.rules = new FixedRules(settings, countedFromMillis());
    }

    private void accept(Sample sample) {
      if (sample.atMillis() <= lastMillis && lastMillis != firstMillis) {
        return;
      }
      lastMillis = sample.atMillis();
      levels.add(sample.values().get(Metric.CPU_UTILIZATION));
      rules.accept(sample);
    }

    long firstMillis() {
      return firstMillis;
    }

    long lastMillis() {
      return lastMillis;
    }

    /// When counting begins.
    long countedFromMillis() {
      return firstMillis + plan.learning().toMillis();
    }

    /// How long it was counted, milliseconds.
    long countedMillis() {
      return Math.max(0, lastMillis - countedFromMillis());
    }

    /// Whether it spends so much of its time at this level or above that it counts as batch.
    boolean isBatch(double level) {
      return levels.shareAbove(level) >= BATCH_SHARE;
    }

    FixedRules rules() {
      return rules;
    }
  }
}
