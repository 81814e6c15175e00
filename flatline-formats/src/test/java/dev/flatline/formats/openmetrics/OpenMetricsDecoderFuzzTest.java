package dev.flatline.formats.openmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whatever the bytes are, only [DecodeException] is thrown and every row is accounted for. Plays
/// the recorded inputs; with `JAZZER_FUZZ=1` it looks for new ones.
class OpenMetricsDecoderFuzzTest {

  @FuzzTest(maxDuration = "1h")
  void decode_anyBytes_accountsForEveryRow(byte[] bytes) throws IOException {
    List<Sample> samples = new ArrayList<>();
    SampleIntake intake = new SampleIntake(samples::add, "line");
    try {
      new OpenMetricsDecoder(List.of("workload", "pod"))
          .decode(new ByteArrayInputStream(bytes), intake);
    } catch (DecodeException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    DecodeReport report = intake.report();
    assertThat(report.delivered()).isEqualTo(samples.size());
    assertThat(report.received()).isEqualTo(report.delivered() + report.dropped().rows());
    assertThat(samples).noneMatch(sample -> sample.values().isEmpty() || sample.atMillis() < 0);
  }
}
