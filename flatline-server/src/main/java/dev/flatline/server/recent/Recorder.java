package dev.flatline.server.recent;

import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.report.SeriesPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Samples of all workloads become stretches in memory, those wait until they are written into a
/// file, and all three can be read. Whoever adds samples never waits for the file: what finds no
/// room is dropped and counted.
final class Recorder {
  /// The longest past that a picture shows.
  static final Duration KEPT = Duration.ofDays(7);

  /// 20 MB of heap; 200,000 workloads end 25,000 stretches a minute.
  static final int MOST_WAITING = 100_000;

  /// A workload that was silent for so long may never come back.
  private static final int SILENT_MINUTES = 30;

  /// How many stretches are written at once: 2 MB.
  private static final int PART = 20_000;

  private static final long MINUTE_MILLIS = 60_000;

  private final RecentFile file;
  private final RecentTable table;
  private final BlockingQueue<Stretch> waiting;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private volatile long oldestMillis;

  /// @param nowMillis by which samples are too old to be kept
  Recorder(RecentFile file, long nowMillis) {
    this.file = file;
    this.waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    this.table = new RecentTable(this::put);
    this.oldestMillis = nowMillis - KEPT.toMillis();
  }

  void add(Sample sample) {
    if (sample.atMillis() >= oldestMillis) {
      table.add(sample);
    }
  }

  private void put(Stretch stretch) {
    if (!waiting.offer(stretch)) {
      dropped.incrementAndGet();
    }
  }

  /// How many stretches wait to be written.
  int waiting() {
    return waiting.size();
  }

  /// Writes what waits, and the stretches of workloads that are silent.
  void write(long nowMillis) {
    oldestMillis = nowMillis - KEPT.toMillis();
    write(table.leave(minute(nowMillis) - SILENT_MINUTES));
  }

  /// Writes everything; the next sample of each workload begins a new stretch.
  void writeAll() {
    write(table.leave(Integer.MAX_VALUE));
  }

  private void write(List<Stretch> left) {
    List<Stretch> all = new ArrayList<>(left);
    waiting.drainTo(all);
    for (int from = 0; from < all.size(); from += PART) {
      List<Stretch> part = all.subList(from, Math.min(all.size(), from + PART));
      AtomicLong counted = file.write(part, minute(oldestMillis)) ? written : dropped;
      counted.addAndGet(part.size());
    }
  }

  /// What is kept of a workload from one time to another, in any order. A minute may be there
  /// twice.
  /// From the thread that writes.
  List<SeriesPoint> points(String workload, long fromMillis, long toMillis) {
    List<Stretch> stretches =
        new ArrayList<>(file.read(workload, minute(fromMillis), minute(toMillis)));
    // In this order: a stretch that becomes whole meanwhile is there twice, else it were nowhere.
    table.current(workload).ifPresent(stretches::add);
    for (Stretch stretch : waiting) {
      if (stretch.workload().equals(workload)) {
        stretches.add(stretch);
      }
    }
    return stretches.stream()
        .flatMap(stretch -> stretch.points(fromMillis, toMillis).stream())
        .toList();
  }

  RecentCounts counts(long drawn) {
    return new RecentCounts(
        written.get(), dropped.get(), table.passedOver(), waiting.size(), table.workloads(), drawn);
  }

  private static int minute(long millis) {
    return (int) Math.floorDiv(millis, MINUTE_MILLIS);
  }
}
