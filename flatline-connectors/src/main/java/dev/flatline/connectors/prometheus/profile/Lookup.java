package dev.flatline.connectors.prometheus.profile;

import java.util.List;
import java.util.Map;

/// Labels of a workload that stand on series of another metric, for example the owner of a pod.
///
/// @param selector the series that carry them
/// @param on which series belongs to a workload: our label to the series' label of the same value
/// @param when labels that the workload must have already for this to apply
/// @param take what to take over: our label to the series' labels, of which the first with a value
///     counts
public record Lookup(
    Selector selector,
    Map<String, String> on,
    Map<String, String> when,
    Map<String, List<String>> take) {

  /// Copies the maps.
  public Lookup {
    on = Map.copyOf(on);
    when = Map.copyOf(when);
    take = Map.copyOf(take);
  }
}
