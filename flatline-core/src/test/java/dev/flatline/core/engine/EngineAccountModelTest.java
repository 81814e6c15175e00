package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Sample;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Every sample that comes in is judged, held, merged into another, or dropped for a reason.
class EngineAccountModelTest {
  private static final long LATENESS = EngineSettings.DEFAULT.lateness().toMillis();

  @Test
  void account_closesAfterEverySample() {
    for (int seed = 0; seed < 5; seed++) {
      Engine engine = engine();
      Random watermarks = new Random(seed);
      long received = 0;
      for (Sample sample : untidy(seed)) {
        engine.accept(sample);
        received++;
        if (watermarks.nextInt(100) == 0) {
          engine.advanceTo(sample.atMillis() - 2 * LATENESS);
          assertThat(engine.judged()).isEqualTo(seen(engine));
        }
        assertThat(engine.received()).isEqualTo(received).isEqualTo(accountedFor(engine));
      }
      engine.finish();
      assertThat(engine.held()).isZero();
      assertThat(engine.received()).isEqualTo(accountedFor(engine));
    }
  }

  @Test
  void account_ofUntidySamples_hasEveryKind() {
    Engine engine = engine();
    untidy(1).forEach(engine::accept);
    assertThat(engine.held()).isPositive();
    assertThat(engine.merged()).isPositive();
    assertThat(engine.dropped().of(DropReason.LATE)).isPositive();
    assertThat(engine.dropped().of(DropReason.DUPLICATE)).isPositive();
  }

  @Test
  void judged_isTheSumOfTheCoverage() {
    Engine engine = engine();
    untidy(1).forEach(engine::accept);
    engine.finish();
    assertThat(engine.judged()).isEqualTo(seen(engine));
  }

  private static long seen(Engine engine) {
    return engine.coverage().stream().mapToLong(Coverage::samples).sum();
  }

  private static long accountedFor(Engine engine) {
    return engine.judged() + engine.held() + engine.merged() + engine.dropped().rows();
  }

  /// With duplicates, samples in two parts, without CPU, and later than allowed.
  private static List<Sample> untidy(int seed) {
    RandomFleet fleet = new RandomFleet(seed, 2);
    return fleet.delayed(fleet.withDuplicates(fleet.samples(5)), 8 * LATENESS);
  }

  private static Engine engine() {
    return new Engine(EngineSettings.DEFAULT, Policy.none(), unused -> {});
  }
}
