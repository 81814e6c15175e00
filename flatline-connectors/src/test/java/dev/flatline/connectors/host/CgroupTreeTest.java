package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which cgroups are found, and which of them are workloads.
class CgroupTreeTest {
  @TempDir private Path folder;
  private RecordedTree tree;
  private TestHost host;

  @BeforeEach
  void layOut() {
    tree = RecordedTree.of(folder, "v2");
    host = new TestHost(tree);
  }

  @Test
  void cgroupNamedLikeAControlFile_isFound() {
    host.read();
    add("/cpu.max");
    add("/system.slice/cgroup.procs.slice");

    assertThat(host.read().names())
        .contains("cgroup:/cpu.max", "cgroup:/system.slice/cgroup.procs.slice");
  }

  @Test
  void leafThatGetsACgroupBelow_isAWorkloadWhileItHasProcessesItself() {
    add("/a");
    assertThat(host.read().names()).contains("cgroup:/a");

    add("/a/b");
    assertThat(host.read().names()).contains("cgroup:/a", "cgroup:/a/b");

    tree.put("sys/fs/cgroup/a/cgroup.procs", "");
    assertThat(host.read().names()).doesNotContain("cgroup:/a").contains("cgroup:/a/b");
  }

  @Test
  void innerCgroupWhoseLastChildGoes_isALeafAgain() {
    add("/a/b");
    add("/a");
    tree.put("sys/fs/cgroup/a/cgroup.procs", "");
    assertThat(host.read().names()).doesNotContain("cgroup:/a");

    tree.remove("sys/fs/cgroup/a/b");
    tree.put("sys/fs/cgroup/a/cgroup.procs", "77\n");
    assertThat(host.read().names()).contains("cgroup:/a").doesNotContain("cgroup:/a/b");
  }

  @Test
  void topOfTheHost_isNoWorkload() {
    assertThat(host.read().names()).doesNotContain("cgroup:/");
  }

  @Test
  void topOfAContainersOwnView_isAWorkload() {
    tree.put("sys/fs/cgroup/cgroup.type", "domain\n");
    tree.put("sys/fs/cgroup/cpu.max", "100000 100000\n");

    assertThat(new TestHost(tree).read().names()).contains("cgroup:/");
  }

  @Test
  void partOfTheTree_keepsItsPathOnTheHost() {
    tree.put(
        "proc/1/mountinfo",
        "35 24 0:30 /docker/abc /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate\n");

    assertThat(new TestHost(tree).read().names())
        .contains("cgroup:/docker/abc", "cgroup:/docker/abc/pinned.scope");
  }

  @Test
  void manyCgroups_areAllFoundAndAllForgotten() {
    for (int i = 0; i < 500; i++) {
      add("/many/g" + i);
    }
    assertThat(host.read().names())
        .filteredOn(name -> name.startsWith("cgroup:/many/"))
        .hasSize(500);

    tree.remove("sys/fs/cgroup/many");
    assertThat(host.read().names()).noneMatch(name -> name.startsWith("cgroup:/many/"));
  }

  private void add(String path) {
    tree.put("sys/fs/cgroup" + path + "/cgroup.procs", "77\n");
    tree.put("sys/fs/cgroup" + path + "/cpu.stat", "usage_usec 1000\n");
  }
}
