package dev.flatline.connectors.prometheus.live;

import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.PROCESSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeFleetTest {
  private static final int STEP_SECONDS = 15;

  /// Each is a workload of two profiles.
  private static final int HOSTS = StepParts.LARGE / 2 + 1;

  @TempDir private Path folder;
  private final List<Integer> processes = new ArrayList<>();
  private final List<Integer> memory = new ArrayList<>();
  private LiveFixture live;

  @BeforeEach
  void twoProfiles() throws IOException {
    live =
        new LiveFixture(
            List.of(
                LiveFixture.own(folder, "metrics: {processes: 'own_processes{$matchers}'}"),
                LiveFixture.named(
                    "other", folder, "metrics: {memory_usage_bytes: 'own_memory{$matchers}'}")));
  }

  private void push(int hosts, int seconds) {
    long atMillis = LiveFixture.T + seconds * 1000L;
    for (int host = 0; host < hosts; host++) {
      live.source.point(handle(processes, "own_processes", host), atMillis, seconds);
      live.source.point(handle(memory, "own_memory", host), atMillis, host);
    }
  }

  private int handle(List<Integer> handles, String metric, int host) {
    if (host == handles.size()) {
      Map<String, String> labels = Map.of("__name__", metric, "instance", "host-" + host);
      handles.add(live.source.series(labels).orElseThrow());
    }
    return handles.get(host);
  }

  private void pushAndJudge(int hosts, int untilSeconds) {
    for (int seconds = 0; seconds <= untilSeconds; seconds += STEP_SECONDS) {
      push(hosts, seconds);
      live.advanceTo(seconds + 3);
    }
  }

  @Test
  void samples_ofALargeFleet_comeInFourParts_ofWhichEachWorkloadIsAlwaysOfTheSame() {
    pushAndJudge(HOSTS, 120);

    Map<String, List<Integer>> times = timesAfter(44);
    assertThat(times).hasSize(HOSTS);
    for (List<Integer> of : times.values()) {
      int part = of.getFirst() % STEP_SECONDS;
      assertThat(of)
          .containsExactly(45 + part, 60 + part, 75 + part, 90 + part, 105 + part, 120 + part);
    }
    Map<Integer, Long> hostsByPart =
        times.values().stream()
            .map(of -> of.getFirst() % STEP_SECONDS)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(hostsByPart.keySet()).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(hostsByPart.values()).allMatch(hosts -> hosts > HOSTS / 5);
  }

  @Test
  void samples_ofAPart_haveTheValuesOfTheirTime_ofAllProfilesAtOnce() {
    pushAndJudge(HOSTS, 90);

    for (int host : new int[] {0, 1, 2, 3, 4, HOSTS - 1}) {
      Map<Integer, Double> processes = live.of("host-" + host, PROCESSES);
      assertThat(live.of("host-" + host, MEMORY_USAGE_BYTES).keySet())
          .containsAll(processes.keySet().stream().filter(at -> at >= 45).toList());
      assertThat(processes)
          .allSatisfy((at, value) -> assertThat(value).isEqualTo(at - at % STEP_SECONDS));
    }
    assertThat(live.source.report().dropped().rows()).isZero();
  }

  @Test
  void deliveredMillis_betweenTheParts_promisesThoseThatCame_andRoomIsAskedForBetweenThem() {
    pushAndJudge(HOSTS, 300);
    push(HOSTS, 315);
    int before = live.samples.size();
    live.advanceTo(316);
    List<Sample> two = List.copyOf(live.samples.subList(before, live.samples.size()));
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T + 316_000);
    assertThat(two.stream().map(LargeFleetTest::seconds).distinct()).containsExactly(315, 316);
    assertThat(two.size()).isBetween(2 * HOSTS / 3, 4 * HOSTS / 3);
    assertThat(live.complete).as("the second profile is the last").containsAll(memoryOf(two));

    live.source.advanceTo(LiveFixture.T + 329_000, () -> false);
    assertThat(live.source.deliveredMillis()).hasValue(LiveFixture.T + 316_999);
    live.advanceTo(329);
    assertThat(live.samples.size()).isEqualTo(before + 2 * HOSTS);
  }

  @Test
  void samples_ofAFleetThatIsSmallAgain_comeAtTheStep() {
    pushAndJudge(HOSTS, 60);
    for (int seconds = 75; seconds <= 1200; seconds += STEP_SECONDS) {
      push(10, seconds);
      live.advanceTo(seconds + 3);
    }
    assertThat(live.source.report().workloads()).isEqualTo(20);
    Map<String, List<Integer>> times = timesAfter(1100);
    assertThat(times).hasSize(10);
    assertThat(times.values()).allMatch(of -> of.stream().allMatch(at -> at % STEP_SECONDS == 0));
  }

  @Test
  void samples_whoseStepIsShorterThanTheParts_comeAtTheStep() {
    for (int seconds = 0; seconds <= 40; seconds += 4) {
      push(HOSTS, seconds);
      live.advanceTo(seconds);
    }
    assertThat(live.times()).isNotEmpty().allMatch(at -> at % 4 == 0);
  }

  private Map<String, List<Integer>> timesAfter(int afterSeconds) {
    Map<String, List<Integer>> times = new TreeMap<>();
    live.samples.stream()
        .filter(sample -> sample.values().has(PROCESSES))
        .filter(sample -> seconds(sample) > afterSeconds)
        .forEach(
            sample ->
                times
                    .computeIfAbsent(sample.workload().name(), unused -> new ArrayList<>())
                    .add(seconds(sample)));
    return times;
  }

  private static List<Sample> memoryOf(List<Sample> samples) {
    return samples.stream().filter(sample -> sample.values().has(MEMORY_USAGE_BYTES)).toList();
  }

  private static int seconds(Sample sample) {
    return (int) ((sample.atMillis() - LiveFixture.T) / 1000);
  }
}
