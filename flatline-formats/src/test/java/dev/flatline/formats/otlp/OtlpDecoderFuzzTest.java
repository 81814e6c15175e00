package dev.flatline.formats.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.testkit.InputBudget;
import java.util.function.Supplier;

/// Whatever the bytes are, only [SeriesDecodeException] is thrown, every sample is accounted for,
/// and no request costs too much. Plays the recorded inputs; with `JAZZER_FUZZ=1` it looks for new
/// ones.
class OtlpDecoderFuzzTest {
  private final OtlpDecoder decoder = new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
  private final CollectedSeries collected = new CollectedSeries();

  @FuzzTest(maxDuration = "1h")
  void decodeProtobuf_anyBytes_accountsForEverySample(byte[] bytes) {
    check(() -> decoder.decodeProtobuf(bytes, collected));
  }

  @FuzzTest(maxDuration = "1h")
  void decodeJson_anyBytes_accountsForEverySample(byte[] bytes) {
    check(() -> decoder.decodeJson(bytes, collected));
  }

  private void check(Supplier<SeriesReport> decode) {
    try {
      InputBudget.hold(
          () -> {
            collected.lines().clear();
            assertThat(decode.get().samples()).isEqualTo(collected.lines().size());
          });
    } catch (SeriesDecodeException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
    assertThat(collected.lines())
        .allMatch(line -> line.atMillis() > 0 && line.labels().containsKey("__name__"));
  }
}
