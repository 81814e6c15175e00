package dev.flatline.core.engine;

import dev.flatline.core.feature.ActiveDays;
import dev.flatline.core.feature.FleetOnsets;
import dev.flatline.core.feature.LevelStretches;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.util.List;

/// What one workload has told the fleet of its stretches near the limit: each once when it has
/// become one of its longest, and once when it is over. Two can go on at a time, as there are two
/// levels near the limit.
final class OnsetNotes {
  private static final long NONE = Long.MIN_VALUE;

  private long latest = NONE;
  private long earlier = NONE;

  /// Tells the fleet of each stretch near the limit that has become one of the longest.
  void note(Workload workload, LevelStretches past, List<Stretch> stretches, FleetOnsets fleet) {
    for (Stretch stretch : stretches) {
      long since = stretch.sinceMillis();
      if (ActiveDays.isNearLimit(stretch)
          && latest != since
          && earlier != since
          && past.isAmongLongest(stretch, WorkloadPipeline.MOST_LIKE_DAYS)) {
        earlier = latest == NONE ? earlier : latest;
        latest = since;
        fleet.add(workload.name(), since, past.lastMillis(), past.activeDays());
      }
    }
  }

  /// Tells the fleet which of those told are over.
  void endOver(Workload workload, LevelStretches stretches, long atMillis, FleetOnsets fleet) {
    latest = unlessOver(latest, workload, stretches, atMillis, fleet);
    earlier = unlessOver(earlier, workload, stretches, atMillis, fleet);
  }

  private static long unlessOver(
      long since, Workload workload, LevelStretches stretches, long atMillis, FleetOnsets fleet) {
    if (since == NONE || ActiveDays.isNearLimitSince(stretches, since)) {
      return since;
    }
    fleet.end(workload.name(), since, atMillis);
    return NONE;
  }

  /// How many siblings began with a stretch near the limit, with which most did.
  static int siblings(Workload workload, Candidate.Seen seen, FleetOnsets fleet) {
    return seen.stretches().stream()
        .filter(ActiveDays::isNearLimit)
        .mapToInt(stretch -> fleet.siblings(workload.name(), stretch, seen.days(), seen.atMillis()))
        .max()
        .orElse(0);
  }

  void write(StateWriter to, long nearMillis) {
    to.putMillis(latest, nearMillis);
    to.putMillis(earlier, nearMillis);
  }

  void read(StateReader from, long nearMillis) {
    latest = from.getMillis(nearMillis);
    earlier = from.getMillis(nearMillis);
  }
}
