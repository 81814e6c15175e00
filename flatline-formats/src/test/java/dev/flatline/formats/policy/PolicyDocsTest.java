package dev.flatline.formats.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Threshold;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.yaml.YamlDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the documents show works.
class PolicyDocsTest {
  private static final String REFERENCE = Repository.text("docs/reference/policy.md");
  private static final String HOW_TO = Repository.text("docs/how-to/quiet-a-batch-job.md");
  private static final Pattern REPORT = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  static Stream<String> examples() {
    return Stream.of(REFERENCE, HOW_TO)
        .flatMap(page -> EXAMPLE.matcher(page).results())
        .map(example -> example.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_isReadWithoutWarning(String yaml) throws IOException {
    assertThat(read(yaml).warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "roles", "match", "name", "zone", "expires", "by_tenant"})
  void keysOf_findsKeysOfEveryDepth(String key) {
    assertThat(keysOf(schema())).contains(key);
  }

  @Test
  void reference_namesEveryKey() {
    assertThat(keysOf(schema()))
        .allSatisfy(key -> assertThat(REFERENCE).contains("| `" + key + "` |"));
  }

  @Test
  void reference_showsEveryKeyInItsExample() {
    String example = largestExample();

    assertThat(keysOf(schema())).allSatisfy(key -> assertThat(example).contains(key + ":"));
  }

  @ParameterizedTest
  @MethodSource("dev.flatline.core.policy.WorkloadRole#values")
  void reference_describesRole(WorkloadRole role) {
    String normal = role.plateausExpected() ? "yes" : "no";

    assertThat(REFERENCE).containsPattern("\\| `" + role.label() + "` \\| .* \\| " + normal);
  }

  @Test
  void reference_statesTheDefaults() {
    Thresholds thresholds = Thresholds.DEFAULT;
    List<String> expected =
        List.of(
            number(Threshold.PLATEAU_MEAN, "%.2f", thresholds.plateauMean()),
            number(Threshold.PLATEAU_CV, "%.2f", thresholds.plateauCv()),
            number(Threshold.PLATEAU_CORRELATION, "%.1f", thresholds.plateauCorrelation()),
            number(Threshold.FLAT_CV, "%.2f", thresholds.flatCv()),
            number(Threshold.LEARNING, "`%.0fd`", (double) thresholds.learning().toDays()),
            number(Threshold.RETURN_PERIOD, "`%.0fd`", thresholds.returnPeriodDays()),
            number(Threshold.YOUNG_RETURN_PERIOD, "`%.0fd`", thresholds.youngReturnPeriodDays()));

    assertThat(REFERENCE).contains(expected);
  }

  @Test
  void reference_showsTheReportThatTheReaderGives() {
    MatchResult report = REPORT.matcher(REFERENCE).results().findFirst().orElseThrow();
    String yaml =
        """
        version: 1
        roles:
          - match: {name: x}
            role: bacth
        suppressions:
          - match: {name: x}
            owner: me
            expires: 2026-02-30
        """;

    assertThatThrownBy(() -> read(yaml)).hasMessage(report.group(1));
  }

  @Test
  void demo_givesTheTrainingItsRoleAndNobodyElse() throws IOException {
    YamlDocument.Read<Policy> demo = read(Repository.text("demo/policy.yaml"));
    List<String> others =
        List.of(
            "randomx-full", "web-then-randomx", "web-requests", "compress-batch", "java-builds");

    assertThat(demo.warnings()).isEmpty();
    assertThat(demo.value().roleOf(Workload.named("ml-training")))
        .contains(WorkloadRole.ML_TRAINING);
    assertThat(others)
        .allSatisfy(name -> assertThat(demo.value().roleOf(Workload.named(name))).isEmpty());
  }

  private static String number(Threshold threshold, String format, double value) {
    return "| `" + threshold.label() + "` | " + String.format(Locale.ROOT, format, value) + " |";
  }

  private static String largestExample() {
    return examples().reduce("", (a, b) -> a.length() >= b.length() ? a : b);
  }

  private static JsonNode schema() {
    return JsonMapper.shared().readTree(Repository.text("docs/reference/policy.schema.json"));
  }

  /// The names of all properties that the schema defines, however deep.
  private static Set<String> keysOf(JsonNode schema) {
    Set<String> keys = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      if (entry.getKey().equals("properties")) {
        keys.addAll(entry.getValue().propertyNames());
      }
      keys.addAll(keysOf(entry.getValue()));
    }
    for (JsonNode item : schema.isArray() ? schema.values() : List.<JsonNode>of()) {
      keys.addAll(keysOf(item));
    }
    return keys;
  }

  private static YamlDocument.Read<Policy> read(String yaml) throws IOException {
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    return PolicyReader.read("policy.yaml", new ByteArrayInputStream(bytes));
  }
}
