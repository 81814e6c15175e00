package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.connectors.SourceException;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are missing, broken or change under the reader's eyes.
class HostSamplerFaultTest {
  private static final String CRON_FOLDER = "sys/fs/cgroup/system.slice/cron.service";
  private static final String CRON = "cgroup:/system.slice/cron.service";
  private static final String HOST = "host:node-7";

  @TempDir private Path folder;
  private RecordedTree tree;

  @BeforeEach
  void layOut() {
    tree = RecordedTree.of(folder, "v2");
  }

  @Test
  void systemWithoutProc_isRefusedWithWhatItNeeds() {
    tree.remove("proc");

    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> new TestHost(tree))
        .withMessageContaining("needs the /proc of Linux")
        .withMessageContaining(tree.root().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "stat, CPU_UTILIZATION",
    "diskstats, DISK_READ_BYTES_PER_SECOND",
    "meminfo, MEMORY_USAGE_BYTES",
    "loadavg, THREADS",
    "1/net/dev, NETWORK_RECEIVE_BYTES_PER_SECOND"
  })
  void missingFileOfProc_costsItsValuesAndIsNotedOnce(String name, Metric lost) {
    TestHost host = new TestHost(tree);
    host.read();
    tree.with("v2-later");
    assertThat(host.read().of(HOST).has(lost)).isTrue();

    tree.remove("proc/" + name);
    host.read();

    MetricValues values = host.read().of(HOST);
    assertThat(values.has(lost)).isFalse();
    assertThat(values.has(Metric.PROCESSES)).isTrue();
    assertThat(host.sampler().notes()).hasSize(1).first().asString().contains(name, "2 times");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "garbage", "cpu\n", "\u0000\uffff\n1 2 3", "-1 -1 -1 -1 -1 -1 -1"})
  void garbageEverywhere_isNoValueAndNoFailure(String garbage) {
    for (String name : List.of("stat", "meminfo", "loadavg", "diskstats", "1/net/dev")) {
      tree.put("proc/" + name, garbage);
    }
    for (String name :
        List.of("cpu.stat", "cgroup.procs", "cgroup.threads", "cpu.max", "io.stat")) {
      tree.put(CRON_FOLDER + "/" + name, garbage);
    }
    TestHost host = new TestHost(tree);
    host.read();

    TestHost.Reading reading = host.read();

    assertThat(reading.names()).contains(HOST);
    assertThat(reading.of(HOST).has(Metric.CPU_UTILIZATION)).isFalse();
    assertThat(reading.of(CRON).has(Metric.CPU_UTILIZATION)).isFalse();
    assertThat(reading.of("cgroup:/pinned.scope").has(Metric.CPU_UTILIZATION)).isTrue();
  }

  @Test
  void counterThatFell_hasNoRateForThatIntervalOnly() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.put(CRON_FOLDER + "/cpu.stat", "usage_usec 100000\n");

    assertThat(host.read().of(CRON).has(Metric.CPU_UTILIZATION)).isFalse();
    tree.put(CRON_FOLDER + "/cpu.stat", "usage_usec 500000\n");
    assertThat(host.read().of(CRON).get(Metric.CPU_UTILIZATION)).isEqualTo(0.1);
  }

  @Test
  void timeInWhichNobodyLooked_hasNoRate() {
    TestHost host = new TestHost(tree);
    host.read();
    host.pass(Duration.ofMinutes(5));
    tree.with("v2-later");

    MetricValues values = host.read().of(CRON);

    assertThat(values.has(Metric.CPU_UTILIZATION)).isFalse();
    assertThat(values.has(Metric.PROCESSES)).isTrue();
  }

  @Test
  void cgroupThatIsGone_isLeftOutWithoutANote() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.remove(CRON_FOLDER);

    assertThat(host.read().names()).doesNotContain(CRON).contains(HOST, "cgroup:/pinned.scope");
    assertThat(host.sampler().notes()).isEmpty();
  }

  @Test
  void cgroupWhoseFilesVanishWithinAReading_isLeftOutWithoutANote() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.remove(CRON_FOLDER + "/cpu.stat");

    assertThat(host.read().names()).doesNotContain(CRON).contains(HOST);
    assertThat(host.sampler().notes()).isEmpty();
  }

  @Test
  void cgroupThatCameBack_beginsAnew() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.remove(CRON_FOLDER);
    host.read();
    tree.with("v2").put(CRON_FOLDER + "/cpu.stat", "usage_usec 90000000\n");

    assertThat(host.read().of(CRON).has(Metric.CPU_UTILIZATION)).isFalse();
  }

  @Test
  void newCgroup_hasRatesFromItsSecondReadingOn() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.put("sys/fs/cgroup/new.scope/cgroup.procs", "900\n");
    tree.put("sys/fs/cgroup/new.scope/cpu.stat", "usage_usec 5000000\n");

    assertThat(host.read().of("cgroup:/new.scope").has(Metric.CPU_UTILIZATION)).isFalse();
    tree.put("sys/fs/cgroup/new.scope/cpu.stat", "usage_usec 7000000\n");
    assertThat(host.read().of("cgroup:/new.scope").get(Metric.CPU_UTILIZATION)).isEqualTo(0.5);
  }

  @Test
  void emptyCgroup_isAWorkloadAsSoonAsItUsesCpu() {
    String mount = "sys/fs/cgroup/system.slice/dev-hugepages.mount/cpu.stat";
    TestHost host = new TestHost(tree);
    host.read();
    host.read();
    tree.put(mount, "usage_usec 2000000\n");

    assertThat(
            host.read().of("cgroup:/system.slice/dev-hugepages.mount").has(Metric.CPU_UTILIZATION))
        .as("hidden processes still use CPU")
        .isTrue();
  }

  @Test
  void shareThatCannotBe_isLeftOutAndCounted() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.put(CRON_FOLDER + "/cpu.stat", "usage_usec 90000000\n");

    assertThat(host.read().of(CRON).has(Metric.CPU_UTILIZATION)).isFalse();
    assertThat(host.sampler().refused().of(DropReason.SHARE_ABOVE_RANGE)).isEqualTo(1);
  }

  @Test
  void quotaThatChanges_isFollowed() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.with("v2-later").put(CRON_FOLDER + "/cpu.max", "25000 100000");

    MetricValues values = host.read().of(CRON);

    assertThat(values.get(Metric.CPU_CAPACITY_CORES)).isEqualTo(0.25);
    assertThat(values.get(Metric.CPU_UTILIZATION)).isEqualTo(0.8);
  }

  @Test
  void processThatMovesIntoTheHostsNetwork_hasNoNetworkAnyMore() {
    TestHost host = new TestHost(tree);
    host.read();
    tree.link("proc/4242/ns/net", "net:[4026531840]");
    tree.link("proc/4300/ns/net", "net:[4026531840]");

    assertThat(host.read().samples())
        .filteredOn(sample -> !sample.workload().name().equals(HOST))
        .noneMatch(sample -> sample.values().has(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND));
  }

  @Test
  void hostWithoutCgroups_isRecordedAloneWithANote() {
    tree.put("proc/1/mountinfo", "22 27 0:21 / /proc rw - proc proc rw\n");
    TestHost host = new TestHost(tree);

    assertThat(host.read().names()).containsExactly(HOST);
    assertThat(host.sampler().notes()).first().asString().startsWith("no cgroups");
  }

  @Test
  void includeThatMatchesNothing_isNoted() {
    TestHost host = new TestHost(tree, WorkloadSelection.of(List.of("/nope"), List.of(), ""));

    host.read();

    assertThat(host.sampler().notes())
        .containsExactly("no cgroup matches --include: only the host was recorded");
  }

  @Test
  void includeThatMatches_isNotNoted() {
    TestHost host =
        new TestHost(tree, WorkloadSelection.of(List.of("/nope", "/kubepods*/**"), List.of(), ""));

    host.read();

    assertThat(host.sampler().notes()).isEmpty();
  }

  @Test
  void selection_decidesWhichCgroupsAreRead() {
    WorkloadSelection selection =
        WorkloadSelection.of(List.of("/system.slice/*"), List.of(), "node-7/");

    assertThat(new TestHost(tree, selection).read().names())
        .containsExactly("node-7/" + HOST, "node-7/" + CRON);
  }
}
