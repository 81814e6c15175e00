package dev.flatline.core.finding;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where it is kept what people do with findings. Nothing is ever changed: the newest decides. Safe
/// for several threads.
public interface ActionStore {

  /// Does the same with several findings, with all or with none of them.
  ///
  /// @return ids of which there is no finding; where there are any, nothing was done
  Set<String> act(Collection<String> findingIds, Action action);

  /// What was done with a finding, the newest first.
  ///
  /// @param limit how many at most
  List<FindingAction> actions(String findingId, int limit);

  /// How each of these findings is handled at a time; those of which there is nothing are left out.
  Map<String, Handling> handlings(Collection<String> findingIds, Instant at);
}
