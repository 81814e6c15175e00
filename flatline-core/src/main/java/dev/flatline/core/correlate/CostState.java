package dev.flatline.core.correlate;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// Costs as bytes.
public final class CostState {
  private CostState() {}

  /// Writes what [#read] reads.
  public static void write(Cost cost, StateWriter to) {
    to.putEnum(cost.resource());
    to.putDoubles(cost.level(), cost.usual(), cost.capacity(), cost.pricePerHour());
    to.putString(cost.currency());
  }

  /// What was written.
  public static Cost read(StateReader from) {
    Resource resource = from.getEnum(Resource.values());
    double[] rate = from.getDoubles(4);
    return new Cost(resource, rate[0], rate[1], rate[2], rate[3], from.getString());
  }
}
