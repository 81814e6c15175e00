package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.formats.series.NameSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Samples from series that are pushed, by the same profiles and with the same values as a hunt
/// has that asks a Prometheus for them.
///
/// Series come in by their labels, once, and get a handle; points by the handle, in any order.
/// What the watermark passes is evaluated, step by step: a point at or before it comes too late
/// and is counted. The order of the points within that is of no consequence.
///
/// A profile begins where its `detect` finds a series of which enough points came to tell how
/// often they are pushed; that interval, or the profile's own where it is longer, is the step
/// from then on. Nothing is lost by the wait. Where a name of `names` that is preferred comes
/// later, it is read from then on.
///
/// Of a large fleet a step is evaluated in parts, a second apart ([StepParts]): the samples of a
/// workload are up to three seconds off the step then, and of its past as if they had been scraped
/// so.
///
/// Capacities are asked for every five minutes and hold; of a workload that is new, at every
/// step of its first five minutes. A hunt, which knows what comes, takes those of the end of the
/// five minutes: so a limit that changes counts here up to five minutes later.
///
/// A workload's first samples wait until its name cannot change any more, for at most two
/// minutes of event time, and come then, in their order. Not safe for use by several threads.
public final class LiveSource {
  private static final String NAME_LABEL = "__name__";
  private static final long FORGOTTEN_AFTER_MILLIS = 900_000;
  private static final long FORGETS_EVERY_MILLIS = 60_000;
  private static final long KEPT_BEFORE_START_MILLIS = 600_000;
  private static final long MOST_AHEAD_MILLIS = 3_600_000;

  private final WantedSeries wanted;
  private final List<LiveProfile> profiles;
  private final IntConsumer forgotten;
  private final LiveCounts counts = new LiveCounts();
  private final PointRoom room;
  private final IdPool handles = new IdPool();
  private final LabelPool pool = new LabelPool();
  private final Set<String> metrics = new HashSet<>();
  private final List<@Nullable LiveSeries> series = new ArrayList<>();
  private @Nullable RecentPoints[] points = new RecentPoints[1024];
  private int seriesCount;
  private long watermarkMillis = Long.MIN_VALUE;
  private long aheadMillis = Long.MAX_VALUE;
  private long newestMillis = Long.MIN_VALUE;
  private long neededFromMillis = Long.MIN_VALUE;
  private long forgetsAtMillis = Long.MIN_VALUE;
  private boolean completes;

  /// Whether steps at or before the watermark are to come yet.
  private boolean waits;

  /// A source that no series came to yet.
  ///
  /// @param profiles which profiles may apply, at least one
  /// @param sink where the samples go
  /// @param forgotten is told of each handle that must not be used any more, because its series
  ///     was silent for 15 minutes; the number may be given to another series
  /// @param mostPoints how many points of all series are remembered, but always eight of each;
  ///     those of series that are pushed too often for that are thinned out
  /// @throws SourceException where a profile has a query that is not understood
  public LiveSource(
      List<Profile> profiles, SampleSink sink, IntConsumer forgotten, long mostPoints) {
    wanted = new WantedSeries(profiles);
    room = new PointRoom(mostPoints);
    this.profiles =
        profiles.stream().map(profile -> new LiveProfile(profile, sink, counts, pool)).toList();
    this.forgotten = forgotten;
  }

  /// The names of the metrics that a profile may want: series of others need not come.
  public NameSet wantedNames() {
    return wanted.names();
  }

  /// Takes a series in.
  ///
  /// @param labels all labels, with the metric's name as `__name__`; the caller sees to it that
  ///     no series comes twice
  /// @return its handle for [#point], empty where no profile can want it
  public OptionalInt series(Map<String, String> labels) {
    String metric = labels.getOrDefault(NAME_LABEL, "");
    if (!wanted.contains(metric, label -> labels.getOrDefault(label, ""))) {
      return OptionalInt.empty();
    }
    LiveSeries added =
        new LiveSeries(pool.one(metric), LabelSet.of(labels, NAME_LABEL, pool), watermarkMillis);
    int handle = handles.take();
    if (handle == series.size()) {
      series.add(added);
    } else {
      series.set(handle, added);
    }
    if (handle == points.length) {
      points = Arrays.copyOf(points, 2 * handle);
    }
    points[handle] = added.points();
    room.enter(added.points().capacity());
    seriesCount++;
    boolean isNewMetric = metrics.add(metric);
    profiles.forEach(profile -> profile.add(added, isNewMetric));
    return OptionalInt.of(handle);
  }

  /// Takes a point in. Allocates nothing, but where a series has more points than ever before.
  ///
  /// @param handle of which series
  /// @param atMillis when, epoch milliseconds; of two at the same time the last counts
  /// @param value NaN with the bits 0x7ff0000000000002 tells that the series ended
  public void point(int handle, long atMillis, double value) {
    counts.point();
    RecentPoints to = points[handle];
    if (to == null) {
      counts.forgotten();
    } else if (atMillis <= watermarkMillis) {
      counts.tooOld();
    } else if (atMillis > aheadMillis) {
      counts.tooFarAhead();
    } else {
      if (atMillis > newestMillis) {
        begin(atMillis);
        newestMillis = atMillis;
      }
      to.add(atMillis, value, neededFromMillis, room);
    }
  }

  /// Evaluates and delivers all steps up to a time; what comes later must be younger. Until the
  /// first call no point is too old or too far ahead.
  ///
  /// @param newWatermarkMillis epoch milliseconds; ignored where it is not after the last
  public void advanceTo(long newWatermarkMillis) {
    advanceTo(newWatermarkMillis, () -> true);
  }

  /// The same, as far as there is room: many steps may be due at once, each with samples of all
  /// workloads. The next call goes on where this one stopped.
  ///
  /// @param isRoom whether there is room for another step; asked before each but the first
  public void advanceTo(long newWatermarkMillis, BooleanSupplier isRoom) {
    if (waits) {
      evaluate(isRoom);
    } else if (newWatermarkMillis > watermarkMillis) {
      watermarkMillis = newWatermarkMillis;
      aheadMillis = newWatermarkMillis + MOST_AHEAD_MILLIS;
      for (LiveProfile profile : profiles) {
        profile.prepare(
            watermarkMillis, metrics, () -> series.stream().flatMap(Stream::ofNullable));
      }
      evaluate(isRoom);
    }
  }

  private void evaluate(BooleanSupplier isRoom) {
    boolean allPromise = promisedMillis() == watermarkMillis;
    boolean inParts =
        workloads() > StepParts.LARGE && profiles.stream().allMatch(LiveProfile::canBeInParts);
    LiveProfile next = next();
    waits = next.nextMillis() <= watermarkMillis;
    boolean goesOn = waits;
    while (goesOn) {
      completes = allPromise && next.tellsApart() && isLastOfItsTime(next);
      next.step(inParts);
      next.skip(newestMillis, watermarkMillis);
      next = next();
      waits = next.nextMillis() <= watermarkMillis;
      goesOn = waits && isRoom.getAsBoolean();
    }
    completes = false;
    if (!waits) {
      forgetWhatIsOld(next);
    }
  }

  private void forgetWhatIsOld(LiveProfile next) {
    boolean started = next.nextMillis() < Long.MAX_VALUE;
    neededFromMillis = started ? next.nextMillis() : watermarkMillis - KEPT_BEFORE_START_MILLIS;
    if (watermarkMillis >= forgetsAtMillis) {
      forgetsAtMillis = watermarkMillis + FORGETS_EVERY_MILLIS;
      forgetSilent();
    }
  }

  /// Of a sample while it is delivered: whether nothing more will come of its workload that is as
  /// old. Other profiles may tell of the same workload, and so may others of the same name.
  public boolean completes() {
    return completes;
  }

  /// Up to when all samples were delivered, this time included; empty while a profile finds out how
  /// often its series are pushed. Of a profile that began, names are waited for first.
  public OptionalLong deliveredMillis() {
    long promised = promisedMillis();
    long delivered = waits ? Math.min(promised, next().nextMillis() - 1) : promised;
    return delivered == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(delivered);
  }

  /// Up to when all is delivered once no step waits.
  private long promisedMillis() {
    long promised = watermarkMillis;
    for (LiveProfile profile : profiles) {
      promised = Math.min(promised, profile.deliveredMillis(watermarkMillis));
    }
    return promised;
  }

  /// Delivers, by the names that are known now, what still waits for a name: at the end.
  public void finish() {
    profiles.forEach(LiveProfile::finish);
  }

  /// What was made of the points so far.
  public LiveReport report() {
    return counts.report(room.thinnedOut(), seriesCount, workloads());
  }

  private int workloads() {
    return profiles.stream().mapToInt(LiveProfile::workloads).sum();
  }

  /// Until the first watermark all points may be needed.
  private void begin(long atMillis) {
    if (newestMillis == Long.MIN_VALUE) {
      neededFromMillis = atMillis - MOST_AHEAD_MILLIS;
    }
  }

  /// The profile whose next step is the earliest; of several that with the fewest workloads: the
  /// samples of most are the last of their time.
  private LiveProfile next() {
    LiveProfile next = profiles.getFirst();
    for (LiveProfile profile : profiles) {
      boolean sooner =
          profile.nextMillis() == next.nextMillis()
              ? profile.workloads() < next.workloads()
              : profile.nextMillis() < next.nextMillis();
      next = sooner ? profile : next;
    }
    return next;
  }

  private boolean isLastOfItsTime(LiveProfile one) {
    return profiles.stream()
        .allMatch(profile -> profile == one || profile.nextMillis() > one.nextMillis());
  }

  private void forgetSilent() {
    for (int handle = 0; handle < series.size(); handle++) {
      LiveSeries one = series.get(handle);
      if (one != null && one.isSilent(watermarkMillis, FORGOTTEN_AFTER_MILLIS)) {
        forget(handle, one);
      }
    }
    pool.shrink(seriesCount);
  }

  private void forget(int handle, LiveSeries one) {
    profiles.forEach(profile -> profile.remove(one));
    one.leave();
    room.leave(one.points().capacity());
    series.set(handle, null);
    points[handle] = null;
    seriesCount--;
    handles.free(handle);
    forgotten.accept(handle);
  }
}
