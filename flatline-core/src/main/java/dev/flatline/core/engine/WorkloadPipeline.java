package dev.flatline.core.engine;

import dev.flatline.core.correlate.Correlator;
import dev.flatline.core.correlate.FindingTimeline;
import dev.flatline.core.correlate.Sighting;
import dev.flatline.core.correlate.Sighting.Stay;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.feature.FleetOwners;
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.GpuWindow;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.LevelStretches;
import dev.flatline.core.feature.Plane;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// The pipeline of one workload, in two stages. The first takes samples in order of event time,
/// keeps features, and notes a candidate whenever something that could be a finding begins or
/// changes. The second weighs the
/// candidates against the fleet as it was on their day, as soon as that is known.
final class WorkloadPipeline {
  /// Days with the like, in its own past, above which no fleet can make a stretch new: with three
  /// the return period is at most a third of the 30 days kept and what the prior is worth.
  static final int MOST_LIKE_DAYS = 2;

  /// For how long a past is kept, and with it a workload that is not seen any more.
  private static final long KEPT_MILLIS = LevelHistory.DAYS * LevelHistory.DAY_MILLIS;

  /// While nothing changes, a plateau is looked at again each time it has grown by an eighth: what
  /// its length, the fleet or a suppression that ends makes of it is late by no more than that. So
  /// it is when the merge gap after a change is over, and with it whatever went before the change.
  private static final int GROWTH_DIVISOR = 8;

  private Workload workload;
  private final Engine.Shared shared;
  private Thresholds thresholds;
  private @Nullable OwnerLink owner;
  private FeatureWindow window;
  private final CoverageCounter coverage = new CoverageCounter();
  private FindingTimeline timeline;
  private final Queue<Candidate> pending = new ArrayDeque<>(1);

  private long turnedToDay = Long.MIN_VALUE;
  private long judgedMillis = Long.MIN_VALUE;
  private long lastPassMillis = Long.MIN_VALUE;
  private long nextLookMillis = Long.MIN_VALUE;
  private long nextCornerMillis = Long.MIN_VALUE;
  private final OnsetNotes onsets = new OnsetNotes();
  private int lookedAt;

  /// Only of workloads that measure a GPU.
  private @Nullable GpuPipeline gpu;

  /// Only of workloads whose CPU is counted by more than one plane.
  private @Nullable AccountingPipeline accounting;

  WorkloadPipeline(
      Workload workload, Engine.Shared shared, Thresholds thresholds, @Nullable OwnerLink owner) {
    this.workload = workload;
    this.shared = shared;
    this.thresholds = thresholds;
    this.owner = owner;
    this.window = new FeatureWindow(shared.settings().window().toMillis());
    this.timeline = new FindingTimeline(workload, shared.settings().mergeGap());
  }

  /// Nothing older than this comes any more.
  void advanceTo(long watermarkMillis) {
    if (owner != null) {
      owner.upTo(watermarkMillis, window);
    }
    endIfOver(watermarkMillis);
    if (gpu != null) {
      gpu.answers().endIfOver(watermarkMillis);
    }
    if (accounting != null) {
      accounting.endIfOver(watermarkMillis);
    }
  }

  /// Weighs what is pending up to now: whatever siblings did by then is known.
  void weigh(FleetHistory fleet, long nowMillis, FindingSink sink) {
    if (gpu != null) {
      gpu.answers().weigh(sink);
    }
    if (accounting != null) {
      accounting.answers().weigh(sink);
    }
    while (!pending.isEmpty() && pending.element().atMillis() <= nowMillis) {
      switch (pending.remove()) {
        case Candidate.Seen seen -> weigh(seen, fleet, sink);
        case Candidate.Ended ended -> timeline.close(Instant.ofEpochMilli(ended.atMillis()), sink);
      }
    }
  }

  /// Nothing comes any more.
  void end() {
    if (owner != null) {
      owner.end(window);
    }
  }

  /// The input ended at this time: everything pending is weighed, and the last state told.
  void finish(FleetHistory fleet, long endMillis, FindingSink sink) {
    if (gpu != null) {
      gpu.finish(endMillis, sink);
    }
    if (accounting != null) {
      accounting.finish(endMillis, sink);
    }
    endIfOver(endMillis);
    weigh(fleet, Long.MAX_VALUE, sink);
    if (lastPassMillis != Long.MIN_VALUE) {
      Instant last = Instant.ofEpochMilli(lastPassMillis);
      timeline.finish(last, lastPassMillis == judgedMillis, sink);
    }
  }

  CoverageCounter coverage() {
    return coverage;
  }

  /// Whether nothing is left to be weighed.
  boolean isWeighed() {
    return pending.isEmpty();
  }

  /// Whether nothing was seen for so long that nothing of its past is kept: whatever comes next
  /// begins anew, and until then there is nothing to keep it for.
  static boolean isForgotten(long lastMillis, long nowMillis) {
    return lastMillis != Long.MIN_VALUE && nowMillis - lastMillis > KEPT_MILLIS;
  }

  private void renew(long atMillis) {
    if (owner != null) {
      owner.upTo(atMillis, window);
      owner.renew();
    }
    window = new FeatureWindow(shared.settings().window().toMillis());
  }

  /// From when on a watermark has something to do here; [Long#MAX_VALUE] where none has.
  long dueMillis() {
    long due = coverage.samples() == 0 ? Long.MAX_VALUE : coverage.lastMillis() + KEPT_MILLIS + 1;
    due = gpu == null ? due : Math.min(due, gpu.answers().dueMillis());
    due = accounting == null ? due : Math.min(due, accounting.answers().dueMillis());
    due = owner == null ? due : Math.min(due, owner.dueMillis(window));
    if (lastPassMillis != Long.MIN_VALUE) {
      due = Math.min(due, lastPassMillis + shared.settings().mergeGap().toMillis());
    }
    return pending.isEmpty() ? due : Math.min(due, pending.element().atMillis());
  }

  /// Writes what a pipeline can [#become]. What was known of it comes first, so
  /// that it can be read alone.
  void write(StateWriter to) {
    coverage.write(to);
    window.write(to);
    timeline.write(to);
    to.putAll(pending, Candidate::write);
    long near = window.lastMillis();
    to.putMillis(turnedToDay, LevelHistory.day(near));
    to.putMillis(judgedMillis, near);
    to.putMillis(lastPassMillis, near);
    to.putMillis(nextLookMillis, near);
    to.putMillis(nextCornerMillis, near);
    onsets.write(to, near);
    to.putInt(lookedAt);
    to.putOptional(gpu, GpuPipeline::write);
    to.putOptional(accounting, AccountingPipeline::write);
  }

  /// How many bytes more will be written once the window is full.
  int bytesToCome() {
    return window.bytesToCome();
  }

  /// Becomes what was written, of any workload.
  void become(
      Workload another, Thresholds itsThresholds, @Nullable OwnerLink itsOwner, StateReader from) {
    workload = another;
    thresholds = itsThresholds;
    owner = itsOwner;
    timeline = new FindingTimeline(workload, shared.settings().mergeGap());
    coverage.read(from);
    window.read(from);
    timeline.read(from);
    pending.clear();
    pending.addAll(from.getAll(Candidate::read));
    long near = window.lastMillis();
    turnedToDay = from.getMillis(LevelHistory.day(near));
    judgedMillis = from.getMillis(near);
    lastPassMillis = from.getMillis(near);
    nextLookMillis = from.getMillis(near);
    nextCornerMillis = from.getMillis(near);
    onsets.read(from, near);
    lookedAt = from.getInt();
    gpu = from.getOptional(reader -> GpuPipeline.read(workload, shared, thresholds, reader));
    accounting =
        from.getOptional(reader -> AccountingPipeline.read(workload, shared, thresholds, reader));
  }

  void take(Sample sample) {
    coverage.count(sample, shared.observed());
    if (sample.values().has(Metric.CPU_UTILIZATION)) {
      beforeTaking(sample.atMillis());
      if (window.add(sample)) {
        judge();
      }
    }
    if (GpuWindow.measures(sample.values())) {
      takeGpu(sample);
    }
    if (accounting == null && Plane.measuresASecond(sample.values())) {
      accounting = new AccountingPipeline(workload, shared, thresholds);
    }
    if (accounting != null) {
      accounting.take(sample);
    }
  }

  private void beforeTaking(long atMillis) {
    if (isForgotten(window.lastMillis(), atMillis)) {
      renew(atMillis);
    }
    if (owner != null) {
      owner.next(atMillis, window);
    }
    turnDay(LevelHistory.day(atMillis));
  }

  private void takeGpu(Sample sample) {
    if (gpu == null) {
      gpu = new GpuPipeline(workload, shared, thresholds);
    }
    gpu.take(sample);
    if (gpu.isJudged()) {
      coverage.gpuWindow();
    }
  }

  /// The fleet learns of a day once the next one begins. Whoever missed the next day is behind, and
  /// the fleet's sums of that time went without it.
  private void turnDay(long day) {
    LevelHistory history = window.stretches().history();
    if (!history.isEmpty() && day == history.today() + 1 && day != turnedToDay) {
      turnedToDay = day;
      if (owner == null) {
        shared.fleet().addDay(history.today(), window.stretches());
      }
    }
  }

  private void judge() {
    long at = window.lastMillis();
    judgedMillis = at;
    endIfOver(at);
    boolean corner = at >= nextCornerMillis && window.isFull();
    LevelStretches stretches = window.stretches();
    onsets.endOver(workload, stretches, at, shared.fleet().onsets());
    boolean lasts = stretches.longestMillis() >= shared.leastDwellMillis();
    if (stretches.bursts() != null) {
      passBursts(at, stretches.bursts());
    }
    if (stretches.floor() != null) {
      passFloor(at, stretches.floor());
    }
    if (!corner && !lasts) {
      return;
    }
    window.totalOfCpu(shared.total());
    double mean = shared.total().cpuMean();
    double cv = shared.total().cpuCv();
    if (corner) {
      nextCornerMillis = at + window.windowMillis();
      coverage.window(mean, cv);
    }
    if (lasts) {
      boolean published =
          window.isFull() && mean > thresholds.plateauMean() && cv < thresholds.plateauCv();
      Flatness flatness = window.flatness(stretches.youngestSince(shared.leastDwellMillis()));
      if (published || flatness.isFlat(thresholds.flatCv())) {
        pass(at, published, flatness);
      }
    }
  }

  private void pass(long at, boolean published, Flatness flatness) {
    List<Stretch> stretches = window.stretches().atLeast(shared.leastDwellMillis());
    int look = published ? 1 : 0;
    boolean unlike = false;
    for (Stretch stretch : stretches) {
      look = 512 * look + lookOf(stretch);
      unlike |= stretch.likeDays() <= MOST_LIKE_DAYS || stretch.outlastsThePast();
    }
    onsets.note(workload, window.stretches(), stretches, shared.fleet().onsets());
    if (owner != null && unlike) {
      owner.rise(stretches.getFirst(), at);
    }
    if (!unlike && !published) {
      return;
    }
    long before = lastPassMillis == Long.MIN_VALUE ? at : lastPassMillis;
    lastPassMillis = at;
    if (look == lookedAt && at < nextLookMillis) {
      return;
    }
    long growth = stretches.getFirst().durationMillis() / GROWTH_DIVISOR;
    long untilOver = shared.settings().mergeGap().toMillis();
    nextLookMillis = at + (look == lookedAt ? growth : Math.min(growth, untilOver));
    lookedAt = look;
    note(at, before, flatness, stretches, null, null);
  }

  /// Bursts are seldom: each is looked at.
  private void passBursts(long at, Bursts bursts) {
    if (bursts.past().likeDays() <= MOST_LIKE_DAYS) {
      passUnlike(at, bursts, null);
    }
  }

  /// A floor that was there before is no floor that rose. Any other is looked at every half hour.
  private void passFloor(long at, Floor floor) {
    if (floor.past().likeDays() == 0) {
      passUnlike(at, null, floor);
    }
  }

  private void passUnlike(long at, @Nullable Bursts bursts, @Nullable Floor floor) {
    long before = lastPassMillis == Long.MIN_VALUE ? at : lastPassMillis;
    lastPassMillis = at;
    note(at, before, new Flatness(0, Double.NaN, Double.NaN), List.of(), bursts, floor);
  }

  private void note(
      long at,
      long before,
      Flatness flatness,
      List<Stretch> stretches,
      @Nullable Bursts bursts,
      @Nullable Floor floor) {
    window.total(shared.total());
    Features features = window.features(shared.total(), flatness);
    pending.add(
        new Candidate.Seen(
            at,
            before,
            window.observedMillis(),
            owner == null ? Long.MIN_VALUE : owner.bornMillis(),
            flatness,
            bursts == null ? features : bursts.describe(features),
            stretches,
            bursts,
            floor,
            window.stretches().activeDays()));
  }

  /// What changes when a stretch should be looked at again: a day more or less with the like, the
  /// window filled, more than a peak, the past outlasted.
  private int lookOf(Stretch stretch) {
    int days = (int) Math.ceil(stretch.likeDays());
    return 8 * days
        + (window.isFilledBy(stretch) ? 4 : 0)
        + (stretch.lasts() ? 2 : 0)
        + (stretch.outlastsThePast() ? 1 : 0);
  }

  private void endIfOver(long nowMillis) {
    if (lastPassMillis != Long.MIN_VALUE
        && nowMillis - lastPassMillis > shared.settings().mergeGap().toMillis()) {
      pending.add(new Candidate.Ended(lastPassMillis));
      lastPassMillis = Long.MIN_VALUE;
      nextLookMillis = Long.MIN_VALUE;
      lookedAt = 0;
    }
  }

  private void weigh(Candidate.Seen seen, FleetHistory fleet, FindingSink sink) {
    FleetOwners owners = fleet.owners();
    List<Stretch> stretches = seen.stretches();
    Bursts bursts = seen.bursts();
    if (owner != null) {
      stretches = owner.withPast(stretches, seen.bornMillis(), seen.atMillis(), owners);
      bursts =
          bursts == null
              ? null
              : owner.withPast(bursts, seen.bornMillis(), seen.atMillis(), owners);
    }
    Situation situation =
        new Situation(
            Instant.ofEpochMilli(seen.atMillis()),
            shared.settings().window(),
            shared.settings().leastDwell(),
            Duration.ofMillis(seen.observedMillis()),
            seen.flatness(),
            seen.features(),
            stretches,
            OnsetNotes.siblings(workload, seen, fleet.onsets()),
            bursts,
            seen.floor(),
            fleet.priorFor(LevelHistory.day(seen.atMillis())),
            thresholds);
    Sighting sighting = sighting(seen);
    Correlator.weigh(
            shared.catalog().assess(situation),
            from -> shared.policy().contextFor(workload, from, situation.at()))
        .map(verdict -> owner == null ? verdict : owner.explained(verdict, situation, owners))
        .ifPresentOrElse(
            verdict -> timeline.add(verdict, sighting, sink), () -> timeline.add(sighting, sink));
  }

  private Sighting sighting(Candidate.Seen seen) {
    Instant at = Instant.ofEpochMilli(seen.atMillis());
    return new Sighting(
        at,
        at.plus(shared.settings().lateness()),
        Instant.ofEpochMilli(seen.beforeMillis()),
        seen.stretches().stream()
            .map(
                stretch ->
                    new Stay(
                        Instant.ofEpochMilli(stretch.sinceMillis()),
                        stretch.level(),
                        stretch.beganWithAStep()))
            .toList(),
        CostRate.priced(CostRate.of(seen), workload, shared.policy().prices()));
  }
}
