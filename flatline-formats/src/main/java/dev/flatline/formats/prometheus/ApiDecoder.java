package dev.flatline.formats.prometheus;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// Reads answers of the Prometheus HTTP API, also as Thanos, Mimir and VictoriaMetrics give them.
/// An answer is never held as a whole. An answer that reports an error is no exception: it is told
/// by [ApiAnswer#error].
///
/// Every method throws [ApiFormatException] where the answer is not of the API's shape, and
/// [IOException] where the stream itself fails.
public final class ApiDecoder {
  /// A label value longer than this is not one.
  private static final int LARGEST_STRING_CHARS = 1 << 20;

  private static final int DEEPEST_NESTING = 64;

  private final JsonFactory factory;

  /// A decoder that reads so many bytes of an answer and no more.
  public ApiDecoder(long largestAnswerBytes) {
    factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // JSON between systems is UTF-8 (RFC 8259, 8.1); what fits no other encoding would be
            // told as a failure of the stream.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(largestAnswerBytes)
                    .maxStringLength(LARGEST_STRING_CHARS)
                    .maxNestingDepth(DEEPEST_NESTING)
                    .build())
            .build();
  }

  /// The answer to `query` or `query_range`: a vector or a matrix. A scalar and a string are
  /// refused.
  public ApiAnswer series(InputStream answer, SeriesVisitor visitor) throws IOException {
    return read(answer, new SeriesReader(visitor));
  }

  /// The answer to `labels` or `label/…/values`: a list of strings.
  public ApiAnswer strings(InputStream answer, Consumer<String> visitor) throws IOException {
    return read(answer, (json, envelope) -> Labels.eachString(json, visitor));
  }

  /// The answer to `series`: a list of label sets.
  public ApiAnswer labelSets(InputStream answer, Consumer<Map<String, String>> visitor)
      throws IOException {
    return read(answer, (json, envelope) -> Labels.eachSet(json, visitor));
  }

  /// The answer to `status/…`: the scalars of the data, as text.
  public ApiAnswer fields(InputStream answer, BiConsumer<String, String> visitor)
      throws IOException {
    return read(answer, (json, envelope) -> Labels.eachField(json, visitor));
  }

  private ApiAnswer read(InputStream answer, Envelope.DataReader dataReader) throws IOException {
    EndWatch watched = new EndWatch(answer);
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), watched)) {
      return new Envelope(json).read(dataReader);
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      throw new ApiFormatException(ApiFormatException.Reason.TOO_LARGE, e.getOriginalMessage(), e);
    } catch (JacksonException e) {
      if (watched.ended && watched.beginsAsObject()) {
        throw new ApiFormatException(
            ApiFormatException.Reason.TRUNCATED, "the answer ends in the middle", e);
      }
      throw new ApiFormatException(
          ApiFormatException.Reason.NOT_JSON, "not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// Knows whether the parser ran into the end (it asks for more only where something is missing),
  /// and whether there was the beginning of an object at all.
  private static final class EndWatch extends FilterInputStream {
    private int first = ' ';
    private boolean ended;

    EndWatch(InputStream in) {
      super(in);
    }

    boolean beginsAsObject() {
      return first == '{' || Character.isWhitespace(first);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      ended |= read < 0;
      first = Character.isWhitespace(first) ? Math.max(read, ' ') : first;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      ended |= read < 0;
      for (int i = offset; i < offset + read && Character.isWhitespace(first); i++) {
        first = bytes[i];
      }
      return read;
    }
  }
}
