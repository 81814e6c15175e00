package dev.flatline.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import dev.flatline.testkit.InputBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whatever the bytes are, only [DecodeException] is thrown, every row is accounted for, and no
/// request costs too much. Plays
/// the recorded inputs; with `JAZZER_FUZZ=1` it looks for new ones.
class TelemetryCsvDecoderFuzzTest {
  private static final List<ColumnMapping> FOREIGN =
      List.of(
          ColumnMapping.parse("workload='w'"),
          ColumnMapping.parse("timestamp=t"),
          ColumnMapping.parse("cpu_utilization=c/100"));

  @FuzzTest(maxDuration = "1h")
  void decode_anyBytes_accountsForEveryRow(byte[] bytes) throws IOException {
    assertAccounted(bytes, List.of());
    assertAccounted(bytes, FOREIGN);
  }

  private static void assertAccounted(byte[] bytes, List<ColumnMapping> mappings)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    SampleIntake intake = new SampleIntake(samples::add, "line");
    try {
      InputBudget.hold(
          () -> new TelemetryCsvDecoder(mappings).decode(new ByteArrayInputStream(bytes), intake));
    } catch (DecodeException refused) {
      assertThat(refused).hasMessageNotContaining("null");
      return;
    }
    DecodeReport report = intake.report();
    assertThat(report.delivered()).isEqualTo(samples.size());
    assertThat(report.received()).isEqualTo(report.delivered() + report.dropped().rows());
    assertThat(samples).noneMatch(sample -> sample.values().isEmpty() || sample.atMillis() < 0);
  }
}
