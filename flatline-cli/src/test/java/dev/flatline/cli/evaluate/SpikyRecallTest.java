package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.testkit.Load;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpikyRecallTest {
  private static final EvaluationPlan PLAN = Plans.of(Duration.ofDays(2), Duration.ofHours(6));

  @Test
  void course_ofABatchHost_isSpiky_ofAWebServerOrAnIdleOneNot() {
    assertThat(course(Traces.nightlyBatch()).isSpiky()).isTrue();
    assertThat(course(Traces.webServer()).isSpiky()).isFalse();
    assertThat(course(start().then(Load.idle(), Duration.ofDays(3))).isSpiky()).isFalse();
  }

  @Test
  void rows_areOfSpikyWorkloadsAlone() {
    assertThat(SpikyRecall.of(List.of())).isEmpty();
  }

  private static Trace start() {
    return Trace.of(Traces.webServer().samples().getFirst().workload(), Traces.START, STEP);
  }

  private static final Duration STEP = Duration.ofMinutes(5);

  private static Course course(Trace trace) {
    List<Sample> samples = trace.samples();
    Course course = new Course(PLAN, EngineSettings.DEFAULT, samples.getFirst().atMillis());
    samples.forEach(course::accept);
    return course;
  }
}
