package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhysicalDevicesTest {
  @TempDir private Path folder;

  @Test
  void deviceWithHardwareBelow_counts() {
    PhysicalDevices devices = devices(RecordedTree.of(folder, "v2"));

    assertThat(devices.isInterface("eth0")).isTrue();
    assertThat(devices.isInterface("cni0")).isFalse();
    assertThat(devices.isInterface("eth1")).isFalse();
    assertThat(devices.isDisk("sda")).isTrue();
    assertThat(devices.isDisk("sda1")).isFalse();
    assertThat(devices.isDisk("dm-0")).isFalse();
    assertThat(devices.isDiskNumber("8:0")).isTrue();
    assertThat(devices.isDiskNumber("253:0")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sda", "vdb", "xvda", "nvme0n1", "mmcblk0", "dasda"})
  void withoutSys_disksAreKnownByName(String disk) {
    assertThat(devices(RecordedTree.of(folder, "v1")).isDisk(disk)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sda1", "nvme0n1p1", "mmcblk0p2", "dm-0", "md0", "loop3", "zram0", "sr0"})
  void withoutSys_partsAndStacksAreKnownByName(String device) {
    assertThat(devices(RecordedTree.of(folder, "v1")).isDisk(device)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lo", "veth12ab", "docker0", "br-1f", "cali77", "flannel.1", "bond0"})
  void withoutSys_virtualInterfacesAreKnownByName(String name) {
    assertThat(devices(RecordedTree.of(folder, "v1")).isInterface(name)).isFalse();
    assertThat(devices(RecordedTree.of(folder, "v1")).isInterface("eth0")).isTrue();
  }

  private static PhysicalDevices devices(RecordedTree tree) {
    PhysicalDevices devices = new PhysicalDevices(HostFiles.below(tree.root()));
    devices.refresh(new KernelText());
    return devices;
  }
}
