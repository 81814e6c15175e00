package dev.flatline.core.window;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.function.Consumer;

/// Puts the samples of one workload in order of event time: holds each until the newest seen is
/// more than the allowed lateness ahead of it. Samples of the same time are completed by each other
/// where they measured different metrics. What comes later than allowed, or twice, is dropped and
/// counted: `received = released + held + merged + dropped`. One sample alone that is far ahead of
/// those beside it is dropped as of a wrong clock.
///
/// Cost per sample is O(1) where input is in order, O(held) where it is not.
public final class ReorderBuffer {
  /// No more samples than this are held for one workload; past it the oldest is released early.
  /// Origin: one minute of lateness at ten samples a second.
  static final int LARGEST_HELD = 600;

  private final long latenessMillis;
  private final LeapGuard guard = new LeapGuard();
  private Sample[] held = new Sample[2];
  private int count;
  private long merged;
  private long watermarkMillis = Long.MIN_VALUE;
  private long releasedMillis = Long.MIN_VALUE;

  /// @param latenessMillis how far behind the newest a sample may arrive, 0 or more
  public ReorderBuffer(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  /// Takes one sample and releases those whose time has come, oldest first.
  public void accept(Sample sample, DropCounts drops, Consumer<Sample> ordered) {
    Sample leap = guard.confirmedBy(sample, drops);
    if (leap != null) {
      take(leap, drops, ordered);
    }
    if (!guard.holds(sample, watermarkMillis)) {
      take(sample, drops, ordered);
    }
  }

  private void take(Sample sample, DropCounts drops, Consumer<Sample> ordered) {
    long at = sample.atMillis();
    if (at < watermarkMillis || at <= releasedMillis) {
      drops.add(at == releasedMillis ? DropReason.DUPLICATE : DropReason.LATE);
      return;
    }
    insert(sample, drops);
    releaseTo(at - latenessMillis, ordered);
    holdAtMost(LARGEST_HELD, ordered);
  }

  /// Releases the oldest early where more than so many are held.
  public void holdAtMost(int samples, Consumer<Sample> ordered) {
    release(count - samples, ordered);
  }

  /// Releases all that is older than this; what is older and still arrives is late.
  public void advanceTo(long atMillis, Consumer<Sample> ordered) {
    Sample leap = guard.confirmedAt(atMillis);
    if (leap != null) {
      place(leap, count);
    }
    releaseTo(atMillis, ordered);
  }

  private void releaseTo(long atMillis, Consumer<Sample> ordered) {
    watermarkMillis = Math.max(watermarkMillis, atMillis);
    int due = 0;
    while (due < count && held[due].atMillis() < watermarkMillis) {
      due++;
    }
    release(due, ordered);
  }

  /// How many samples completed another of the same time.
  public long merged() {
    return merged;
  }

  /// How many samples are held.
  public int held() {
    return count + guard.held();
  }

  /// Up to which time nothing is released however late it is: that of the oldest sample held, or
  /// that waits; [Long#MAX_VALUE] where there is none.
  public long quietMillis() {
    long oldest = count == 0 ? Long.MAX_VALUE : held[0].atMillis();
    return Math.min(oldest, guard.waitingMillis());
  }

  /// Writes what a buffer of the same lateness can [#read].
  public void write(StateWriter to) {
    guard.write(to);
    to.putLong(merged);
    to.putMillis(watermarkMillis, 0);
    to.putMillis(releasedMillis, 0);
    to.putInt(count);
    for (int i = 0; i < count; i++) {
      write(held[i], to);
    }
  }

  /// Becomes what was written, of this workload.
  public void read(Workload workload, StateReader from) {
    guard.read(workload, from);
    merged = from.getLong();
    watermarkMillis = from.getMillis(0);
    releasedMillis = from.getMillis(0);
    count = from.getInt(LARGEST_HELD);
    held = new Sample[Math.max(2, count)];
    for (int i = 0; i < count; i++) {
      held[i] = readSample(workload, from);
    }
  }

  static void write(Sample sample, StateWriter to) {
    to.putLong(sample.atMillis());
    sample.values().write(to);
  }

  static Sample readSample(Workload workload, StateReader from) {
    return new Sample(workload, from.getLong(), MetricValues.read(from));
  }

  private void insert(Sample sample, DropCounts drops) {
    int place = count;
    while (place > 0 && held[place - 1].atMillis() > sample.atMillis()) {
      place--;
    }
    if (place > 0 && held[place - 1].atMillis() == sample.atMillis()) {
      complete(place - 1, sample, drops);
      return;
    }
    place(sample, place);
  }

  private void place(Sample sample, int place) {
    if (count == held.length) {
      held = java.util.Arrays.copyOf(held, count * 2);
    }
    System.arraycopy(held, place, held, place + 1, count - place);
    held[place] = sample;
    count++;
  }

  private void complete(int place, Sample sample, DropCounts drops) {
    Sample earlier = held[place];
    if (earlier.values().overlaps(sample.values())) {
      drops.add(DropReason.DUPLICATE);
      return;
    }
    merged++;
    held[place] =
        new Sample(
            earlier.workload(), earlier.atMillis(), earlier.values().orElse(sample.values()));
  }

  private void release(int due, Consumer<Sample> ordered) {
    for (int i = 0; i < due; i++) {
      Sample sample = held[i];
      releasedMillis = sample.atMillis();
      ordered.accept(sample);
    }
    if (due > 0) {
      System.arraycopy(held, due, held, 0, count - due);
      java.util.Arrays.fill(held, count - due, count, null);
      count -= due;
    }
  }
}
