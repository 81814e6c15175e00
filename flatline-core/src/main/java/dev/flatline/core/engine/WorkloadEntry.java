package dev.flatline.core.engine;

import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.core.window.ReorderBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One workload of an engine: what is held of it until its lateness is over, and its pipeline. The
/// pipeline is awake while its workload is among those that had samples last; else it sleeps, as
/// the bytes that it writes, in a quarter of the room. It wakes for the next sample, or when a
/// watermark has something to do for it. Nothing of what it finds depends on whether it slept.
final class WorkloadEntry {
  private static final byte[] NEW = {};

  /// A state varies by some bytes from sample to sample; with this much room to spare, one in so
  /// many, and with what a window will take that is not full yet, it mostly fits where it lay
  /// before: what dies old is dear to collect.
  private static final int SPARE = 16;

  private final Workload workload;
  private final Engine.Shared shared;
  private final Thresholds thresholds;
  private final ReorderBuffer buffer;
  private final @Nullable OwnerLink owner;

  private int number = WatermarkList.NONE;
  private @Nullable WorkloadPipeline awake;
  private byte[] asleep = NEW;
  private long dueMillis = Long.MAX_VALUE;
  private @Nullable EngineSnapshot awaiting;

  WorkloadEntry(Workload workload, Engine.Shared shared) {
    this.workload = workload;
    this.shared = shared;
    this.thresholds = shared.policy().thresholdsFor(workload);
    this.buffer = new ReorderBuffer(shared.settings().lateness().toMillis());
    this.owner = OwnerLink.of(workload, shared.fleet().owners());
  }

  /// Becomes one of those that watermarks come to.
  void enter() {
    number = shared.watermarks().add(this);
  }

  /// Is no longer one of them: its owner knows what it did.
  void leave() {
    beforeChange();
    if (owner != null) {
      pipeline().end();
    }
    number = WatermarkList.NONE;
  }

  /// A snapshot needs it as it is now, in the place of one before.
  void awaitedBy(EngineSnapshot snapshot) {
    hearOfWatermarks();
    awaiting = snapshot;
  }

  /// A snapshot needs it no more.
  void abandonedBy(EngineSnapshot snapshot) {
    if (awaiting == snapshot) {
      awaiting = null;
    }
  }

  /// It will not be as it is any more: a snapshot that awaits it takes it now.
  void beforeChange() {
    EngineSnapshot snapshot = awaiting;
    if (snapshot != null) {
      awaiting = null;
      snapshot.take(this);
    }
  }

  /// Takes one sample.
  ///
  /// @param surelyMillis nothing more will come of it that is older than this
  void accept(Sample sample, long surelyMillis, DropCounts drops) {
    beforeChange();
    hearOfWatermarks();
    long held = buffer.held();
    long merged = buffer.merged();
    buffer.accept(sample, drops, this::take);
    buffer.advanceTo(surelyMillis, this::take);
    if (shared.counts().areTooManyHeld()) {
      buffer.holdAtMost(1, this::take);
    }
    shared.counts().hold(buffer.held() - held);
    shared.counts().merge(buffer.merged() - merged);
    notePassing();
  }

  /// No sample older than this will come any more. Whether something is to be weighed then.
  boolean advanceTo(long watermarkMillis) {
    beforeChange();
    release(watermarkMillis);
    if (isDue(watermarkMillis)) {
      pipeline().advanceTo(watermarkMillis);
    }
    notePassing();
    return nextDueMillis() <= watermarkMillis;
  }

  /// Weighs what is pending up to now.
  void weigh(FleetHistory fleet, long nowMillis, FindingSink sink) {
    pipeline().weigh(fleet, nowMillis, sink);
  }

  /// The input is over: what is held is judged.
  void flush() {
    beforeChange();
    release(Long.MAX_VALUE);
    if (owner != null) {
      pipeline().end();
    }
  }

  /// Whether it was not seen for so long that there is nothing to keep it for.
  boolean isForgotten(long nowMillis) {
    return isDue(nowMillis)
        && WorkloadPipeline.isForgotten(newestMillis(), nowMillis)
        && buffer.held() == 0
        && pipeline().isWeighed();
  }

  /// Whether nothing came of it since a time, and nothing of it waits or goes on.
  ///
  /// @param sinceMillis further back than the merge gap
  /// @param nowMillis the newest watermark
  boolean isSilent(long sinceMillis, long nowMillis) {
    long newest = newestMillis();
    return nextDueMillis() > nowMillis
        && newest != Long.MIN_VALUE
        && newest < sinceMillis
        && buffer.held() == 0;
  }

  /// The input ended at this time: everything pending is weighed, and the last state told. Safe for
  /// several threads at once, each with entries and a writer of its own.
  void finish(FleetHistory fleet, long endMillis, FindingSink sink, StateWriter writer) {
    WorkloadPipeline pipeline = awake == null ? wake(null, new StateReader(asleep)) : awake;
    pipeline.finish(fleet, endMillis, sink);
    if (awake == null) {
      fallAsleep(pipeline, writer);
    }
  }

  /// Makes room.
  ///
  /// @return the pipeline, for another to use
  @Nullable WorkloadPipeline sleep(StateWriter writer) {
    WorkloadPipeline free = awake;
    if (free != null) {
      fallAsleep(free, writer);
      awake = null;
      notePassing();
    }
    return free;
  }

  /// What was counted of it.
  CoverageCounter counter() {
    if (awake != null) {
      return awake.coverage();
    }
    CoverageCounter counter = new CoverageCounter();
    if (asleep.length > 0) {
      counter.read(new StateReader(asleep));
    }
    return counter;
  }

  /// @param measured the metrics of a set of bits
  Coverage coverage(LongFunction<Set<Metric>> measured) {
    return counter().coverage(workload, measured);
  }

  /// Event time of the newest sample that was judged.
  long newestMillis() {
    CoverageCounter counter = counter();
    return counter.samples() == 0 ? Long.MIN_VALUE : counter.lastMillis();
  }

  long judged() {
    return counter().samples();
  }

  long held() {
    return buffer.held();
  }

  long merged() {
    return buffer.merged();
  }

  /// Writes what [#read] reads; it has heard of watermarks.
  ///
  /// @param scratch a second writer
  void write(StateWriter to, StateWriter scratch) {
    to.putString(workload.name());
    to.putInt(workload.labels().size());
    workload
        .labels()
        .forEach(
            (key, value) -> {
              to.putString(key);
              to.putString(value);
            });
    buffer.write(to);
    if (owner != null) {
      owner.write(to);
    }
    if (awake == null) {
      to.putMillis(dueMillis, 0);
      to.putBytes(asleep, 0, asleep.length);
      return;
    }
    to.putMillis(awake.dueMillis(), 0);
    scratch.clear();
    awake.write(scratch);
    byte[] bytes = scratch.toBytes();
    to.putBytes(bytes, 0, bytes.length);
  }

  /// The entry that was written, asleep.
  ///
  /// @param one the text that stands for all that are equal to it: workloads share most of their
  ///     labels
  static WorkloadEntry read(StateReader from, Engine.Shared shared, UnaryOperator<String> one) {
    String name = from.getString();
    Map<String, String> labels = new HashMap<>();
    for (int left = from.getInt(); left > 0; left--) {
      labels.put(one.apply(from.getString()), one.apply(from.getString()));
    }
    Workload workload = new Workload(name, labels);
    WorkloadEntry entry = new WorkloadEntry(workload, shared);
    entry.buffer.read(workload, from);
    if (entry.owner != null) {
      entry.owner.read(from);
    }
    entry.dueMillis = from.getMillis(0);
    entry.asleep = from.getBytes(Integer.MAX_VALUE);
    return entry;
  }

  Workload workload() {
    return workload;
  }

  /// Those that passed by while it slept and nothing was held.
  void hearOfWatermarks() {
    if (awake == null) {
      release(shared.watermarks().watermarkOf(number));
    }
  }

  private void notePassing() {
    boolean sleeps = awake == null;
    shared
        .watermarks()
        .passUntil(number, sleeps ? Math.min(buffer.quietMillis(), dueMillis) : Long.MIN_VALUE);
  }

  private void release(long millis) {
    long held = buffer.held();
    buffer.advanceTo(millis, this::take);
    shared.counts().hold(buffer.held() - held);
  }

  private void take(Sample sample) {
    shared.counts().judge();
    pipeline().take(sample);
  }

  private long nextDueMillis() {
    return awake == null ? dueMillis : awake.dueMillis();
  }

  private boolean isDue(long nowMillis) {
    return awake != null || dueMillis <= nowMillis;
  }

  private WorkloadPipeline pipeline() {
    if (awake == null) {
      awake = wake(shared.awake().free(), shared.awake().reader().over(asleep));
      notePassing();
      shared.awake().add(this);
    }
    return awake;
  }

  private WorkloadPipeline wake(@Nullable WorkloadPipeline free, StateReader reader) {
    if (asleep.length == 0 || free == null) {
      free = new WorkloadPipeline(workload, shared, thresholds, owner);
    }
    if (asleep.length > 0) {
      free.become(workload, thresholds, owner, reader);
    }
    return free;
  }

  private void fallAsleep(WorkloadPipeline pipeline, StateWriter writer) {
    writer.clear();
    pipeline.write(writer);
    int size = writer.size();
    int full = size + pipeline.bytesToCome();
    if (asleep.length < size || asleep.length > full + 2 * full / SPARE) {
      asleep = new byte[full + full / SPARE];
    }
    writer.copyTo(asleep);
    dueMillis = pipeline.dueMillis();
  }
}
