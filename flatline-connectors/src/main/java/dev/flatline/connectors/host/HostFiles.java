package dev.flatline.connectors.host;

import java.io.File;
import java.nio.file.Path;

/// Where the kernel's files lie: at the root, or below the folder at which a host's root is mounted
/// into a container.
///
/// @param root the folder that stands for `/`
/// @param self the process in whose namespaces the host is seen: this one, or process 1 below a
///     root of its own
record HostFiles(File root, String self) {

  /// The files below this root.
  static HostFiles below(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    return new HostFiles(absolute.toFile(), absolute.getNameCount() == 0 ? "self" : "1");
  }

  /// A file by its absolute path on the host.
  File at(String path) {
    return new File(root, path);
  }

  /// A file of `/proc`.
  File proc(String name) {
    return new File(root, "proc/" + name);
  }

  /// A file of the process in whose namespaces the host is seen.
  File own(String name) {
    return proc(self + "/" + name);
  }

  /// A file of `/sys`.
  File sys(String name) {
    return new File(root, "sys/" + name);
  }
}
