package dev.flatline.connectors.host;

import java.io.File;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A mounted tree of cgroups.
///
/// @param unified whether it is the tree of cgroup v2; else one of v1 with its own controllers
/// @param controllers the controllers of a v1 tree; empty for v2, whose cgroups say so themselves
/// @param top the path of the cgroup at the mount point, `/` unless a container sees only its own
///     part
/// @param folder the mount point
record CgroupHierarchy(boolean unified, Set<String> controllers, String top, File folder) {

  /// Copies the controllers.
  CgroupHierarchy {
    controllers = Set.copyOf(controllers);
  }

  /// A file of a cgroup where this tree has it, else null.
  @Nullable File find(String path, String name) {
    if (!covers(path)) {
      return null;
    }
    File file =
        new File(folder, (top.equals("/") ? path : path.substring(top.length())) + "/" + name);
    return file.exists() ? file : null;
  }

  private boolean covers(String path) {
    return top.equals("/") || path.equals(top) || path.startsWith(top + "/");
  }
}
