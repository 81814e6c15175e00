package dev.flatline.connectors.host;

import java.util.function.Predicate;

/// Bytes that went to and from block devices, summed over devices, since the counters began.
///
/// @param readBytes read, NaN where unknown
/// @param writtenBytes written, NaN where unknown
record IoCounters(double readBytes, double writtenBytes) {
  /// Nothing could be read.
  static final IoCounters UNKNOWN = new IoCounters(Double.NaN, Double.NaN);

  /// `/proc/diskstats` counts in these whatever the device's own sectors are.
  private static final double BYTES_PER_SECTOR = 512;

  /// Reads `/proc/diskstats`.
  ///
  /// @param counted which devices count, by name: partitions and stacked devices repeat their disks
  static IoCounters parseDiskStats(KernelText text, Predicate<String> counted) {
    double read = 0;
    double written = 0;
    while (text.nextLine()) {
      text.skipFields(2);
      if (counted.test(text.nextWord())) {
        text.skipFields(2);
        read += text.nextNumber();
        text.skipFields(3);
        written += text.nextNumber();
      }
    }
    return new IoCounters(read * BYTES_PER_SECTOR, written * BYTES_PER_SECTOR);
  }

  /// Reads a cgroup's `io.stat` (v2: `254:0 rbytes=1 wbytes=2 …`) or
  /// `blkio.throttle.io_service_bytes` (v1: `254:0 Read 1`). An empty file is a cgroup that has
  /// done no I/O yet.
  ///
  /// @param counted which devices count, by `major:minor`
  static IoCounters parseCgroup(KernelText text, Predicate<String> counted) {
    double read = 0;
    double written = 0;
    while (text.nextLine()) {
      if (!counted.test(text.nextWord())) {
        continue;
      }
      for (String word = text.nextWord(); !word.isEmpty(); word = text.nextWord()) {
        if (word.equals("Read")) {
          read += text.nextNumber();
        } else if (word.equals("Write")) {
          written += text.nextNumber();
        } else if (word.startsWith("rbytes=")) {
          read += number(word.substring("rbytes=".length()));
        } else if (word.startsWith("wbytes=")) {
          written += number(word.substring("wbytes=".length()));
        }
      }
    }
    return new IoCounters(read, written);
  }

  private static double number(String digits) {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
