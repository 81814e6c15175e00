package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.Findings;
import org.junit.jupiter.api.Test;

class FindingTextTest {
  @Test
  void of_finding_tellsAllOfIt() {
    assertThat(FindingText.of(Findings.movedIn(), terminal(80, false)))
        .isEqualTo(
            """
            high  shop/Deployment/web
                CPU has stayed between 0.48 and 0.53 of its quota for 3 h 10 min while
                network and disk kept their earlier level.
                since: 2026-11-21 19:21:00 UTC
                detected: 2026-11-21 19:52:00 UTC, after 31 min
                last seen: 2026-11-21 22:31:00 UTC, after 3 h 10 min; it goes on
                cost so far: computing for 3 h 10 min; how much is not known
                confidence: 97 % (from odds of 1 to 100 before these reasons)
                technique: T1496.001 Resource Hijacking: Compute Hijacking
                namespace: shop
                node: node-7
                id: 7f3a9c1e20b44d15
              Why
                A stretch this long above 0.45 occurs here once in 412 days.
                    novelty, +18.0 dB: 63 times likelier if it mines
                    2026-11-21 19:21:00 to 2026-11-21 20:11:00 UTC
                    CPU stays above 0.450
                    return period 412 days
                    longest before 21 min
                CPU rose by 0.31 of the quota; network and disk stayed where they were.
                    decoupling, +9.5 dB: 8.9 times likelier if it mines
                    2026-11-21 19:21:00 to 2026-11-21 20:11:00 UTC
                    cpu rise 0.310
                    network level 2.14 kB/s
                    disk level 0 B/s
                    correlation disk not defined
                Mean above 0.90 and CV below 0.05 over 30 minutes.
                    plateau, +4.0 dB: 2.5 times likelier if it mines
                    2026-11-21 19:21:00 to 2026-11-21 20:11:00 UTC
                    mean 0.982
                    cv 0.0123
              How it adds up
                Another version's rules: severity and confidence are as it wrote them.
              Context
                Role web (policy line 12): a plateau is not what such a workload does.
              Could not be told
                GPU: not measured.
              What to do next
                Look at what runs: kubectl -n shop top pod --containers, then ps in the
                container.
                Compare the image's digest with the one that was deployed.
                If it is a miner, keep the container's file system before you stop it.
            """);
  }

  @Test
  void of_findingThatIsOver_leavesEmptySectionsOut() {
    assertThat(FindingText.of(Findings.batchJob(), terminal(80, false)))
        .contains("last seen: 2026-11-21 20:13:00 UTC, after 52 min; it is over\n")
        .doesNotContain("Could not be told");
  }

  @Test
  void of_colour_paintsSeverityAndHeadings() {
    assertThat(FindingText.of(Findings.movedIn(), terminal(80, true)))
        .startsWith("\u001B[1;31mhigh\u001B[0m  \u001B[1mshop/Deployment/web\u001B[0m\n")
        .contains("  \u001B[1mWhy\u001B[0m\n");
  }

  @Test
  void of_hostileName_isHarmlessAndWhole() {
    String name = "\u001B[2J" + "Z".repeat(10_000);
    String text = FindingText.of(Findings.named(name), terminal(80, false));

    assertThat(text).startsWith("medium  <U+001B>[2JZZZ").doesNotContain("\u001B");
    assertThat(text.chars().filter(c -> c == 'Z').count()).isEqualTo(10_000);
    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private static Terminal terminal(int columns, boolean colour) {
    return new Terminal(true, true, columns, colour, true);
  }
}
