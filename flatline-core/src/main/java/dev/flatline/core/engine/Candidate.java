package dev.flatline.core.engine;

import dev.flatline.core.feature.ActiveDays;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something to be weighed: what was seen, or the end of what went before.
sealed interface Candidate {
  /// Event time at which it was noted.
  long atMillis();

  /// Writes what [#read] reads.
  void write(StateWriter to);

  /// What was written.
  static Candidate read(StateReader from) {
    boolean seen = from.getBoolean();
    long at = from.getLong();
    return seen ? Seen.read(at, from) : new Ended(at);
  }

  /// What was seen.
  ///
  /// @param beforeMillis when the workload was last seen to behave as it did before
  /// @param observedMillis for how long it was observed without a gap
  /// @param bornMillis when a workload that has an owner was born, [Long#MIN_VALUE] of others
  record Seen(
      long atMillis,
      long beforeMillis,
      long observedMillis,
      long bornMillis,
      Flatness flatness,
      Features features,
      List<Stretch> stretches,
      @Nullable Bursts bursts,
      @Nullable Floor floor,
      ActiveDays days)
      implements Candidate {

    @Override
    public void write(StateWriter to) {
      to.putBoolean(true);
      to.putLong(atMillis);
      to.putLong(beforeMillis);
      to.putLong(observedMillis);
      to.putMillis(bornMillis, atMillis);
      flatness.write(to);
      features.write(to);
      to.putAll(stretches, Stretch::write);
      to.putOptional(bursts, Bursts::write);
      to.putOptional(floor, Floor::write);
      days.write(to);
    }

    private static Seen read(long at, StateReader from) {
      return new Seen(
          at,
          from.getLong(),
          from.getLong(),
          from.getMillis(at),
          Flatness.read(from),
          Features.read(from),
          from.getAll(Stretch::read),
          from.getOptional(Bursts::read),
          from.getOptional(Floor::read),
          ActiveDays.read(from));
    }
  }

  /// What went before is over.
  record Ended(long atMillis) implements Candidate {
    @Override
    public void write(StateWriter to) {
      to.putBoolean(false);
      to.putLong(atMillis);
    }
  }
}
