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

  /// Something that reads an input, as often as it is asked to.
  ///
  /// @param <E> what it throws besides what is declared for every input
  @FunctionalInterface
  public interface Reading<E extends Exception> {
    /// Reads it.
    void read() throws E;
  }

  /// Reads an input on this thread, and fails where that costs too much also the second time: the
  /// first may load classes.
  public static <E extends Exception> void hold(Reading<E> reading) throws E {
    Spent before = Spent.now();
    try {
      reading.read();
    } finally {
      if (Spent.now().isTooMuchSince(before)) {
        holdNow(reading);
      }
    }
  }

  private static <E extends Exception> void holdNow(Reading<E> reading) throws E {
    Spent before = Spent.now();
    try {
      reading.read();
    } finally {
      Spent after = Spent.now();
      assertThat(after.bytes - before.bytes).as("bytes allocated").isLessThan(MOST_BYTES);
      assertThat(after.nanos - before.nanos).as("nanoseconds of CPU").isLessThan(MOST_NANOS);
    }
  }

  private record Spent(long bytes, long nanos) {
    static Spent now() {
      return new Spent(THREADS.getCurrentThreadAllocatedBytes(), THREADS.getCurrentThreadCpuTime());
    }

    boolean isTooMuchSince(Spent before) {
      return bytes - before.bytes >= MOST_BYTES || nanos - before.nanos >= MOST_NANOS;
    }
  }
}
