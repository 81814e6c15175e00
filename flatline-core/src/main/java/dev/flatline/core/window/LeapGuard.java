package dev.flatline.core.window;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import org.jspecify.annotations.Nullable;

/// Keeps one sample of a wrong clock from making all that follow late. A sample far ahead of the
/// one before waits for the next: where that goes on from there, it was a gap; where that comes
/// from long before, the leap alone is dropped. So waits the first sample of all.
final class LeapGuard {
  /// Farther ahead than this is a leap. Origin: clocks that are wrong are mostly wrong by years,
  /// and a workload that was away for a day is rare enough to wait for its second sample.
  static final long LEAP_MILLIS = 86_400_000;

  private long newestMillis = Long.MIN_VALUE;
  private @Nullable Sample waiting;

  /// The sample that waited, where this next one shows that it was right; else null.
  @Nullable Sample confirmedBy(Sample next, DropCounts drops) {
    Sample leap = waiting;
    waiting = null;
    if (leap == null) {
      return null;
    }
    if (leap.atMillis() - next.atMillis() > LEAP_MILLIS) {
      drops.add(DropReason.AHEAD);
      return null;
    }
    newestMillis = Math.max(newestMillis, leap.atMillis());
    return leap;
  }

  /// Whether this sample has to wait for the next.
  ///
  /// @param watermarkMillis nothing older than this comes any more, [Long#MIN_VALUE] where unknown
  boolean holds(Sample sample, long watermarkMillis) {
    long at = sample.atMillis();
    long known = Math.max(newestMillis, watermarkMillis);
    if (known == Long.MIN_VALUE || at - known > LEAP_MILLIS) {
      waiting = sample;
      return true;
    }
    newestMillis = Math.max(newestMillis, at);
    return false;
  }

  /// The sample that waited, where nothing older than this time comes any more and it is not newer;
  /// else null.
  @Nullable Sample confirmedAt(long watermarkMillis) {
    Sample leap = waiting;
    if (leap == null || leap.atMillis() > watermarkMillis) {
      return null;
    }
    waiting = null;
    newestMillis = leap.atMillis();
    return leap;
  }

  void write(StateWriter to) {
    to.putMillis(newestMillis, 0);
    to.putOptional(waiting, ReorderBuffer::write);
  }

  void read(Workload workload, StateReader from) {
    newestMillis = from.getMillis(0);
    waiting = from.getOptional(one -> ReorderBuffer.readSample(workload, one));
  }

  /// Time of the sample that waits; [Long#MAX_VALUE] where none does.
  long waitingMillis() {
    return waiting == null ? Long.MAX_VALUE : waiting.atMillis();
  }

  /// How many samples wait: none or one.
  int held() {
    return waiting == null ? 0 : 1;
  }
}
