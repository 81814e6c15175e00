package dev.flatline.core.feature;

import dev.flatline.core.feature.Rises.Rise;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Owner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What is known of the owners of workloads: what their pods did, day by day, and when they rose.
///
/// An owner's word is of days that are over at the time of a question, when those of all its pods
/// are in, and of rises noted up to that time. So the order in which the pods' samples come cannot
/// change an answer. An owner of which no pod was seen for 30 days is forgotten: nobody can ask for
/// it any more.
public final class FleetOwners {
  /// How soon after its first sample a stretch began with the workload itself: two samples of the
  /// coarsest usual source.
  public static final long NEWBORN_MILLIS = 2 * 5 * 60_000L;

  private final Map<Owner, PodsOfOwner> byOwner = new HashMap<>();
  private final Map<String, Rises> byNode = new HashMap<>();

  /// Knows of none yet.
  public FleetOwners() {}

  /// How many are known.
  public int size() {
    return byOwner.size();
  }

  /// Adds what a pod did on this day, which is its newest.
  public void addDay(Owner owner, long day, LevelStretches stretches) {
    OwnerHistory history = of(owner).history();
    history.observe(day, stretches.history().observedMillis(day));
    for (int level = 0; level < Levels.COUNT; level++) {
      history.record(level, day, stretches.longestCode(level, day));
    }
  }

  /// The oldest day of which something is known; the largest number where there is none.
  long oldestDay() {
    long oldest = Long.MAX_VALUE;
    for (PodsOfOwner pods : byOwner.values()) {
      oldest = Math.min(oldest, pods.history().oldestDay());
    }
    return oldest;
  }

  /// Adds what each owner's pods did in the 30 days up to this one, where one was seen on it.
  void addDay(long day, double[] sums) {
    for (Map.Entry<Owner, PodsOfOwner> owner : byOwner.entrySet()) {
      owner.getValue().history().addTo(sums, day, owner.getKey().runsToCompletion());
    }
  }

  /// A pod has its first sample in this hour since the epoch.
  public void seen(Owner owner, long hour) {
    of(owner).hours().add(hour);
  }

  /// Notes that a pod rose.
  ///
  /// @param node the node it runs on, empty where that is not known
  public void rose(Owner owner, String node, String pod, long since, long noted, boolean newborn) {
    Rise rise = new Rise(pod, owner.text(), since, noted, newborn);
    of(owner).rises().add(rise);
    if (!node.isEmpty()) {
      byNode.computeIfAbsent(node, unused -> new Rises()).add(rise);
    }
  }

  /// What a stretch of a pod is compared with in the days before the pod was born.
  ///
  /// @param code that a stretch needs to count in full
  /// @param bornDay the pod's first day
  /// @param startDay on which the stretch began
  /// @param day of the question
  public Past past(Owner owner, int level, int code, long bornDay, long startDay, long day) {
    PodsOfOwner pods = byOwner.get(owner);
    long from = Math.max(startDay - LevelHistory.DAYS + 1, day - OwnerHistory.DAYS_ASKED);
    long to = Math.min(bornDay, day) - 1;
    return pods == null
        ? new Past(0, 0, 0)
        : pods.history().past(level, code, from, to, owner.runsToCompletion());
  }

  /// How the pods of an owner rose together, at this time.
  ///
  /// @param pod the pod that is asked about
  /// @param sinceMillis when its own stretch began
  public OwnersRise rise(Owner owner, String node, String pod, long sinceMillis, long atMillis) {
    PodsOfOwner pods = byOwner.get(owner);
    Set<String> risen = new HashSet<>(Set.of(pod));
    Set<String> newborn = new HashSet<>();
    long first = sinceMillis;
    long last = sinceMillis;
    if (pods != null) {
      for (Rise rise : pods.rises().about(sinceMillis, FleetOnsets.APART_MILLIS, atMillis)) {
        risen.add(rise.workload());
        if (rise.newborn()) {
          newborn.add(rise.workload());
        }
        first = Math.min(first, rise.sinceMillis());
        last = Math.max(last, rise.sinceMillis());
      }
    }
    int seen = pods == null ? 0 : pods.hours().pods(HoursSeen.hour(atMillis) - 1);
    return new OwnersRise(
        risen.size(),
        Math.max(risen.size(), seen),
        newborn.size(),
        last - first,
        others(owner, node, sinceMillis, atMillis));
  }

  private int others(Owner owner, String node, long sinceMillis, long atMillis) {
    Rises rises = byNode.get(node);
    Set<String> others = new HashSet<>();
    if (rises != null) {
      for (Rise rise : rises.about(sinceMillis, FleetOnsets.APART_MILLIS, atMillis)) {
        if (!rise.owner().equals(owner.text())) {
          others.add(rise.workload());
        }
      }
    }
    return others.size();
  }

  /// Adds all that another part of the fleet knows.
  void addAll(FleetOwners other) {
    other.byOwner.forEach((owner, pods) -> of(owner).addAll(pods));
    other.byNode.forEach(
        (node, rises) -> byNode.computeIfAbsent(node, unused -> new Rises()).addAll(rises));
  }

  /// No question of an earlier time will be asked any more, nor of a rise that began earlier than
  /// the second.
  public void forgetBefore(long atMillis, long sinceMillis) {
    long day = LevelHistory.day(atMillis);
    byNode.values().forEach(rises -> rises.forgetBefore(sinceMillis));
    byNode.values().removeIf(Rises::isEmpty);
    byOwner.values().forEach(pods -> pods.forgetBefore(day, atMillis, sinceMillis));
    byOwner.values().removeIf(pods -> pods.isForgotten(day));
  }

  void write(StateWriter to) {
    to.putInt(byOwner.size());
    byOwner.forEach(
        (owner, pods) -> {
          to.putString(owner.scope());
          to.putString(owner.kind());
          to.putString(owner.name());
          pods.history.write(to);
          pods.hours.write(to);
          pods.rises.write(to);
        });
    to.putInt(byNode.size());
    byNode.forEach(
        (node, rises) -> {
          to.putString(node);
          rises.write(to);
        });
  }

  void read(StateReader from) {
    for (int left = from.getInt(Integer.MAX_VALUE); left > 0; left--) {
      PodsOfOwner pods = of(new Owner(from.getString(), from.getString(), from.getString()));
      pods.history.read(from);
      pods.hours.read(from);
      pods.rises.read(from);
    }
    for (int left = from.getInt(Integer.MAX_VALUE); left > 0; left--) {
      byNode.computeIfAbsent(from.getString(), unused -> new Rises()).read(from);
    }
  }

  private PodsOfOwner of(Owner owner) {
    return byOwner.computeIfAbsent(owner, unused -> new PodsOfOwner());
  }

  /// One owner's pods.
  private record PodsOfOwner(OwnerHistory history, HoursSeen hours, Rises rises) {
    PodsOfOwner() {
      this(new OwnerHistory(), new HoursSeen(), new Rises());
    }

    void addAll(PodsOfOwner other) {
      history.addAll(other.history);
      hours.addAll(other.hours);
      rises.addAll(other.rises);
    }

    void forgetBefore(long day, long atMillis, long sinceMillis) {
      history.forgetBefore(day - OwnerHistory.DAYS_ASKED);
      hours.forgetBefore(HoursSeen.hour(atMillis) - 1);
      rises.forgetBefore(sinceMillis);
    }

    /// A pod that is seen from now on asks for 30 days back.
    boolean isForgotten(long day) {
      boolean past = history.isEmpty() || history.newestDay() < day - LevelHistory.DAYS;
      return past && hours.isEmpty() && rises.isEmpty();
    }
  }
}
