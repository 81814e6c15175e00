package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.window.CounterRate;
import java.io.File;
import java.time.Duration;
import java.util.function.LongSupplier;

/// What all readers of one host share.
///
/// @param files where the kernel's files lie
/// @param text the one buffer
/// @param devices which disks and interfaces count
/// @param monotonicNanos the clock of rates; it does not go back
/// @param longestGap the longest time between two readings that still makes a rate
/// @param notes what could not be read
/// @param refused values that cannot be, by reason
record HostContext(
    HostFiles files,
    KernelText text,
    PhysicalDevices devices,
    LongSupplier monotonicNanos,
    Duration longestGap,
    HostNotes notes,
    DropCounts refused) {

  /// A context in which nothing was read yet.
  static HostContext of(HostFiles files, LongSupplier monotonicNanos, Duration longestGap) {
    return new HostContext(
        files,
        new KernelText(),
        new PhysicalDevices(files),
        monotonicNanos,
        longestGap,
        new HostNotes(),
        new DropCounts());
  }

  /// Now, on the clock of rates.
  long nanos() {
    return monotonicNanos.getAsLong();
  }

  CounterRate newRate() {
    return new CounterRate(longestGap);
  }

  Measurements newMeasurements() {
    return new Measurements(refused);
  }

  /// Reads a file that every host has; what is lost without it is noted.
  boolean readOrNote(File file, String loss) {
    KernelText.Outcome outcome = text.read(file);
    if (outcome != KernelText.Outcome.READ) {
      notes.add(loss, file, outcome);
    }
    return outcome == KernelText.Outcome.READ;
  }
}
