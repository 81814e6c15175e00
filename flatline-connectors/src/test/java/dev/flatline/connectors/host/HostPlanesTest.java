package dev.flatline.connectors.host;

import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION_OF_CGROUPS;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION_OF_PROCESSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.MetricValues;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host of four cores that is read once a second: 400 ticks. What its processes and cgroups tell
/// is written down tick by tick.
class HostPlanesTest {
  private static final String HOST = "host:planes";
  private static final long KERNEL = 0x00208040;
  private static final long USER = 0x00400100;

  @TempDir private Path folder;

  private final Map<Integer, String> processes = new TreeMap<>();
  private RecordedTree tree;
  private TestHost host;
  private long busy = 1_000;
  private long readings;

  @BeforeEach
  void aHostWithAKernelThreadAndAServer() {
    tree =
        RecordedTree.of(folder, "v1")
            .put("etc/hostname", "planes\n")
            .put("sys/fs/cgroup/cpu,cpuacct/release_agent", "\n");
    host = new TestHost(tree);
    cgroupSeconds(900);
    process(1, "systemd", USER, 500, 4_000, 1);
    process(2, "kthreadd", KERNEL, 3, 0, 0);
    process(700, "server", USER, 20_000, 0, 900);
    after(0);
    read();
  }

  @Test
  void honestHost_tellsTheSameOnAllPlanes() {
    process(700, "server", USER, 20_100, 0, 900);
    cgroupSeconds(901);

    MetricValues values = after(100);

    assertThat(values.get(CPU_UTILIZATION)).isEqualTo(0.25);
    assertThat(values.get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.25);
    assertThat(values.get(CPU_UTILIZATION_OF_CGROUPS)).isEqualTo(0.25);
  }

  @Test
  void processThatIsMissingFromProc_isMissingFromTheSumOfProcessesAlone() {
    process(700, "server", USER, 20_040, 0, 900);
    cgroupSeconds(903);

    MetricValues values = after(300);

    assertThat(values.get(CPU_UTILIZATION)).isEqualTo(0.75);
    assertThat(values.get(CPU_UTILIZATION_OF_CGROUPS)).isEqualTo(0.75);
    assertThat(values.get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.1);
  }

  @Test
  void processThatHidesAfterItWasSeen_takesNothingOfTheOthersAway() {
    vanish(700);
    process(1, "systemd", USER, 540, 4_000, 1);

    assertThat(after(300).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.1);
  }

  @Test
  void processThatShowsUpAgain_doesNotBringItsPastAlong() {
    vanish(700);
    after(0);
    process(700, "server", USER, 29_000, 0, 900);
    process(701, "newer", USER, 1, 0, 950);

    assertThat(after(100).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.0025);
  }

  @Test
  void shortProcessesThatNobodySaw_areInTheirParent() {
    process(1, "systemd", USER, 500, 4_200, 1);

    assertThat(after(200).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.5);
  }

  @Test
  void processThatEndsAndIsWaitedFor_isCountedOnce() {
    vanish(700);
    process(1, "systemd", USER, 500, 4_000 + 20_000 + 60, 1);

    assertThat(after(60).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.15);
  }

  @Test
  void processThatEndsAndIsNotWaitedFor_isNotMissedTwice() {
    vanish(700);
    process(1, "systemd", USER, 540, 4_000, 1);

    assertThat(after(40).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.1);
  }

  @Test
  void idOfAnEndedProcessThatIsUsedAgain_isAnotherProcess() {
    process(700, "other", USER, 30, 0, 1_000);
    process(1, "systemd", USER, 500, 4_000 + 20_010, 1);

    assertThat(after(40).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a) R 9 9 9 9 9 9", "(((", "x y", ""})
  void nameOfAnyKind_isPassedOver(String name) {
    process(700, name, USER, 20_040, 0, 900);

    assertThat(after(40).get(CPU_UTILIZATION_OF_PROCESSES)).isEqualTo(0.1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "700 (server) S 1 1", "700 (server) S 1 1 1 1 1 x 1 1 1 1 z"})
  void processThatCannotBeUnderstood_isNoneAndNoFailure(String stat) {
    tree.put("proc/700/stat", stat);
    process(1, "systemd", USER, 540, 4_000, 1);

    assertThat(read().get(CPU_UTILIZATION_OF_PROCESSES)).isNotNegative();
  }

  @Test
  void containersOwnProcesses_areNotHeldAgainstTheHost() {
    vanish(2);

    MetricValues values = after(300);

    assertThat(values.has(CPU_UTILIZATION_OF_PROCESSES)).isFalse();
    assertThat(host.sampler().notes())
        .anyMatch(note -> note.startsWith("no CPU of the host's pro"));
  }

  @Test
  void containersOwnCgroups_areNotHeldAgainstTheHost() {
    tree.remove("sys/fs/cgroup/cpu,cpuacct/release_agent");
    host = new TestHost(tree);
    read();
    cgroupSeconds(901);

    assertThat(after(100).has(CPU_UTILIZATION_OF_CGROUPS)).isFalse();
  }

  @Test
  void firstReading_tellsOfNoPlane() {
    MetricValues values = new TestHost(tree).read().of(HOST);

    assertThat(values.has(CPU_UTILIZATION_OF_PROCESSES)).isFalse();
    assertThat(values.has(CPU_UTILIZATION_OF_CGROUPS)).isFalse();
  }

  @Test
  void v2_isTheSumBelowTheTopAndKernelThreads() {
    onV2();
    slice("system.slice", 10_000_000);
    slice("user.slice", 7_000_000);
    read();
    slice("system.slice", 10_600_000);
    slice("new.slice", 200_000);
    tree.remove("sys/fs/cgroup/user.slice");
    process(2, "kthreadd", KERNEL, 43, 0, 0);

    assertThat(after(120).get(CPU_UTILIZATION_OF_CGROUPS)).isEqualTo(0.3);
  }

  @Test
  void v2WithProcessesInNoCgroup_isNotMeasured() {
    onV2();
    tree.put("sys/fs/cgroup/cgroup.procs", "2\n700\n");
    slice("system.slice", 10_000_000);
    read();
    slice("system.slice", 10_600_000);

    assertThat(after(120).has(CPU_UTILIZATION_OF_CGROUPS)).isFalse();
  }

  private void onV2() {
    tree.put(
        "proc/1/mountinfo",
        """
        22 27 0:21 / /proc rw - proc proc rw
        35 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
        """);
    tree.put("sys/fs/cgroup/cgroup.procs", "2\n");
    host = new TestHost(tree);
  }

  private void slice(String name, long micros) {
    tree.put("sys/fs/cgroup/" + name + "/cpu.stat", "usage_usec " + micros + "\n");
    tree.put("sys/fs/cgroup/" + name + "/cgroup.procs", "");
  }

  private void cgroupSeconds(long seconds) {
    tree.put("sys/fs/cgroup/cpu,cpuacct/cpuacct.usage", seconds + "000000000\n");
  }

  private void process(
      int id, String name, long flags, long ticks, long ofChildren, long startTicks) {
    processes.put(
        id,
        "%d (%s) S 1 1 1 0 -1 %d 5 6 7 8 %d %d %d %d 20 0 1 0 %d 1000 10\n"
            .formatted(id, name, flags, ticks - 1, 1, ofChildren, 0, startTicks));
  }

  private void vanish(int id) {
    processes.remove(id);
    tree.remove("proc/" + id + "/stat");
  }

  /// The values of the second after this, in which the host was busy for so many ticks.
  private MetricValues after(long ticks) {
    processes.forEach((id, stat) -> tree.put("proc/" + id + "/stat", stat));
    busy += ticks;
    return read();
  }

  private MetricValues read() {
    readings++;
    long idle = 400 * readings + 2_000 - busy;
    StringBuilder stat = new StringBuilder("cpu  " + busy + " 0 0 " + idle + " 0 0 0 0 0 0\n");
    for (int core = 0; core < 4; core++) {
      stat.append("cpu").append(core).append(" 1 0 0 1 0 0 0 0 0 0\n");
    }
    tree.put("proc/stat", stat.toString());
    return host.read().of(HOST);
  }
}
