package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CgroupMountsTest {
  private static final HostFiles FILES = HostFiles.below(Path.of("/host"));

  @Test
  void v1_hasATreePerControllerAndNoNamedTree() {
    CgroupMounts mounts =
        parse(
            """
            33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw shared:1 master:2 - cgroup cgroup rw,cpu,cpuacct
            40 31 0:37 / /sys/fs/cgroup/systemd rw - cgroup cgroup rw,name=systemd
            """);

    assertThat(mounts.hierarchies())
        .containsExactly(
            new CgroupHierarchy(
                false, Set.of("cpu", "cpuacct"), "/", new File("/host/sys/fs/cgroup/cpu,cpuacct")));
    assertThat(mounts.v1("cpu")).isEqualTo(mounts.v1("cpuacct")).isPresent();
    assertThat(mounts.v1("memory")).isEmpty();
    assertThat(mounts.unified()).isEmpty();
  }

  @Test
  void treeMountedTwice_isKeptInItsWidestView() {
    CgroupMounts mounts =
        parse(
            """
            1 0 0:30 /docker/abc /run/narrow rw - cgroup2 none rw
            2 0 0:30 / /sys/fs/cgroup rw - cgroup2 none rw
            3 0 0:30 / /other rw - cgroup2 none rw
            """);

    assertThat(mounts.hierarchies())
        .extracting(CgroupHierarchy::folder)
        .containsExactly(new File("/host/sys/fs/cgroup"));
  }

  @Test
  void mountPointWithABlank_isUnescaped() {
    assertThat(parse("1 0 0:30 / /my\\040cgroups rw - cgroup2 none rw\n").hierarchies())
        .extracting(CgroupHierarchy::folder)
        .containsExactly(new File("/host/my cgroups"));
  }

  @Test
  void otherMountsAndGarbage_areNoTrees() {
    assertThat(parse("22 27 0:21 / /proc rw - proc proc rw\ngarbage\n\n1 2 3\n").hierarchies())
        .isEmpty();
    assertThat(parse("").accounting()).isEmpty();
  }

  @Test
  void partOfATree_coversOnlyItsOwnPaths() {
    CgroupHierarchy part = new CgroupHierarchy(true, Set.of(), "/proc", new File("/proc"));

    assertThat(part.find("/proc", "stat")).isEqualTo(new File("/proc/stat"));
    assertThat(part.find("/proc/self", "stat")).isEqualTo(new File("/proc/self/stat"));
    assertThat(part.find("/processes", "stat")).isNull();
    assertThat(part.find("/", "stat")).isNull();
  }

  private static CgroupMounts parse(String mountInfo) {
    return CgroupMounts.parse(KernelTexts.read(mountInfo), FILES);
  }
}
