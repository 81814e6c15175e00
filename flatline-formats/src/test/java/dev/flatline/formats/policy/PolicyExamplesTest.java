package dev.flatline.formats.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.flatline.core.policy.Policy;
import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlException;
import dev.flatline.formats.yaml.YamlProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reader and JSON Schema judge the same files. An invalid example says in a comment at each line
/// which problems stand there: `# KIND path | KIND path`.
class PolicyExamplesTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Repository.text("docs/reference/policy.schema.json"));

  private static final Pattern EXPECTED =
      Pattern.compile("# ([A-Z_]+ \\S+(?: \\| [A-Z_]+ \\S+)*)$");

  private static final Pattern BAR = Pattern.compile(" \\| ");
  private static final Pattern STEP = Pattern.compile("\\[\"(.*?)\"]|([^.\\[\\]]+)");

  static Stream<Path> valid() {
    return Repository.examples("valid").stream();
  }

  static Stream<Path> invalid() {
    return Repository.examples("invalid").stream();
  }

  static Stream<Path> invalidBeyondSchema() {
    return Repository.examples("invalid-beyond-schema").stream();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void valid_isAcceptedByBoth(Path file) throws IOException {
    String yaml = Files.readString(file);

    assertThat(read(yaml).warnings()).isEmpty();
    assertThat(schemaErrors(yaml)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalid_isRefusedByBoth(Path file) throws IOException {
    String yaml = Files.readString(file);

    assertThat(problems(yaml)).isEqualTo(expected(yaml));
    assertThat(schemaErrors(yaml)).isNotEmpty();
  }

  /// What a schema cannot say. An example that it does refuse belongs into the other folder.
  @ParameterizedTest
  @MethodSource("invalidBeyondSchema")
  void invalidBeyondSchema_isRefusedByTheReader(Path file) throws IOException {
    String yaml = Files.readString(file);

    assertThat(problems(yaml)).isEqualTo(expected(yaml));
    assertThat(schemaErrors(yaml)).isEmpty();
  }

  /// Each line of an invalid example is wrong for itself: with any of them alone the schema must
  /// still refuse, or a mistake in the schema could hide behind another line.
  @ParameterizedTest
  @MethodSource("invalid")
  void invalid_schemaSeesAsManyPlacesAsTheReader(Path file) throws IOException {
    String yaml = Files.readString(file);

    List<String> places =
        schemaErrors(yaml).stream().map(error -> error.getInstanceLocation().toString()).toList();
    for (YamlProblem problem : refused(yaml).problems()) {
      String pointer = pointer(problem);
      assertThat(places).as("%s", problem).anyMatch(place -> isWithin(pointer, place));
    }
  }

  /// The schema's judgement of what YAML 1.2 makes of the text, aliases followed.
  private static List<Error> schemaErrors(String yaml) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(YamlDocument.WITHOUT_MERGE)
            .setAllowDuplicateKeys(true)
            .build();
    Object value = new Load(settings).loadFromString(yaml);
    return SCHEMA.validate(JsonMapper.shared().<JsonNode>valueToTree(value));
  }

  private static boolean isWithin(String pointer, String place) {
    return pointer.equals(place) || pointer.startsWith(place + "/") || place.startsWith(pointer);
  }

  /// A contradiction may be blamed on any of those who take part in it.
  private static String pointer(YamlProblem problem) {
    List<String> steps = new ArrayList<>(List.of(""));
    Matcher step = STEP.matcher(problem.path());
    while (step.find()) {
      String key = step.group(1) == null ? step.group(2) : step.group(1);
      steps.add(key.replace("~", "~0").replace("/", "~1"));
    }
    boolean blamedOnOne = problem.kind() != YamlProblem.Kind.CONTRADICTION;
    return String.join("/", blamedOnOne ? steps : steps.subList(0, steps.size() - 1));
  }

  private static List<String> expected(String yaml) {
    List<String> expected = new ArrayList<>();
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher comment = EXPECTED.matcher(lines.get(i));
      if (comment.find()) {
        int line = i + 1;
        BAR.splitAsStream(comment.group(1))
            .sorted()
            .forEach(problem -> expected.add(line + " " + problem));
      }
    }
    return expected;
  }

  private static List<String> problems(String yaml) {
    return refused(yaml).problems().stream()
        .sorted((a, b) -> a.line() == b.line() ? text(a).compareTo(text(b)) : a.line() - b.line())
        .map(PolicyExamplesTest::text)
        .toList();
  }

  private static String text(YamlProblem problem) {
    String path = problem.path().isEmpty() ? "(document)" : problem.path();
    return problem.line() + " " + problem.kind() + " " + path;
  }

  private static YamlException refused(String yaml) {
    return catchThrowableOfType(YamlException.class, () -> read(yaml));
  }

  private static YamlDocument.Read<Policy> read(String yaml) throws IOException {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return PolicyReader.read("policy.yaml", new ByteArrayInputStream(bytes));
  }
}
