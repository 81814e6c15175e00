package dev.flatline.server.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.TelemetryCsvDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanarySeriesTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 61, 119, 360, 725, 1081, 1200, 1439})
  void miner_isHighAtAnyTimeOfTheDay(int minuteOfDay) throws IOException {
    Instant end = MIDNIGHT.plus(Duration.ofMinutes(minuteOfDay));
    List<Finding> found = new ArrayList<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), found::add);
    samples(CanarySeries.csv("canary", end)).forEach(engine::accept);
    engine.advanceTo(end.toEpochMilli());
    assertThat(found.stream().map(Finding::severity).max(Comparator.naturalOrder()))
        .contains(Severity.HIGH);
  }

  private static List<Sample> samples(String csv) throws IOException {
    List<Sample> samples = new ArrayList<>();
    new TelemetryCsvDecoder(List.of())
        .decode(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            new SampleIntake(samples::add, "line"));
    assertThat(samples).hasSize(30 * 24 * 12 + 1);
    return samples;
  }
}
