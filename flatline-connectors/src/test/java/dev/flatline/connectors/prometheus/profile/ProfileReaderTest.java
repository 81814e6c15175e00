package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.SourceException;
import dev.flatline.core.telemetry.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {
  private static final String OWN =
      """
      name: own
      about: Our own
      detect: own_cpu{job="x"}
      interval: 1m
      names:
        cpu: [own_cpu, old_cpu]
      workload:
        by: [host]
        name: "{host}"
        lookups:
          - series: own_info
            on: {host: host}
            when: {team: ""}
            take: {team: team|group}
      partition: [host]
      cpu:
        usage: sum by ($by) (rate($cpu{$matchers}[$rate]))
        capacity:
          - from: cores
            query: max by ($by) (own_cores{$matchers})
      metrics:
        memory_utilization: max by ($by) (own_memory{$matchers})
      """;

  @Test
  void read_wholeProfile_givesAllOfIt() {
    Profile profile = ProfileReader.read("own.yaml", OWN);

    assertThat(profile.name()).isEqualTo("own");
    assertThat(profile.about()).isEqualTo("Our own");
    assertThat(profile.detect()).containsExactly(new Selector("own_cpu", "job=\"x\""));
    assertThat(profile.interval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(profile.names()).isEqualTo(Map.of("cpu", List.of("own_cpu", "old_cpu")));
    assertThat(profile.partition()).containsExactly("host");
    assertThat(profile.quantities())
        .extracting(Profile.Quantity::target)
        .containsExactly(
            new Target.CpuUsage(),
            new Target.CpuCapacity("cores"),
            new Target.Measured(Metric.MEMORY_UTILIZATION));
    assertThat(profile.workload().lookups())
        .containsExactly(
            new Lookup(
                new Selector("own_info", ""),
                Map.of("host", "host"),
                Map.of("team", ""),
                Map.of("team", List.of("team", "group"))));
  }

  @Test
  void read_manyMistakes_reportsEachWithItsLine() {
    String broken =
        OWN.replace("about:", "abuot:")
            .replace("interval: 1m", "interval: soon")
            .replace("[host]\n  name", "[host]\n  nmae")
            .replace("memory_utilization", "memory")
            .replace("($cpu{", "($cpus{")
            .replace("own_cores{$matchers}", "own_cores");

    assertThat(problems(broken))
        .contains("own.yaml:2: unknown key \"abuot\"; allowed are about, cpu, detect, interval")
        .contains("own.yaml:4: \"soon\" is not a duration")
        .contains("own.yaml:9: unknown key \"nmae\"; allowed are by, lookups, name")
        .contains("own.yaml:8: key \"name\" is missing")
        .contains(
            "own.yaml:17: \"$cpus\" is unknown; known are $by, $cpu, $matchers, $rate, $window")
        .contains("own.yaml:20: no selector has $matchers")
        .contains("own.yaml:22: unknown metric \"memory\"; allowed are cpu_utilization");
  }

  @Test
  void read_partitionByALabelThatDoesNotTellWorkloadsApart_isRefused() {
    assertThat(problems(OWN.replace("partition: [host]", "partition: [rack]")))
        .contains("own.yaml:15: not one of the labels in workload: by: [host]");
  }

  @Test
  void read_nothingToAskFor_isRefused() {
    assertThat(problems(OWN.substring(0, OWN.indexOf("cpu:\n  usage"))))
        .contains("nothing to ask for");
  }

  @Test
  void read_whatIsNoYaml_isRefusedWithItsLine() {
    assertThat(problems("name: a\n  b: [")).contains("own.yaml:2: not YAML");
    assertThat(problems("")).contains("own.yaml:1: the file is empty");
    assertThat(problems("- a\n- b")).contains("own.yaml:1: keys with values expected");
    assertThat(problems(OWN + "name: again\n")).contains("for the second time");
  }

  @Test
  void chosen_ownFile_isRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yaml"), OWN);

    assertThat(Profiles.chosen(file.toString()).name()).isEqualTo("own");
  }

  @Test
  void chosen_whatDoesNotExist_namesWhatDoes(@TempDir Path folder) {
    assertThatThrownBy(() -> Profiles.chosen("nodes"))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(
            "auto, kubernetes, node, otel-host, windows, dcgm, nvidia-smi, cloudwatch");
    assertThatThrownBy(() -> Profiles.chosen(folder.resolve("no.yaml").toString()))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> assertThat(e.reason()).isEqualTo(SourceException.Reason.NOT_FOUND));
  }

  private static String problems(String yaml) {
    SourceException failure =
        catchThrowableOfType(SourceException.class, () -> ProfileReader.read("own.yaml", yaml));
    assertThat(failure.reason()).isEqualTo(SourceException.Reason.SETTINGS);
    return String.valueOf(failure.getMessage());
  }
}
