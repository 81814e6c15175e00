package dev.flatline.formats.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.flatline.testkit.InputBudget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Whatever a Prometheus answers, only [ApiFormatException] is thrown, and none costs too much.
/// Plays the recorded inputs; `.ci/fuzz` looks for new ones.
class ApiDecoderFuzzTest {
  private final ApiDecoder decoder = new ApiDecoder(16 << 20);

  @FuzzTest(maxDuration = "1h")
  void read_anyAnswer_isAnAnswerOrSaysWhatIsWrong(byte[] answer) throws IOException {
    read(answer, stream -> decoder.series(stream, new Nobody()));
    read(answer, stream -> decoder.strings(stream, text -> {}));
    read(answer, stream -> decoder.labelSets(stream, labels -> {}));
    read(answer, stream -> decoder.fields(stream, (name, value) -> {}));
  }

  private interface Reading {
    ApiAnswer of(InputStream stream) throws IOException;
  }

  private static void read(byte[] answer, Reading reading) throws IOException {
    InputBudget.<IOException>hold(
        () -> {
          try {
            assertThat(reading.of(new ByteArrayInputStream(answer)).warnings()).isNotNull();
          } catch (ApiFormatException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  /// Looks at all and keeps nothing.
  private static final class Nobody implements SeriesVisitor {
    @Override
    public void series(Map<String, String> labels) {
      assertThat(labels).doesNotContainValue(null);
    }

    @Override
    public void point(long atMillis, double value) {}
  }
}
