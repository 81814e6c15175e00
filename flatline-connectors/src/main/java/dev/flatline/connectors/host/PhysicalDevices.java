package dev.flatline.connectors.host;

import java.io.File;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Which disks and network interfaces are hardware (or a hypervisor's). Only these are summed for
/// the host: a byte through a bridge, a bond, a VLAN or a container's pair of interfaces, or
/// through LVM and RAID, is seen again on the device below.
///
/// The kernel shows hardware as a `device` link in `/sys`. Where there is none (no `/sys`, or a
/// container with a virtual interface only) names decide.
final class PhysicalDevices {
  private static final Pattern DISK =
      Pattern.compile("(?:sd|vd|xvd|hd)[a-z]+|nvme\\d+n\\d+|mmcblk\\d+|dasd[a-z]+");
  private static final Pattern VIRTUAL_INTERFACE =
      Pattern.compile(
          "lo|(?:veth|docker|br-|virbr|cni|flannel|cali|cilium|lxc|tunl|ifb|dummy|vxlan|bond|wg|tun|tap)"
              + ".*");

  private final HostFiles files;
  private final Set<String> disks = new HashSet<>();
  private final Set<String> diskNumbers = new HashSet<>();
  private final Set<String> interfaces = new HashSet<>();

  PhysicalDevices(HostFiles files) {
    this.files = files;
  }

  /// Looks again: devices come and go.
  void refresh(KernelText text) {
    collect("class/net", interfaces);
    collect("block", disks);
    diskNumbers.clear();
    for (String disk : disks) {
      if (text.reads(files.sys("block/" + disk + "/dev")) && text.nextLine()) {
        diskNumbers.add(text.nextWord());
      }
    }
  }

  /// Whether the disk of this name counts.
  boolean isDisk(String name) {
    return disks.isEmpty() ? DISK.matcher(name).matches() : disks.contains(name);
  }

  /// Whether the disk of this `major:minor` counts; every device does where no disk is known.
  boolean isDiskNumber(String majorMinor) {
    return diskNumbers.isEmpty() || diskNumbers.contains(majorMinor);
  }

  /// Whether the network interface of this name counts.
  boolean isInterface(String name) {
    return interfaces.isEmpty()
        ? !VIRTUAL_INTERFACE.matcher(name).matches()
        : interfaces.contains(name);
  }

  private void collect(String folder, Set<String> into) {
    into.clear();
    String[] names = files.sys(folder).list();
    for (String name : names == null ? new String[0] : names) {
      if (new File(files.sys(folder), name + "/device").exists()) {
        into.add(name);
      }
    }
  }
}
