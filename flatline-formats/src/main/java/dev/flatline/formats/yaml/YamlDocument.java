package dev.flatline.formats.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// One YAML document from bytes that nobody vouches for. Size, depth and aliases are bounded before
/// anything is built: what people declare is a small thing, and an alias inside an alias inside an
/// alias is not.
public final class YamlDocument {
  /// The largest file that is read.
  public static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_ALIASES = 100;
  private static final String NOT_YAML = "text that is not YAML 1.2";

  /// YAML 1.2, which knows no merge key `<<`: it would be one more way to grow.
  public static final CoreSchema WITHOUT_MERGE =
      new CoreSchema() {
        @Override
        public ScalarResolver getScalarResolver() {
          return new CoreScalarResolver(false);
        }
      };

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(WITHOUT_MERGE)
          .setAllowNonScalarKeys(true)
          .setMaxAliasesForCollections(MAX_ALIASES)
          .build();

  private final String text;
  private final String expected;
  private final YamlProblems problems;

  private YamlDocument(String text, String expected, YamlProblems problems) {
    this.text = text;
    this.expected = expected;
    this.problems = problems;
  }

  /// What a document says.
  ///
  /// @param value what it was read as
  /// @param warnings what its author may not have meant, in the order of the file
  public record Read<T>(T value, List<YamlProblem> warnings) {

    /// Copies the warnings.
    public Read {
      warnings = List.copyOf(warnings);
    }
  }

  /// Reads a document to its end.
  ///
  /// @param fileName how messages call it
  /// @param yaml the file's bytes, at most [#MAX_BYTES]; not closed
  /// @param expected what an empty file is told to hold
  /// @param reader makes something of the root; notes what is wrong at the value that it is at
  /// @throws YamlException with every problem, where there is any
  /// @throws IOException where the bytes cannot be read
  public static <T> Read<T> read(
      String fileName, InputStream yaml, String expected, Function<YamlValue, Optional<T>> reader)
      throws IOException {
    byte[] bytes = yaml.readNBytes(MAX_BYTES + 1);
    YamlProblems problems = new YamlProblems();
    Optional<T> value =
        root(bytes, expected, problems)
            .flatMap(root -> reader.apply(new YamlValue(root, "", problems)));
    if (value.isEmpty() || problems.hasErrors()) {
      throw new YamlException(fileName, problems.errors());
    }
    return new Read<>(value.get(), problems.warnings());
  }

  /// The document's root, empty where there is a problem.
  private static Optional<Node> root(byte[] bytes, String expected, YamlProblems problems) {
    if (bytes.length > MAX_BYTES) {
      String limit = "expected at most " + MAX_BYTES + " bytes";
      problems.refuse(
          new YamlProblem(YamlProblem.Kind.TOO_LARGE, "", 1, 1, "a larger file", limit));
      return Optional.empty();
    }
    return decode(bytes, problems)
        .flatMap(text -> new YamlDocument(text, expected, problems).root());
  }

  private static Optional<String> decode(byte[] bytes, YamlProblems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = lineAt(text, text.length());
      String found = String.format("the byte 0x%02X", bytes[in.position()]);
      problems.refuse(
          new YamlProblem(YamlProblem.Kind.SYNTAX, "", line, 1, found, "expected text in UTF-8"));
      return Optional.empty();
    }
    return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static int lineAt(String text, int index) {
    return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
  }

  private Optional<Node> root() {
    try {
      if (!isWithinBounds()) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        refuse(YamlProblem.Kind.EMPTY, 1, 1, "an empty file", expected);
      }
      return root;
    } catch (MarkedYamlEngineException malformed) {
      refuseAt(malformed);
    } catch (ReaderException unreadable) {
      int line = lineAt(text, text.offsetByCodePoints(0, unreadable.getPosition()));
      String found = String.format("the character U+%04X", unreadable.getCodePoint());
      refuse(YamlProblem.Kind.SYNTAX, line, 1, found, "YAML has no such character");
    } catch (YamlEngineException malformed) {
      refuse(YamlProblem.Kind.SYNTAX, 1, 1, NOT_YAML, String.valueOf(malformed.getMessage()));
    }
    return Optional.empty();
  }

  /// Walks the events, which takes neither stack nor memory, whatever they say.
  private boolean isWithinBounds() {
    int depth = 0;
    int aliases = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      depth += depthChange(event);
      aliases += event.getEventId() == Event.ID.Alias ? 1 : 0;
      if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
        Mark mark = event.getStartMark().orElseThrow();
        String found = depth > MAX_DEPTH ? "deeper nesting" : "more aliases";
        String limit =
            "expected at most " + (depth > MAX_DEPTH ? MAX_DEPTH + " levels" : MAX_ALIASES);
        YamlProblem.Kind kind = YamlProblem.Kind.TOO_LARGE;
        refuse(kind, mark.getLine() + 1, mark.getColumn() + 1, found, limit);
        return false;
      }
    }
    return true;
  }

  private static int depthChange(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
    };
  }

  private void refuseAt(MarkedYamlEngineException malformed) {
    Mark mark = malformed.getProblemMark().orElseThrow();
    String context = malformed.getContext() == null ? "" : malformed.getContext();
    String problem = String.valueOf(malformed.getProblem());
    String advice = context.isBlank() ? problem : context + ", " + problem;
    if (context.contains("alias") || problem.contains("alias")) {
      advice += "; a value that begins with * needs quotes, as in name: \"*-batch\"";
    }
    refuse(YamlProblem.Kind.SYNTAX, mark.getLine() + 1, mark.getColumn() + 1, NOT_YAML, advice);
  }

  private void refuse(YamlProblem.Kind kind, int line, int column, String found, String advice) {
    problems.refuse(new YamlProblem(kind, "", line, column, found, advice));
  }
}
