package dev.flatline.formats.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.policy.ExpectedPlateau;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.policy.PolicyEntry.Match;
import dev.flatline.formats.policy.PolicyEntry.Recurrence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyAdditionTest {
  private static final Instant BEGAN = Instant.parse("2026-11-21T19:21:30Z");
  private static final PolicyEntry ROLE = PolicyEntry.role(Match.named("x"), WorkloadRole.BATCH);
  private static final PolicyEntry SUPPRESSION =
      PolicyEntry.suppression(Match.named("x"), "load test", "ann", BEGAN);

  @Test
  void to_aListOfRoles_putsItFirstAndKeepsTheRest() {
    assertThat(
            PolicyAddition.to(
                """
                # ours
                version: 1 # of the format

                roles: # first match wins
                  # the web
                  - match: {name: "*"}
                    role: web
                # the end
                """,
                ROLE))
        .isEqualTo(
            """
            # ours
            version: 1 # of the format

            roles: # first match wins
              - match: {name: "x"}
                role: batch
              # the web
              - match: {name: "*"}
                role: web
            # the end
            """);
  }

  @Test
  void to_anyOtherList_putsItLast() {
    assertThat(
            PolicyAddition.to(
                """
                version: 1
                suppressions:
                - match:
                    name: y
                  reason: |
                    a
                    b
                  owner: me
                  expires: 2026-12-31 # soon

                # thresholds next
                thresholds: {}
                """,
                SUPPRESSION))
        .isEqualTo(
            """
            version: 1
            suppressions:
            - match:
                name: y
              reason: |
                a
                b
              owner: me
              expires: 2026-12-31 # soon
            - match: {name: "x"}
              reason: "load test"
              owner: "ann"
              expires: 2026-11-21T19:21:30Z

            # thresholds next
            thresholds: {}
            """);
  }

  @Test
  void to_aListThatIsNotThere_addsIt() {
    assertThat(PolicyAddition.to("version: 1", ROLE)).isEqualTo(PolicyAddition.alone(ROLE));
  }

  @Test
  void to_aListInBrackets_staysInThem() {
    assertThat(PolicyAddition.to("version: 1\r\nroles: [] # none\r\n", ROLE))
        .isEqualTo("version: 1\r\nroles: [{match: {name: \"x\"}, role: batch}] # none\r\n");
    assertThat(PolicyAddition.to("version: 1\nroles: [{match: {name: y}, role: ci}]\n", ROLE))
        .contains("[{match: {name: \"x\"}, role: batch}, {match: {name: y}, role: ci}]");
  }

  @Test
  void to_whatHasNoPlaceForIt_saysSo() {
    assertThatThrownBy(() -> PolicyAddition.to("{version: 1}", ROLE))
        .hasMessage("the policy is written in braces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*?\\\"b", "shop/\u0001\u202E'x", "{}: - #", "日本", "<script>"})
  void named_matchesThatNameAndNoOther(String name) throws IOException {
    Policy policy =
        read(PolicyAddition.alone(PolicyEntry.role(Match.named(name), WorkloadRole.HPC)));
    assertThat(policy.roleOf(Workload.named(name))).contains(WorkloadRole.HPC);
    assertThat(policy.roleOf(Workload.named(name + "x"))).isEmpty();
    assertThat(policy.roleOf(Workload.named(name.replace('*', 'y').replace("日", "月"))).isEmpty())
        .isEqualTo(name.contains("*") || name.contains("日"));
  }

  @Test
  void labelled_matchesWhatHasAllOfThem() throws IOException {
    Match match = Match.labelled(Map.of("owner", "cart", "namespace", "shop"));
    Policy policy = read(PolicyAddition.alone(PolicyEntry.role(match, WorkloadRole.HPC)));
    assertThat(policy.roleOf(new Workload("a", Map.of("owner", "cart", "namespace", "shop"))))
        .contains(WorkloadRole.HPC);
    assertThat(policy.roleOf(new Workload("a", Map.of("owner", "cart")))).isEmpty();
  }

  @Test
  void plateau_isExpectedWhenItWas() throws IOException {
    for (Recurrence recurrence : Recurrence.values()) {
      ExpectedPlateau expected =
          read(PolicyAddition.alone(
                  PolicyEntry.plateau(
                      Match.beginningWith("x"),
                      recurrence,
                      BEGAN,
                      PolicyEntry.quarters(Duration.ofMinutes(190)),
                      "backup")))
              .expectedPlateaus()
              .getFirst();
      assertThat(expected.duration()).isEqualTo(Duration.ofMinutes(195));
      assertThat(expected.windowAround(BEGAN, BEGAN.plus(Duration.ofMinutes(190))))
          .contains(Instant.parse("2026-11-21T19:21:00Z"));
      assertThat(
              expected
                  .windowAround(
                      BEGAN.plus(Duration.ofDays(1)), BEGAN.plus(Duration.ofMinutes(1_630)))
                  .isPresent())
          .isEqualTo(recurrence == Recurrence.DAILY);
    }
  }

  @Test
  void quarters_areAsPolicyFilesWriteThem() {
    assertThat(PolicyEntry.quarters(Duration.ofSeconds(1))).isEqualTo("15m");
    assertThat(PolicyEntry.quarters(Duration.ofHours(2))).isEqualTo("2h");
    assertThat(PolicyEntry.quarters(Duration.ofHours(49).plusMinutes(1))).isEqualTo("2d1h15m");
  }

  private static Policy read(String yaml) throws IOException {
    return PolicyReader.read(
            "policy.yaml", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .value();
  }
}
