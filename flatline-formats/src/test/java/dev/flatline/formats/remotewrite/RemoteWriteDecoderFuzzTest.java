package dev.flatline.formats.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesIndex;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.testkit.InputBudget;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/// Whatever the bytes are, only [SeriesDecodeException] is thrown, every sample is accounted for,
/// series that are known give the same, and no request costs too much. Plays the recorded inputs;
/// with `JAZZER_FUZZ=1` it looks for new
/// ones.
class RemoteWriteDecoderFuzzTest {
  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);

  @FuzzTest(maxDuration = "1h")
  void decode_anyMessage_accountsForEverySample(byte[] bytes) throws IOException {
    byte[] body = Snappy.compress(bytes);
    for (RemoteWriteVersion version : RemoteWriteVersion.values()) {
      decode(version, body);
    }
  }

  @FuzzTest(maxDuration = "1h")
  void decode_anyBody_accountsForEverySample(byte[] bytes) {
    decode(RemoteWriteVersion.V1, bytes);
  }

  private void decode(RemoteWriteVersion version, byte[] body) {
    CollectedSeries collected = new CollectedSeries();
    decode(version, body, collected);
    CollectedSeries knowing = new CollectedSeries(new SeriesIndex<>(1_000, 1 << 20, map -> map));
    for (int time = 0; time < 2; time++) {
      decode(version, body, knowing);
      assertThat(knowing.lines()).isEqualTo(collected.lines());
    }
  }

  private void decode(RemoteWriteVersion version, byte[] body, CollectedSeries collected) {
    try {
      InputBudget.hold(
          () -> {
            collected.lines().clear();
            SeriesReport report = decoder.decode(version, body, collected);
            assertThat(report.samples()).isEqualTo(collected.lines().size());
          });
      assertThat(collected.lines())
          .allMatch(line -> line.atMillis() > 0 && line.labels().containsKey("__name__"));
    } catch (SeriesDecodeException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }
}
