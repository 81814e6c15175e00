package dev.flatline.core.finding;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where findings are kept. What [#save] has returned from is not lost. Safe for several threads.
public interface FindingStore {

  /// Keeps the newest state of each, all or none of them.
  void save(Collection<Finding> findings);

  /// The finding with this id.
  Optional<Finding> find(String id);

  /// Those that a query asks for, in its order.
  List<Finding> find(FindingQuery query);
}
