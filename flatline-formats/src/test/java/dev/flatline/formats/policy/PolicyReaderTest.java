package dev.flatline.formats.policy;

import static dev.flatline.formats.yaml.YamlProblem.Kind.NEVER_REACHED;
import static dev.flatline.formats.yaml.YamlProblem.Kind.SUPPRESSES_ALL;
import static dev.flatline.formats.yaml.YamlProblem.Kind.SYNTAX;
import static dev.flatline.formats.yaml.YamlProblem.Kind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Prices;
import dev.flatline.core.policy.Prices.HourPrices;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlException;
import dev.flatline.formats.yaml.YamlProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
  private static final String EVERYTHING =
      "flatline-formats/src/test/resources/dev/flatline/formats/policy/valid/everything.yaml";

  @Test
  void read_roles() throws IOException {
    Policy policy = read(Repository.text(EVERYTHING)).value();
    Workload export =
        new Workload(
            "shop/CronJob/export",
            Map.of("team", "data", "app.kubernetes.io/part-of", "export-eu"));

    assertThat(policy.roleOf(export)).contains(WorkloadRole.BATCH);
    assertThat(policy.roleOf(Workload.named("shop/CronJob/export"))).isEmpty();
    assertThat(policy.roleOf(Workload.named("train-7"))).contains(WorkloadRole.ML_TRAINING);
    assertThat(policy.roleOf(Workload.named("a literal * star"))).contains(WorkloadRole.SYSTEM);
  }

  @Test
  void read_expectedPlateaus() throws IOException {
    List<ExpectedPlateau> plateaus = read(Repository.text(EVERYTHING)).value().expectedPlateaus();

    assertThat(plateaus)
        .extracting(plateau -> plateau.schedule().description())
        .containsExactly(
            "at \"30 2 * * mon-fri\" Europe/Berlin",
            "every 6h from 2026-01-01T00:30:00Z",
            "every 7d from 2025-12-31T18:45:00Z");
    assertThat(plateaus)
        .extracting(ExpectedPlateau::duration)
        .containsExactly(
            Duration.ofHours(3), Duration.ofMinutes(45), Duration.parse("P1DT12H30M15S"));
    assertThat(plateaus)
        .extracting(ExpectedPlateau::tolerance)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(270), Duration.ofHours(2));
    assertThat(plateaus)
        .extracting(ExpectedPlateau::reason)
        .containsExactly("nightly backup", "", "");
  }

  @Test
  void read_thresholds() throws IOException {
    Policy policy = read(Repository.text(EVERYTHING)).value();

    Thresholds training = policy.thresholdsFor(Workload.named("train-7"));
    assertThat(training.plateauMean()).isEqualTo(0.85);
    assertThat(training.flatCv()).isEqualTo(0.05);
    assertThat(training.learning()).isEqualTo(Duration.ofDays(7));
    assertThat(policy.thresholdsFor(new Workload("web", Map.of("tenant", "acme"))))
        .isEqualTo(new Thresholds(1, 0.1, -0.5, 0.2, Duration.ofDays(14), 90, 0.5));
  }

  @Test
  void read_suppressions_dateLastsThroughTheDayOfItsZone() throws IOException {
    List<Suppression> suppressions = read(Repository.text(EVERYTHING)).value().suppressions();

    assertThat(suppressions)
        .extracting(Suppression::expires)
        .containsExactly(
            Instant.parse("2027-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T05:00:00Z"),
            Instant.parse("2026-12-31T17:00:00Z"));
    assertThat(suppressions.get(0).owner()).isEqualTo("perf-team");
    assertThat(suppressions.get(0).reason()).isEqualTo("load test before the launch");
  }

  @Test
  void read_prices_aTenantsOwnComeBeforeEveryones() throws IOException {
    Prices prices = read(Repository.text(EVERYTHING)).value().prices();

    assertThat(prices.currency()).isEqualTo("EUR");
    assertThat(prices.of(Workload.named("web"))).isEqualTo(new HourPrices(0.04, 2));
    assertThat(prices.of(new Workload("web", Map.of("tenant", "acme"))))
        .isEqualTo(new HourPrices(0, 2));
    assertThat(read("version: 1").value().prices()).isEqualTo(Prices.NONE);
  }

  @Test
  void read_pricesThatAreNone_saysWhatIsExpected() {
    assertThat(refused("version: 1\nprices:\n  currency: 7\n  core_hour: -1\n"))
        .hasMessage(
            """
            policy.yaml: 2 problems
            policy.yaml:3:13: prices.currency: found 7; expected 1 to 12 letters such as EUR
            policy.yaml:4:14: prices.core_hour: found -1; expected a number, 0 or above""");
    assertThat(refused("version: 1\nprices: {core_hour: 1}\n"))
        .hasMessageContaining("prices: found no key \"currency\"");
  }

  @Test
  void read_manyProblems_areOneReport() {
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

    assertThat(refused(yaml))
        .hasMessage(
            """
            policy.yaml: 3 problems
            policy.yaml:4:11: roles[0].role: found "bacth"; expected one of batch, ci, ml-training,\
             media, hpc, web, database, system; did you mean batch?
            policy.yaml:6:5: suppressions[0]: found no key "reason"; it is required; known here are\
             match, reason, owner, expires, zone
            policy.yaml:8:14: suppressions[0].expires: found "2026-02-30"; expected a date such as\
             2026-12-31 or a moment with its offset such as 2026-12-31T18:00:00Z, one that exists""");
  }

  @Test
  void read_moreProblemsThanAnyoneReads_areCutAndCounted() {
    YamlException refused = refused("version: 1\nroles:\n" + "  - {}\n".repeat(40));

    assertThat(refused.problems()).hasSize(80);
    assertThat(String.valueOf(refused.getMessage()).lines()).hasSize(52);
    assertThat(refused).hasMessageEndingWith("\nand 30 more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: []                      | did you mean roles?",
        "rolse: []                     | did you mean roles?",
        "exepcted_plateaus: []         | did you mean expected_plateaus?",
        "thresholds: {every_one: {}}   | did you mean everyone?",
        "roles: [{match: {name: x}, role: ml_training}] | did you mean ml-training?",
        "roles: [{match: {name: x}, role: WEB}]         | did you mean web?"
      })
  void read_slipOfTheKeyboard_isGuessed(String line, String hint) {
    assertThat(refused("version: 1\n" + line)).hasMessageEndingWith(hint);
  }

  @Test
  void read_nothingNear_isNotGuessed() {
    assertThat(refused("version: 1\ncolour: red")).hasMessageNotContaining("did you mean");
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berln, Europe/Berlin",
    "europe/berlin, Europe/Berlin",
    "America/NewYork, America/New_York"
  })
  void read_zoneThatIsNone_isGuessed(String zone, String meant) {
    assertThat(
            refused(
                """
                version: 1
                expected_plateaus:
                  - {match: {name: x}, cron: "0 2 * * *", duration: 3h, zone: %s}
                """
                    .formatted(zone)))
        .hasMessageEndingWith(
            "expected an IANA time zone such as Europe/Berlin; did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name: *", "name: *-batch", "name: */x", "labels: {a: *b}"})
  void read_valueThatBeginsWithABareStar_saysToQuoteIt(String condition) {
    String yaml = "version: 1\nroles:\n  - role: batch\n    match:\n      " + condition + "\n";

    assertThat(refused(yaml).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(SYNTAX);
              assertThat(problem.line()).isEqualTo(5);
              assertThat(problem.advice()).contains("begins with * needs quotes");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'roles:\n\t- x', 2",
    "'a: b: c', 1",
    "'a: [1, 2\n', 2",
    "'version: 1\n---\nversion: 1', 2",
    "'a: \u0001', 1",
    "'x: 1\n? [a]\n: b', 2",
    "'%YAML 3.0\n---\na: 1', 1"
  })
  void read_notYaml_saysWhere(String yaml, int line) {
    assertThat(refused(yaml).problems()).anyMatch(problem -> problem.line() == line);
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.inf", ".nan", "0x1F", "1e999"})
  void read_numberWithoutDecimalValue_isRefused(String number) {
    assertThat(refused("version: 1\nthresholds: {everyone: {plateau_cv: " + number + "}}"))
        .hasMessageEndingWith("a number above 0, finite and in decimal notation");
  }

  @Test
  void read_notUtf8_saysWhichByteAndWhere() {
    byte[] latin1 = "version: 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refused(latin1)).hasMessageContaining("policy.yaml:2:1: found the byte 0xE9");
  }

  @Test
  void read_utf8ThatEndsInTheMiddleOfACharacter_isRefused() {
    byte[] bytes = "version: 1 # \u00e9".getBytes(StandardCharsets.UTF_8);

    assertThat(refused(Arrays.copyOf(bytes, bytes.length - 1)).problems().get(0).kind())
        .isEqualTo(SYNTAX);
  }

  @Test
  void read_byteOrderMark_isSkipped() throws IOException {
    assertThat(read("\uFEFFversion: 1").value()).isEqualTo(Policy.none());
  }

  @Test
  void read_foreignTag_isNoText() {
    assertThat(refused("version: 1\nroles: !!java.util.ArrayList []").problems())
        .extracting(YamlProblem::path)
        .containsExactly("roles");
  }

  @Test
  void read_fileOverTheLimit_isRefused() {
    byte[] large = new byte[YamlDocument.MAX_BYTES + 1];

    assertThat(refused(large).problems()).extracting(YamlProblem::kind).containsExactly(TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- "})
  void read_deepNesting_isRefusedBeforeItIsBuilt(String opening) {
    assertThat(refused("version: 1\nroles: \n  " + opening.repeat(100_000)).problems())
        .extracting(YamlProblem::kind)
        .containsExactly(TOO_LARGE);
  }

  @Test
  void read_aliasesOfAliases_areRefused() {
    StringBuilder bomb = new StringBuilder("version: 1\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 11; i++) {
      String tenTimes = "*a" + (i - 1) + ", ";
      bomb.append("a%d: &a%d [%s]%n".formatted(i, i, tenTimes.repeat(10)));
    }

    assertThat(refused(bomb.toString()).problems())
        .extracting(YamlProblem::kind)
        .containsExactly(TOO_LARGE);
  }

  @Test
  void read_listThatContainsItself_isRefused() {
    assertThat(refused("version: 1\nroles: &a [*a]").problems())
        .extracting(YamlProblem::path)
        .containsExactly("roles[0]");
  }

  @Test
  void read_moreItemsThanAPolicyNeeds_isRefused() {
    assertThat(refused("version: 1\nroles:\n" + "  - x\n".repeat(1_001)).problems())
        .extracting(YamlProblem::kind)
        .containsExactly(TOO_LARGE);
  }

  @Test
  void read_roleBehindAWiderPattern_isAWarningThatSaysWhichWins() throws IOException {
    YamlDocument.Read<Policy> file =
        read(
            """
            version: 1
            roles:
              - {match: {name: "shop/*"}, role: web}
              - {match: {name: bank}, role: web}
              - {match: {name: shop/export}, role: batch}
              - {match: {name: "*"}, role: system}
              - {match: {name: shop/cart}, role: web}
            """);

    assertThat(file.warnings()).extracting(YamlProblem::line).containsExactly(5, 7);
    assertThat(file.warnings()).extracting(YamlProblem::kind).containsOnly(NEVER_REACHED);
    assertThat(file.warnings().get(0))
        .hasToString(
            "roles[2]: found an item whose workloads all match roles[0] already; the first match"
                + " wins, here roles[0] in line 3 with role web, never role batch");
    assertThat(file.value().roleOf(Workload.named("shop/export"))).contains(WorkloadRole.WEB);
  }

  @Test
  void read_tenantBehindAWiderPattern_isAWarning() throws IOException {
    YamlDocument.Read<Policy> file =
        read(
            """
            version: 1
            thresholds:
              by_tenant:
                - {match: {labels: {tenant: "*"}}, flat_cv: 0.2}
                - {match: {labels: {tenant: acme}}, flat_cv: 0.3}
            """);

    assertThat(file.warnings()).extracting(YamlProblem::line).containsExactly(5);
  }

  @Test
  void read_suppressionOfEverything_isAWarning() throws IOException {
    YamlDocument.Read<Policy> file =
        read(
            """
            version: 1
            suppressions:
              - {match: {name: "*"}, reason: quiet, owner: me, expires: 2026-12-31}
            """);

    assertThat(file.warnings()).extracting(YamlProblem::kind).containsExactly(SUPPRESSES_ALL);
  }

  private static YamlDocument.Read<Policy> read(String yaml) throws IOException {
    return read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlDocument.Read<Policy> read(byte[] yaml) throws IOException {
    return PolicyReader.read("policy.yaml", new ByteArrayInputStream(yaml));
  }

  private static YamlException refused(String yaml) {
    return refused(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static YamlException refused(byte[] yaml) {
    return catchThrowableOfType(YamlException.class, () -> read(yaml));
  }
}
