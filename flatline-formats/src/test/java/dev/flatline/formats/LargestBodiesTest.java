package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.otlp.OtlpDecoder;
import dev.flatline.formats.remotewrite.RemoteWriteDecoder;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.testkit.InputBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.xerial.snappy.Snappy;

/// Bodies as large as a server takes them, of whatever costs most a byte: what fuzzing does not
/// reach, as its inputs are short.
class LargestBodiesTest {
  private static final int BYTES = 16 << 20;

  private static final OtlpDecoder OTLP = new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);

  static final List<Arguments> JSON =
      List.of(
          Arguments.of("{\"resourceMetrics\":[", "{},"),
          Arguments.of("{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[", "{},"),
          Arguments.of(
              "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\","
                  + "\"gauge\":{\"dataPoints\":[",
              "{\"asDouble\":\"1\",\"timeUnixNano\":\"1700000000000000000\"},"),
          Arguments.of(
              "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"a\","
                  + "\"gauge\":{\"dataPoints\":[",
              "{},"),
          Arguments.of(
              "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[",
              "{\"key\":\"a\",\"value\":{\"stringValue\":\"b\"}},"),
          Arguments.of("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"key\":\"", "x"),
          Arguments.of("{\"", "x"),
          Arguments.of("{\"unknown\":[", "1,"),
          Arguments.of("", "["),
          Arguments.of("", " "));

  /// Nested messages, each begun by its field; what follows is repeated in the innermost.
  static final List<Arguments> PROTOBUF =
      List.of(
          Arguments.of(new byte[0], new byte[] {10, 0}),
          Arguments.of(new byte[] {10, 18}, new byte[] {18, 0}),
          Arguments.of(new byte[] {10, 18, 18, 42, 10}, new byte[] {10, 0}),
          Arguments.of(new byte[] {10, 18, 18, 58, 10}, new byte[] {10, 0}),
          Arguments.of(new byte[] {10, 10}, new byte[] {10, 0}));

  @ParameterizedTest
  @FieldSource("JSON")
  void decode_ofAsMuchJsonAsIsTaken_staysWithinItsBudget(String begin, String again) {
    byte[] body = new byte[BYTES];
    fill(body, begin.getBytes(StandardCharsets.UTF_8), again.getBytes(StandardCharsets.UTF_8));
    hold(() -> OTLP.decodeJson(body, new Ignoring()));
  }

  @ParameterizedTest
  @FieldSource("PROTOBUF")
  void decode_ofAsMuchProtobufAsIsTaken_staysWithinItsBudget(byte[] nested, byte[] again) {
    byte[] body = nested(nested, again);
    hold(() -> OTLP.decodeProtobuf(body, new Ignoring()));
  }

  @ParameterizedTest
  @FieldSource("PROTOBUF")
  void decode_ofAsMuchRemoteWriteAsIsTaken_staysWithinItsBudget(byte[] nested, byte[] again)
      throws IOException {
    RemoteWriteDecoder decoder = new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
    byte[] body = Snappy.compress(nested(nested, again));
    for (RemoteWriteVersion version : RemoteWriteVersion.values()) {
      hold(() -> decoder.decode(version, body, new Ignoring()));
    }
    byte[] symbols = new byte[BYTES];
    fill(symbols, new byte[0], new byte[] {34, 0});
    byte[] table = Snappy.compress(symbols);
    hold(() -> decoder.decode(RemoteWriteVersion.V2, table, new Ignoring()));
  }

  private static void hold(Runnable decode) {
    InputBudget.hold(
        () -> {
          try {
            decode.run();
          } catch (SeriesDecodeException refused) {
            assertThat(refused.getMessage()).isNotBlank();
          }
        });
  }

  /// Each length with all that is left, in four bytes.
  private static byte[] nested(byte[] tags, byte[] again) {
    byte[] body = new byte[BYTES];
    int at = 0;
    for (byte tag : tags) {
      body[at] = tag;
      int left = BYTES - at - 5;
      for (int i = 0; i < 4; i++) {
        body[at + 1 + i] = (byte) (((left >>> (7 * i)) & 0x7F) | (i < 3 ? 0x80 : 0));
      }
      at += 5;
    }
    fill(body, Arrays.copyOf(body, at), again);
    return body;
  }

  private static void fill(byte[] body, byte[] begin, byte[] again) {
    System.arraycopy(begin, 0, body, 0, begin.length);
    for (int at = begin.length; at < body.length; at++) {
      body[at] = again[(at - begin.length) % again.length];
    }
  }

  /// Takes nothing.
  private static final class Ignoring implements SampleVisitor {
    @Override
    public void series(LabelSlices labels) {}

    @Override
    public void sample(long atMillis, double value) {}
  }
}
