package dev.flatline.connectors.host;

/// The host's memory from `/proc/meminfo`.
///
/// @param totalBytes all of it, NaN where unknown
/// @param availableBytes what could be had without swapping; before Linux 3.14, which does not say,
///     free memory and caches
record HostMemory(double totalBytes, double availableBytes) {
  private static final double BYTES_PER_KIB = 1024;

  /// Reads `/proc/meminfo`.
  static HostMemory parse(KernelText text) {
    double total = Double.NaN;
    double available = Double.NaN;
    double freeAndCached = 0;
    while (text.nextLine()) {
      switch (text.nextWord()) {
        case "MemTotal:" -> total = text.nextNumber();
        case "MemAvailable:" -> available = text.nextNumber();
        case "MemFree:", "Buffers:", "Cached:" -> freeAndCached += text.nextNumber();
        default -> {}
      }
    }
    double known = Double.isNaN(available) && freeAndCached > 0 ? freeAndCached : available;
    return new HostMemory(total * BYTES_PER_KIB, known * BYTES_PER_KIB);
  }

  /// What is in use.
  double usedBytes() {
    return totalBytes - availableBytes;
  }
}
