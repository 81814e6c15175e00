package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.Load;
import dev.flatline.testkit.Load.Usage;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void isBatch_ofAWorkloadThatSitsJustBelowALevel_isTrue() {
    Course course = of(start().then(at(0.96), HOUR).then(at(0.02), HOUR.multipliedBy(9)));
    assertThat(course.isBatch(1)).isTrue();
    assertThat(course.isBatch(0.5)).isTrue();
  }

  @Test
  void isBatch_ofAWorkloadThatIsFurtherBelowIt_isFalse() {
    Course course = of(start().then(at(0.94), HOUR).then(at(0.02), HOUR.multipliedBy(9)));
    assertThat(course.isBatch(1)).isFalse();
    assertThat(course.isBatch(0.7)).isTrue();
  }

  @Test
  void isBatch_whereItIsAtTheLevelOneTimeInThousand_isFalse() {
    Course course =
        of(start().then(at(1), Duration.ofMinutes(5)).then(at(0.02), HOUR.multipliedBy(84)));
    assertThat(course.isBatch(1)).isFalse();
  }

  @Test
  void longestPlateauBefore_isTheLongestThatWasNotYetOver() {
    Trace trace =
        start()
            .then(at(0.97), HOUR.multipliedBy(3))
            .then(at(0.5), HOUR)
            .then(at(1), HOUR.multipliedBy(9))
            .then(at(0.94), HOUR)
            .then(at(1), HOUR.multipliedBy(2));
    assertThat(plateau(trace, Duration.ofDays(1))).isEqualTo(minutes(9 * 60 - 5));
    assertThat(plateau(trace, Duration.ofHours(8))).isEqualTo(minutes(4 * 60));
    assertThat(plateau(trace, Duration.ofHours(4))).isEqualTo(minutes(3 * 60 - 5));
  }

  @Test
  void longestPlateauBefore_ofThatWhichIsThirtyDaysOld_isZero() {
    Trace trace = start().then(at(1), HOUR.multipliedBy(3)).then(at(0.1), Duration.ofDays(59));
    assertThat(plateau(trace, Duration.ofDays(30))).isEqualTo(minutes(3 * 60 - 5));
    assertThat(plateau(trace, Duration.ofDays(31))).isZero();
  }

  @Test
  void longestPlateauBefore_whereNoneWasHalfAnHour_isZero() {
    Trace trace = start();
    for (int i = 0; i < 20; i++) {
      trace = trace.then(at(1), Duration.ofMinutes(30)).then(at(0.1), HOUR);
    }
    assertThat(plateau(trace, Duration.ofDays(2))).isZero();
  }

  private static long plateau(Trace trace, Duration after) {
    return of(trace).longestPlateauBefore(Traces.START.plus(after).toEpochMilli());
  }

  private static long minutes(long minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  private static Load at(double cpu) {
    return (at, noise) -> new Usage(cpu, 100, 0);
  }

  private static Trace start() {
    return Trace.of(Workload.named("vm"), Traces.START, Duration.ofMinutes(5));
  }

  private static Course of(Trace trace) {
    EvaluationPlan plan = Plans.of(Duration.ofDays(14), Duration.ofDays(2));
    Course course = new Course(plan, EngineSettings.DEFAULT, Traces.START.toEpochMilli());
    trace.samples().forEach(course::accept);
    return course;
  }
}
