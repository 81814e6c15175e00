package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What one input from outside may cost, whatever is in it: a second of CPU and 64 MiB. All that
/// the thread allocates counts, also what it lets go at once.
public final class InputBudget {
  private static final long MOST_BYTES = 64L << 20;
  private static final long MOST_NANOS = Duration.ofSeconds(1).toNanos();

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private InputBudget() {}

  /// Something that reads an input.
  ///
  /// @param <E> what it throws besides what is declared for every input
  @FunctionalInterface
  public interface Reading<E extends Exception> {
    /// Reads it.
    void read() throws E;
  }

  /// Reads an input on this thread, and fails where that costs too much.
  public static <E extends Exception> void hold(Reading<E> reading) throws E {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long nanos = THREADS.getCurrentThreadCpuTime();
    try {
      reading.read();
    } finally {
      long spentNanos = THREADS.getCurrentThreadCpuTime() - nanos;
      long spentBytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
      assertThat(spentBytes).as("bytes allocated").isLessThan(MOST_BYTES);
      assertThat(spentNanos).as("nanoseconds of CPU").isLessThan(MOST_NANOS);
    }
  }
}
