package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.Load;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StaysTest {
  private static final EvaluationPlan PLAN = Plans.of(Duration.ofDays(2), Duration.ofHours(6));

  @Test
  void draw_whereTheTelemetryHasGaps_movesInWhileItIsObserved() {
    Trace trace = start().then(Load.idle(), Duration.ofDays(4));
    for (int gap = 0; gap < 4; gap++) {
      trace = trace.silent(Duration.ofHours(6)).then(Load.idle(), Duration.ofHours(7));
    }
    Course course = course(trace);
    TreeSet<Long> times = new TreeSet<>(trace.samples().stream().map(Sample::atMillis).toList());
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      long at = new Stays(PLAN).draw(course, 0.5, random).orElseThrow().startMillis();
      Long next = times.higher(at);
      assertThat(next).isNotNull();
      assertThat(next - at).isLessThanOrEqualTo(FeatureWindow.LONGEST_GAP_MILLIS);
    }
  }

  @Test
  void draw_isTheSameForTheSameSeed() {
    Course course = course(start().then(Load.idle(), Duration.ofDays(4)));
    Stays stays = new Stays(PLAN);
    Optional<Stay> one = stays.draw(course, 0.5, new Random(1));
    assertThat(stays.draw(course, 0.5, new Random(1))).isEqualTo(one);
    assertThat(stays.draw(course, 0.5, new Random(2))).isNotEqualTo(one);
  }

  @Test
  void draw_leavesTimeToLearnBeforeAndToNoticeAfter() {
    Course course = course(start().then(Load.idle(), Duration.ofHours(60)));
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      Stay stay = new Stays(PLAN).draw(course, 0.5, random).orElseThrow();
      assertThat(stay.startMillis()).isGreaterThanOrEqualTo(course.countedFromMillis());
      assertThat(stay.endMillis()).isLessThanOrEqualTo(course.lastMillis());
    }
  }

  @Test
  void draw_whereTheTelemetryIsTooShort_isEmpty() {
    Course course = course(start().then(Load.idle(), Duration.ofHours(53)));
    assertThat(new Stays(PLAN).draw(course, 0.5, new Random(1))).isEmpty();
  }

  @Test
  void draw_whereOnlyAGapIsLeft_isEmpty() {
    Trace trace = start().then(Load.idle(), Duration.ofHours(47)).silent(Duration.ofHours(20));
    Course course = course(trace.then(Load.idle(), Duration.ofHours(5)));
    assertThat(new Stays(PLAN).draw(course, 0.5, new Random(1))).isEmpty();
  }

  @Test
  void draw_onABatchWorkload_isFollowedForTwiceItsLongestPlateau() {
    Trace trace = start().then(Load.idle(), Duration.ofDays(2));
    trace = trace.then(Load.randomX(1), Duration.ofDays(1)).then(Load.idle(), Duration.ofDays(3));
    Course course = course(trace);
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Stay stay = new Stays(PLAN).draw(course, 1, random).orElseThrow();
      assertThat(stay.batch()).isTrue();
      assertThat(stay.endMillis()).isLessThanOrEqualTo(course.lastMillis());
      assertThat(stay.plateauMillis()).isLessThanOrEqualTo(Duration.ofDays(1).toMillis());
    }
    assertThat(new Stays(PLAN).draw(course, 0.5, random).orElseThrow().plateauMillis()).isZero();
  }

  @Test
  void draw_whereTheTelemetryEndsTooSoonToFollow_isStillDrawn() {
    Trace trace = start().then(Load.randomX(1), Duration.ofDays(2));
    Course course = course(trace.then(Load.idle(), Duration.ofDays(1)));
    Stay stay = new Stays(PLAN).draw(course, 1, new Random(1)).orElseThrow();
    assertThat(stay.isFollowed()).isFalse();
  }

  private static Trace start() {
    return Trace.of(Workload.named("vm"), Traces.START, Duration.ofMinutes(5));
  }

  private static Course course(Trace trace) {
    List<Sample> samples = trace.samples();
    Course course = new Course(PLAN, EngineSettings.DEFAULT, samples.getFirst().atMillis());
    samples.forEach(course::accept);
    return course;
  }
}
