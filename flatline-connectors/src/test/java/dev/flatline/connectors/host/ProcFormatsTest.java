package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The files of `/proc`, as kernels old and new write them, and broken.
class ProcFormatsTest {
  private static final String NET_HEADER = "Inter-| Receive\n face |bytes packets\n";

  @Test
  void stat_countsGuestTimeOnce() {
    CpuTimes times =
        CpuTimes.parse(KernelTexts.read("cpu 100 1 10 500 5 2 3 4 90 0\ncpu0 1\ncpu1 1\nintr 1\n"));

    assertThat(times).isEqualTo(new CpuTimes(116, 5, 5, 4, 625, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "\n\n", "intr 1 2 3\n", "cpus 1 2 3 4 5 6 7 8\n"})
  void statWithoutItsFirstLine_isUnknown(String content) {
    assertThat(CpuTimes.parse(KernelTexts.read(content))).isEqualTo(CpuTimes.UNKNOWN);
  }

  @Test
  void statWithALetterInANumber_hasNoTotal() {
    CpuTimes times = CpuTimes.parse(KernelTexts.read("cpu 100 1 1x 500 5 2 3 4\ncpu0 1\n"));

    assertThat(times.busy()).isNaN();
    assertThat(times.total()).isNaN();
    assertThat(times.cores()).isEqualTo(1);
  }

  @Test
  void meminfo_prefersWhatTheKernelCallsAvailable() {
    HostMemory memory =
        HostMemory.parse(
            KernelTexts.read(
                "MemTotal: 100 kB\nMemFree: 10 kB\nMemAvailable: 60 kB\nCached: 5 kB\n"));

    assertThat(memory.usedBytes()).isEqualTo(40 * 1024);
  }

  @Test
  void meminfoOfAnOldKernel_countsFreeAndCached() {
    HostMemory memory =
        HostMemory.parse(
            KernelTexts.read("MemTotal: 100 kB\nMemFree: 10 kB\nBuffers: 5 kB\nCached: 25 kB\n"));

    assertThat(memory.usedBytes()).isEqualTo(60 * 1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MemTotal: many kB\n", "MemTotal: 100 kB\n", "MemAvailable: 1 kB\n"})
  void meminfoWithoutTotalOrFree_hasNoUse(String content) {
    assertThat(HostMemory.parse(KernelTexts.read(content)).usedBytes()).isNaN();
  }

  @Test
  void diskstats_sumsTheDisksThatCount() {
    String content =
        """
           8 0 sda 1 0 10 0 1 0 20 0 0 0 0
           8 1 sda1 1 0 10 0 1 0 20 0 0 0 0
           8 16 sdb 1 0 1 0 1 0 2 0 0 0 0 1 2 3 4
        """;

    assertThat(IoCounters.parseDiskStats(KernelTexts.read(content), name -> name.length() == 3))
        .isEqualTo(new IoCounters(11 * 512, 22 * 512));
  }

  @Test
  void diskstatsCutShort_isUnknown() {
    assertThat(IoCounters.parseDiskStats(KernelTexts.read("8 0 sda 1 0 10"), name -> true))
        .isEqualTo(new IoCounters(10 * 512, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8:0 rbytes=5 wbytes=7 rios=1\n9:0 rbytes=100 wbytes=100\n",
        "8:0 Read 5\n8:0 Write 7\n8:0 Sync 1\n8:0 Total 12\n9:0 Read 100\nTotal 112\n"
      })
  void cgroupIo_isReadInBothFormats(String content) {
    assertThat(IoCounters.parseCgroup(KernelTexts.read(content), "8:0"::equals))
        .isEqualTo(new IoCounters(5, 7));
  }

  @Test
  void cgroupWithoutIo_hasReadAndWrittenNothing() {
    assertThat(IoCounters.parseCgroup(KernelTexts.read(""), device -> true))
        .isEqualTo(new IoCounters(0, 0));
  }

  @Test
  void cgroupIoThatIsNoNumber_isUnknown() {
    assertThat(IoCounters.parseCgroup(KernelTexts.read("8:0 rbytes=x wbytes=7\n"), device -> true))
        .isEqualTo(new IoCounters(Double.NaN, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  eth0: 1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n    lo: 9 9 0 0 0 0 0 0 9 9\n",
        "eth0:1 2 0 0 0 0 0 0 3 4 0 0 0 0 0 0\n"
      })
  void netDev_sumsTheInterfacesThatCount(String lines) {
    assertThat(NetworkCounters.parse(KernelTexts.read(NET_HEADER + lines), "eth0"::equals))
        .isEqualTo(new NetworkCounters(1, 2, 3, 4));
  }

  @Test
  void netDevWithoutHeader_isUnknown() {
    assertThat(NetworkCounters.parse(KernelTexts.read("one line"), name -> true))
        .isEqualTo(NetworkCounters.UNKNOWN);
  }
}
