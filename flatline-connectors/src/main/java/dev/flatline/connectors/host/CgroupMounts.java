package dev.flatline.connectors.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The trees of cgroups that this host has mounted: v1, v2, or both side by side (hybrid).
///
/// @param hierarchies each once, in the order of mounting
record CgroupMounts(List<CgroupHierarchy> hierarchies) {
  /// No cgroups at all.
  static final CgroupMounts NONE = new CgroupMounts(List.of());

  private static final Set<String> V1_CONTROLLERS =
      Set.of("cpu", "cpuacct", "cpuset", "memory", "blkio", "pids");

  /// Copies the list.
  CgroupMounts {
    hierarchies = List.copyOf(hierarchies);
  }

  /// Reads `/proc/PID/mountinfo`, of which a line is `38 31 0:35 / /sys/fs/cgroup/blkio rw,relatime
  /// shared:9 - cgroup cgroup rw,blkio`.
  static CgroupMounts parse(KernelText text, HostFiles files) {
    List<CgroupHierarchy> found = new ArrayList<>();
    while (text.nextLine()) {
      text.skipFields(3);
      String top = unescape(text.nextWord());
      String mountPoint = unescape(text.nextWord());
      String word = text.nextWord();
      while (!word.isEmpty() && !word.equals("-")) {
        word = text.nextWord();
      }
      String type = text.nextWord();
      text.skipFields(1);
      if (type.equals("cgroup2")) {
        found.add(new CgroupHierarchy(true, Set.of(), top, files.at(mountPoint)));
      } else if (type.equals("cgroup")) {
        Set<String> controllers = new HashSet<>(List.of(text.nextWord().split(",", -1)));
        controllers.retainAll(V1_CONTROLLERS);
        if (!controllers.isEmpty()) {
          found.add(new CgroupHierarchy(false, controllers, top, files.at(mountPoint)));
        }
      }
    }
    return new CgroupMounts(widest(found));
  }

  /// The v2 tree.
  Optional<CgroupHierarchy> unified() {
    return hierarchies.stream().filter(CgroupHierarchy::unified).findFirst();
  }

  /// The v1 tree of a controller.
  Optional<CgroupHierarchy> v1(String controller) {
    return hierarchies.stream().filter(h -> h.controllers().contains(controller)).findFirst();
  }

  /// The trees in which workloads are looked for: those that account for CPU time.
  List<CgroupHierarchy> accounting() {
    List<CgroupHierarchy> accounting = new ArrayList<>();
    v1("cpuacct").ifPresent(accounting::add);
    unified().ifPresent(accounting::add);
    return accounting;
  }

  /// Of a tree that is mounted more than once (bind mounts into containers) the widest view is
  /// kept.
  private static List<CgroupHierarchy> widest(List<CgroupHierarchy> found) {
    Map<Set<String>, CgroupHierarchy> byControllers = new LinkedHashMap<>();
    for (CgroupHierarchy one : found) {
      byControllers.merge(
          one.controllers(), one, (a, b) -> b.top().length() < a.top().length() ? b : a);
    }
    return List.copyOf(byControllers.values());
  }

  /// `mountinfo` writes blanks and backslashes in octal.
  private static String unescape(String text) {
    return text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
