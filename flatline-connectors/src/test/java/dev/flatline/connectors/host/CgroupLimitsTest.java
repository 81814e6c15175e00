package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupLimitsTest {
  private static final HostCapacity HOST = new HostCapacity(8, 1_000_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "50000 100000 | 0.5",
        "max 100000   | NaN",
        "0 100000     | NaN",
        "50000        | NaN",
        "50000 0      | NaN",
        "garbage      | NaN",
        "''           | NaN"
      })
  void quotaOfV2_isQuotaOverPeriod(String cpuMax, Double cores) {
    assertThat(v2("cpu.max", cpuMax).quotaCores()).isEqualTo(cores);
  }

  @ParameterizedTest
  @CsvSource({
    "0,1",
    "0-3,4",
    "'0,2-3,8',4",
    "'0-1,4-5',4",
    "'',NaN",
    "3-1,NaN",
    "a-b,NaN",
    "'1,',NaN"
  })
  void cpuset_isCounted(String cpus, Double count) {
    assertThat(v2("cpuset.cpus.effective", cpus).cpus()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max", "9223372036854771712", "0", "lots", ""})
  void memoryWithoutLimit_hasNone(String limit) {
    assertThat(v2("memory.max", limit).memoryBytes()).isNaN();
  }

  @Test
  void capacity_isTheTightestOfQuotaCpusetAndHost() {
    assertThat(limits(2, 4).capacityCores(HOST)).isEqualTo(2);
    assertThat(limits(6, 4).capacityCores(HOST)).isEqualTo(4);
    assertThat(limits(100, Double.NaN).capacityCores(HOST)).isEqualTo(8);
    assertThat(CgroupLimits.NONE.capacityCores(HOST)).isEqualTo(8);
    assertThat(CgroupLimits.NONE.capacityBytes(HOST)).isEqualTo(1_000_000);
  }

  @Test
  void limitsAboveIt_tightenThoseBelow() {
    CgroupLimits below = new CgroupLimits(2, Double.NaN, 500);
    CgroupLimits above = new CgroupLimits(0.5, 3, 900);

    assertThat(below.tightenedBy(above)).isEqualTo(new CgroupLimits(0.5, 3, 500));
    assertThat(CgroupLimits.NONE.tightenedBy(CgroupLimits.NONE)).isEqualTo(CgroupLimits.NONE);
  }

  private static CgroupLimits limits(double quotaCores, double cpus) {
    return new CgroupLimits(quotaCores, cpus, Double.NaN);
  }

  private CgroupLimits v2(String name, String content) {
    RecordedTree tree = RecordedTree.of(folder, "v2").put("sys/fs/cgroup/x/" + name, content);
    KernelText text = new KernelText();
    HostFiles files = HostFiles.below(tree.root());
    text.read(files.own("mountinfo"));
    return CgroupLimits.read(CgroupFiles.find(CgroupMounts.parse(text, files), "/x"), text);
  }
}
