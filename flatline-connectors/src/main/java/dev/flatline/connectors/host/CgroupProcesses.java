package dev.flatline.connectors.host;

import java.io.File;
import org.jspecify.annotations.Nullable;

/// The processes in one cgroup itself, not below it.
///
/// @param count how many, NaN where unknown (a threaded cgroup does not say)
/// @param first the first one's id, 0 where there is none or it lives outside of our PID namespace
record CgroupProcesses(double count, long first) {
  private static final CgroupProcesses UNKNOWN = new CgroupProcesses(Double.NaN, 0);

  /// Reads `cgroup.procs`.
  static CgroupProcesses read(@Nullable File file, KernelText text) {
    if (file == null || !text.reads(file)) {
      return UNKNOWN;
    }
    if (!text.nextLine()) {
      return new CgroupProcesses(0, 0);
    }
    double first = text.nextNumber();
    return new CgroupProcesses(1 + text.countLines(), Double.isNaN(first) ? 0 : (long) first);
  }

  /// Whether there is one for certain.
  boolean some() {
    return count > 0;
  }

  /// Whether there is none for certain.
  boolean none() {
    return count == 0;
  }
}
