package dev.flatline.connectors.host;

import static dev.flatline.connectors.host.TestHost.measured;
import static dev.flatline.core.telemetry.Metric.CPU_CAPACITY_CORES;
import static dev.flatline.core.telemetry.Metric.CPU_INTERRUPTS;
import static dev.flatline.core.telemetry.Metric.CPU_IOWAIT;
import static dev.flatline.core.telemetry.Metric.CPU_STEAL;
import static dev.flatline.core.telemetry.Metric.CPU_THROTTLED;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.DISK_READ_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.DISK_WRITE_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.MEMORY_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_PACKETS_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.NETWORK_TRANSMIT_PACKETS_PER_SECOND;
import static dev.flatline.core.telemetry.Metric.PROCESSES;
import static dev.flatline.core.telemetry.Metric.THREADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Sample;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What recorded hosts of every kind of cgroup come to, value by value.
class HostSamplerTest {
  private static final String POD =
      "cgroup:/kubepods.slice/kubepods-burstable.slice/"
          + "kubepods-burstable-pod7d3f1a52_6b1e_4c0e_9d7b_0f2f5f1c9a11.slice/";
  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  @Test
  void firstReading_hasGaugesAndNoRate() {
    TestHost host = new TestHost(RecordedTree.of(folder, "v2"));

    TestHost.Reading reading = host.read();

    assertThat(reading.of("host:node-7"))
        .isEqualTo(
            measured(
                CPU_CAPACITY_CORES, 4,
                MEMORY_UTILIZATION, 0.25,
                MEMORY_USAGE_BYTES, 2 * GIB,
                PROCESSES, 4,
                THREADS, 193));
    assertThat(reading.of(POD + "cri-containerd-111111111111.scope"))
        .isEqualTo(
            measured(
                CPU_CAPACITY_CORES,
                0.5,
                MEMORY_UTILIZATION,
                0.25,
                MEMORY_USAGE_BYTES,
                GIB / 4,
                PROCESSES,
                2,
                THREADS,
                17));
  }

  @Test
  void host_isMeasuredOverItsHardwareAlone() {
    assertThat(secondReading("v2").of("host:node-7"))
        .isEqualTo(
            measured(
                CPU_UTILIZATION, 0.425,
                CPU_CAPACITY_CORES, 4,
                CPU_INTERRUPTS, 0.025,
                CPU_STEAL, 0.075,
                CPU_IOWAIT, 0.1,
                MEMORY_UTILIZATION, 0.25,
                MEMORY_USAGE_BYTES, 2 * GIB,
                PROCESSES, 4,
                THREADS, 193,
                DISK_READ_BYTES_PER_SECOND, 51_200,
                DISK_WRITE_BYTES_PER_SECOND, 204_800,
                NETWORK_RECEIVE_BYTES_PER_SECOND, 1_500,
                NETWORK_RECEIVE_PACKETS_PER_SECOND, 3,
                NETWORK_TRANSMIT_BYTES_PER_SECOND, 700,
                NETWORK_TRANSMIT_PACKETS_PER_SECOND, 7));
  }

  @Test
  void containerOfV2_isMeasuredAgainstThePodsQuotaAndLimit() {
    assertThat(secondReading("v2").of(POD + "cri-containerd-111111111111.scope"))
        .isEqualTo(
            measured(
                CPU_UTILIZATION, 0.9,
                CPU_CAPACITY_CORES, 0.5,
                CPU_THROTTLED, 0.9,
                MEMORY_UTILIZATION, 0.25,
                MEMORY_USAGE_BYTES, GIB / 4,
                PROCESSES, 2,
                THREADS, 17,
                DISK_READ_BYTES_PER_SECOND, 500,
                DISK_WRITE_BYTES_PER_SECOND, 900,
                NETWORK_RECEIVE_BYTES_PER_SECOND, 60,
                NETWORK_RECEIVE_PACKETS_PER_SECOND, 1,
                NETWORK_TRANSMIT_BYTES_PER_SECOND, 70,
                NETWORK_TRANSMIT_PACKETS_PER_SECOND, 2));
  }

  @Test
  void secondContainerOfAPod_showsThePodsNetworkAndLeavesUnknownWhatHasNoFile() {
    assertThat(secondReading("v2").of(POD + "cri-containerd-222222222222.scope"))
        .isEqualTo(
            measured(
                CPU_UTILIZATION, 0,
                CPU_CAPACITY_CORES, 0.5,
                PROCESSES, 1,
                NETWORK_RECEIVE_BYTES_PER_SECOND, 60,
                NETWORK_RECEIVE_PACKETS_PER_SECOND, 1,
                NETWORK_TRANSMIT_BYTES_PER_SECOND, 70,
                NETWORK_TRANSMIT_PACKETS_PER_SECOND, 2));
  }

  @Test
  void serviceInTheHostsNetwork_hasNoNetworkAndTheHostsCores() {
    assertThat(secondReading("v2").of("cgroup:/system.slice/cron.service"))
        .isEqualTo(
            measured(CPU_UTILIZATION, 0.05, CPU_CAPACITY_CORES, 4, PROCESSES, 1, THREADS, 3));
  }

  @Test
  void pinnedCgroupWithoutQuota_mayUseItsCpuset() {
    assertThat(secondReading("v2").of("cgroup:/pinned.scope"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.5, CPU_CAPACITY_CORES, 3, PROCESSES, 1));
  }

  @Test
  void v2_givesLeavesWithProcessesAndTheHost() {
    assertThat(secondReading("v2").names())
        .containsExactlyInAnyOrder(
            "host:node-7",
            "cgroup:/pinned.scope",
            "cgroup:/system.slice/cron.service",
            POD + "cri-containerd-111111111111.scope",
            POD + "cri-containerd-222222222222.scope");
  }

  @Test
  void hostOfV1_isReadInTheOldFormats() {
    assertThat(secondReading("v1").of("host:old-host"))
        .isEqualTo(
            measured(
                CPU_UTILIZATION, 0.5,
                CPU_CAPACITY_CORES, 2,
                CPU_INTERRUPTS, 0,
                CPU_STEAL, 0,
                CPU_IOWAIT, 0,
                MEMORY_UTILIZATION, 0.5,
                MEMORY_USAGE_BYTES, 2 * GIB,
                PROCESSES, 1,
                THREADS, 80,
                DISK_READ_BYTES_PER_SECOND, 0,
                DISK_WRITE_BYTES_PER_SECOND, 0,
                NETWORK_RECEIVE_BYTES_PER_SECOND, 0,
                NETWORK_RECEIVE_PACKETS_PER_SECOND, 0,
                NETWORK_TRANSMIT_BYTES_PER_SECOND, 0,
                NETWORK_TRANSMIT_PACKETS_PER_SECOND, 0));
  }

  @Test
  void containerOfV1_isMeasuredAgainstTheQuotaAboveIt() {
    assertThat(secondReading("v1").of("cgroup:/docker/333333333333"))
        .isEqualTo(
            measured(
                CPU_UTILIZATION, 0.5,
                CPU_CAPACITY_CORES, 1.5,
                CPU_THROTTLED, 0.5,
                MEMORY_UTILIZATION, 0.25,
                MEMORY_USAGE_BYTES, 134_217_728,
                PROCESSES, 3,
                THREADS, 4,
                DISK_READ_BYTES_PER_SECOND, 4_096,
                DISK_WRITE_BYTES_PER_SECOND, 0));
  }

  @Test
  void innerCgroupWithProcessesOfItsOwn_isAWorkloadBesideItsLeaf() {
    TestHost.Reading reading = secondReading("v1");

    assertThat(reading.of("cgroup:/inner"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.5, CPU_CAPACITY_CORES, 1));
    assertThat(reading.of("cgroup:/inner/leaf"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.25, CPU_CAPACITY_CORES, 1, PROCESSES, 1));
  }

  @Test
  void v1_givesOnlyCgroupsWhoseCpuIsAccountedFor() {
    assertThat(secondReading("v1").names())
        .containsExactlyInAnyOrder(
            "host:old-host", "cgroup:/docker/333333333333", "cgroup:/inner", "cgroup:/inner/leaf");
  }

  @Test
  void hybrid_joinsBothTreesByPathAndPrefersV1() {
    TestHost.Reading reading = secondReading("hybrid");

    assertThat(reading.names())
        .containsExactlyInAnyOrder(
            "host:between",
            "cgroup:/docker/444444444444",
            "cgroup:/both.service",
            "cgroup:/outer/inner",
            "cgroup:/system.slice/ssh.service");
    assertThat(reading.of("cgroup:/docker/444444444444"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.5, CPU_CAPACITY_CORES, 0.5, PROCESSES, 1));
    assertThat(reading.of("cgroup:/both.service"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.5, CPU_CAPACITY_CORES, 1, PROCESSES, 2));
    assertThat(reading.of("cgroup:/system.slice/ssh.service"))
        .isEqualTo(measured(CPU_UTILIZATION, 0.25, CPU_CAPACITY_CORES, 2, PROCESSES, 1));
  }

  @Test
  void samplesOfOneReading_haveOneTime() {
    assertThat(secondReading("v2").samples())
        .extracting(Sample::atMillis)
        .containsOnly(TestHost.START_MILLIS + 1_000);
  }

  private TestHost.Reading secondReading(String name) {
    RecordedTree tree = RecordedTree.of(folder, name);
    TestHost host = new TestHost(tree);
    host.read();
    tree.with(name + "-later");
    return host.read();
  }
}
