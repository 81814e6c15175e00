package dev.flatline.core.engine;

import dev.flatline.core.correlate.OwnerContext;
import dev.flatline.core.correlate.Verdict;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.FleetOwners;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.LevelStretches;
import dev.flatline.core.feature.OwnersRise;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Owner;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What ties a pod to its owner: hands over what it does, day by day, and asks for what other pods
/// did before it was born.
///
/// A day is handed over when the next one begins for the pod, or, where the pod ended, for the
/// watermark; once, and never later than anybody may ask for it.
final class OwnerLink {
  private static final long HOUR_MILLIS = 3_600_000L;

  private final String pod;
  private final Owner owner;
  private final String node;
  private final FleetOwners owners;
  private long bornMillis = Long.MIN_VALUE;
  private long handedDay = Long.MIN_VALUE;
  private long seenHour = Long.MIN_VALUE;
  private long roseMillis = Long.MIN_VALUE;

  private OwnerLink(Workload pod, Owner owner, FleetOwners owners) {
    String nodeLabel = pod.labels().getOrDefault("node", "");
    String cluster = pod.labels().getOrDefault("cluster", "");
    this.pod = pod.name();
    this.owner = owner;
    this.node = nodeLabel.isEmpty() ? "" : cluster + '/' + nodeLabel;
    this.owners = owners;
  }

  /// That of a workload to these owners; null where it has none.
  static @Nullable OwnerLink of(Workload workload, FleetOwners owners) {
    Optional<Owner> owner = Owner.of(workload);
    return owner.map(found -> new OwnerLink(workload, found, owners)).orElse(null);
  }

  /// The pod's next sample comes at this time; the window has those before.
  void next(long atMillis, FeatureWindow window) {
    if (bornMillis == Long.MIN_VALUE) {
      bornMillis = atMillis;
    } else {
      upTo(atMillis, window);
    }
    long hour = Math.floorDiv(atMillis, HOUR_MILLIS);
    if (hour != seenHour) {
      seenHour = hour;
      owners.seen(owner, hour);
    }
  }

  /// The pod has no more samples before this time.
  void upTo(long millis, FeatureWindow window) {
    if (bornMillis == Long.MIN_VALUE) {
      return;
    }
    long lastDay = LevelHistory.day(window.lastMillis());
    long day = LevelHistory.day(millis);
    if (day > lastDay) {
      handOver(window.stretches());
    }
    if (day > lastDay + 1) {
      handedDay = Math.max(handedDay, lastDay);
    }
  }

  /// The pod has no more samples.
  void end(FeatureWindow window) {
    if (bornMillis != Long.MIN_VALUE) {
      handOver(window.stretches());
    }
  }

  /// From when on a watermark has something to do here; [Long#MAX_VALUE] where none has.
  long dueMillis(FeatureWindow window) {
    if (bornMillis == Long.MIN_VALUE) {
      return Long.MAX_VALUE;
    }
    long lastDay = LevelHistory.day(window.lastMillis());
    LevelHistory history = window.stretches().history();
    if (!history.isEmpty() && history.today() > handedDay) {
      return (lastDay + 1) * LevelHistory.DAY_MILLIS;
    }
    return handedDay < lastDay ? (lastDay + 2) * LevelHistory.DAY_MILLIS : Long.MAX_VALUE;
  }

  void write(StateWriter to) {
    to.putMillis(bornMillis, 0);
    to.putMillis(handedDay, 0);
    to.putMillis(seenHour, 0);
    to.putMillis(roseMillis, 0);
  }

  void read(StateReader from) {
    bornMillis = from.getMillis(0);
    handedDay = from.getMillis(0);
    seenHour = from.getMillis(0);
    roseMillis = from.getMillis(0);
  }

  private void handOver(LevelStretches stretches) {
    LevelHistory history = stretches.history();
    if (!history.isEmpty() && history.today() > handedDay) {
      handedDay = history.today();
      owners.addDay(owner, handedDay, stretches);
    }
  }

  /// The pod was gone for so long that it is another.
  void renew() {
    bornMillis = Long.MIN_VALUE;
  }

  /// A stretch unlike the pod's past goes on.
  void rise(Stretch stretch, long atMillis) {
    boolean newborn = isNewborn(stretch.sinceMillis());
    if (stretch.sinceMillis() != roseMillis && (newborn || stretch.beganWithAStep())) {
      roseMillis = stretch.sinceMillis();
      owners.rose(owner, node, pod, roseMillis, atMillis, newborn);
    }
  }

  private boolean isNewborn(long sinceMillis) {
    return sinceMillis - bornMillis <= FleetOwners.NEWBORN_MILLIS;
  }

  /// When the pod was born, event time of its first sample.
  long bornMillis() {
    return bornMillis;
  }

  /// The stretches with what the owner's pods did before this one was born.
  List<Stretch> withPast(List<Stretch> stretches, long bornMillis, long at, FleetOwners known) {
    long bornDay = LevelHistory.day(bornMillis);
    long day = LevelHistory.day(at);
    return stretches.stream().map(one -> one.after(known, owner, bornDay, day)).toList();
  }

  /// The same of bursts.
  Bursts withPast(Bursts bursts, long bornMillis, long at, FleetOwners known) {
    return bursts.after(known, owner, LevelHistory.day(bornMillis), LevelHistory.day(at));
  }

  /// The verdict with what is known of the owner's other pods.
  Verdict explained(Verdict verdict, Situation situation, FleetOwners known) {
    long since = verdict.firstObserved().toEpochMilli();
    OwnersRise rise = known.rise(owner, node, pod, since, situation.at().toEpochMilli());
    Past past = past(situation, since);
    return new OwnerContext(
            owner,
            rise.risen(),
            rise.seen(),
            rise.newborn(),
            Duration.ofMillis(rise.apartMillis()),
            rise.othersOnNode(),
            situation.flatness().minuteCv(),
            past.ofOwner() == null ? 0 : past.ofOwner().observedDays(),
            past.observedDaysInAll(),
            past.likeDaysInAll())
        .explain(verdict);
  }

  /// What the stretch that began then, or else the bursts, were compared with.
  private static Past past(Situation situation, long sinceMillis) {
    for (Stretch stretch : situation.stretches()) {
      if (stretch.sinceMillis() == sinceMillis) {
        return stretch.past();
      }
    }
    Bursts bursts = situation.bursts();
    return bursts == null ? new Past(0, 0, 0) : bursts.past();
  }
}
