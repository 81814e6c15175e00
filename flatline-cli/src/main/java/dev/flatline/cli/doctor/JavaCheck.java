package dev.flatline.cli.doctor;

import java.lang.management.ManagementFactory;
import java.util.List;

/// The Java that runs this, which is the one that would run a server.
///
/// @param feature its version, such as 25
/// @param heapBytes the most that it takes
/// @param found what it is, for people
record JavaCheck(int feature, long heapBytes, String found) implements Check {
  private static final int BEST = 25;

  private static final long MIB = 1 << 20;

  /// The queue alone may take 100 MB.
  private static final long LEAST_HEAP = 256 * MIB;

  @Override
  public String name() {
    return "java";
  }

  static JavaCheck ofThisProcess() {
    boolean cached =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(argument -> argument.startsWith("-XX:AOTCache"));
    long heap = Runtime.getRuntime().maxMemory();
    return new JavaCheck(
        Runtime.version().feature(),
        heap,
        "%s (%s) at %s, up to %,d MiB of heap, %s AOT cache"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor", ""),
                System.getProperty("java.home", ""),
                heap / MIB,
                cached ? "with an" : "without an"));
  }

  @Override
  public List<CheckResult> look() {
    if (heapBytes < LEAST_HEAP) {
      return List.of(
          CheckResult.warning(
              name(),
              found,
              "give it more: FLATLINE_JAVA_OPTS=-Xmx1g, -Xmx2g for 200,000 workloads"));
    }
    return List.of(
        feature < BEST
            ? CheckResult.warning(name(), found, "it works; a JDK " + BEST + " starts faster")
            : CheckResult.ok(name(), found));
  }
}
