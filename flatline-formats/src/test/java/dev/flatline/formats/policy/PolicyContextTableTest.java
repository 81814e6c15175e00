package dev.flatline.formats.policy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.correlate.Correlator;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the reference says that context makes of a severity is what the correlation makes of it.
class PolicyContextTableTest {
  private static final Instant FROM = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-10T13:00:00Z");

  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");
  private static final Pattern CELLS = Pattern.compile(" *\\| *");

  /// Everything that comes to a severity, by the aspects that agree.
  private static final Map<Severity, List<List<Aspect>>> FOUND =
      Map.of(
          Severity.HIGH, List.of(List.of(Aspect.ESTABLISHED, Aspect.COUPLING)),
          Severity.MEDIUM,
              List.of(
                  List.of(Aspect.ESTABLISHED),
                  List.of(Aspect.NOVELTY),
                  List.of(Aspect.NOVELTY, Aspect.COUPLING),
                  List.of(Aspect.LENGTH, Aspect.COUPLING),
                  List.of(Aspect.RARITY),
                  List.of(Aspect.RARITY, Aspect.COUPLING)),
          Severity.LOW, List.of(List.of(Aspect.SHAPE)));

  /// One context: a policy that is about the workload, or what its source says of it.
  private record Context(Policy policy, Map<String, String> labels) {

    Severity of(List<Aspect> aspects) {
      List<Assessment> evidence = aspects.stream().map(PolicyContextTableTest::evidence).toList();
      Workload workload = new Workload("w", labels);
      return Correlator.weigh(evidence, from -> policy.contextFor(workload, from, TO))
          .orElseThrow()
          .severity();
    }

    Context and(Context other) {
      Map<String, String> both = new LinkedHashMap<>(labels);
      both.putAll(other.labels);
      return new Context(
          new Policy(
              joined(policy.roles(), other.policy.roles()),
              joined(policy.expectedPlateaus(), other.policy.expectedPlateaus()),
              ThresholdPolicy.DEFAULTS,
              joined(policy.suppressions(), other.policy.suppressions())),
          both);
    }
  }

  /// The contexts that the table speaks of, by its words; each may be several.
  private static Map<String, List<Context>> contexts() {
    return Map.of(
        "a role for which long flat plateaus are normal", roles(WorkloadRole::plateausExpected),
        "any other role", roles(role -> !role.plateausExpected()),
        "a Kubernetes Job or CronJob",
            Stream.of("Job", "CronJob")
                .map(kind -> new Context(Policy.none(), Map.of("owner_kind", kind)))
                .toList(),
        "an expected plateau that explains it",
            List.of(
                declared(
                    "expected_plateaus",
                    "every: 1d, anchor: \"2026-01-01T12:00:00Z\", duration: 1h")),
        "a suppression that holds", List.of(suppression("2026-03-10T13:00:00Z")),
        "a suppression that has ended", List.of(suppression("2026-03-10T12:59:59Z")));
  }

  /// What the reference says that is left of high and of medium, by its words.
  private static Map<String, Map<Severity, Severity>> table() {
    Map<String, Map<Severity, Severity>> table = new LinkedHashMap<>();
    Repository.text("docs/reference/policy.md")
        .lines()
        .dropWhile(line -> !line.startsWith("| context |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> CELLS.split(LINK.matcher(line).replaceAll("$1").replace("`", "")))
        .forEach(
            cells ->
                table.put(
                    cells[1],
                    Map.of(
                        Severity.HIGH, severity(cells[2]),
                        Severity.MEDIUM, severity(cells[3]),
                        Severity.LOW, Severity.LOW)));
    return table;
  }

  @Test
  void table_hasARowForEveryContext() {
    assertThat(table()).containsOnlyKeys(contexts().keySet());
  }

  @Test
  void found_withoutContext_isWhatTheTableCallsIt() {
    Context none = new Context(Policy.none(), Map.of());
    FOUND.forEach(
        (severity, all) ->
            assertThat(all).allSatisfy(one -> assertThat(none.of(one)).isEqualTo(severity)));
  }

  static Stream<String> rows() {
    return table().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_saysWhatTheCorrelationLeaves(String row) {
    for (Context context : contexts().getOrDefault(row, List.of())) {
      assertLeaves(context, table().getOrDefault(row, Map.of()));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void twoRows_doNotAddUp(String row) {
    Map<Severity, Severity> left = table().getOrDefault(row, Map.of());
    for (Map.Entry<String, Map<Severity, Severity>> other : table().entrySet()) {
      Map<Severity, Severity> least =
          left.keySet().stream()
              .collect(toMap(one -> one, one -> least(left, other.getValue(), one)));
      for (Context one : contexts().getOrDefault(row, List.of())) {
        contexts().getOrDefault(other.getKey(), List.of()).stream()
            .filter(two -> one.policy().roles().isEmpty() || two.policy().roles().isEmpty())
            .forEach(two -> assertLeaves(one.and(two), least));
      }
    }
  }

  private static void assertLeaves(Context context, Map<Severity, Severity> expected) {
    FOUND.forEach(
        (found, all) -> {
          for (List<Aspect> aspects : all) {
            assertThat(context.of(aspects))
                .as("%s by %s in %s", found, aspects, context)
                .isEqualTo(expected.get(found));
          }
        });
  }

  private static Severity least(
      Map<Severity, Severity> one, Map<Severity, Severity> two, Severity found) {
    return one.getOrDefault(found, found).atMost(two.getOrDefault(found, found));
  }

  private static Severity severity(String label) {
    return Arrays.stream(Severity.values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no severity: " + label));
  }

  private static List<Context> roles(Predicate<WorkloadRole> which) {
    return Arrays.stream(WorkloadRole.values())
        .filter(which)
        .map(role -> declared("roles", "role: " + role.label()))
        .toList();
  }

  private static Context suppression(String expires) {
    return declared("suppressions", "reason: r, owner: o, expires: \"" + expires + "\"");
  }

  /// A policy with one entry for the workload.
  private static Context declared(String section, String entry) {
    String yaml = "version: 1\n%s: [{match: {name: w}, %s}]\n".formatted(section, entry);
    byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
    try {
      return new Context(
          PolicyReader.read("policy.yaml", new ByteArrayInputStream(bytes)).value(), Map.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Assessment evidence(Aspect aspect) {
    return new Evidence(
        "test", aspect, Technique.COMPUTE_HIJACKING, 10, FROM, TO, "found", List.of());
  }

  private static <T> List<T> joined(List<T> one, List<T> two) {
    List<T> both = new ArrayList<>(one);
    both.addAll(two);
    return both;
  }
}
