package dev.flatline.server.recent;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Keeps no findings.
final class NoFindings implements FindingStore {
  @Override
  public void save(Collection<Finding> findings) {}

  @Override
  public Optional<Finding> find(String id) {
    return Optional.empty();
  }

  @Override
  public List<Finding> find(FindingQuery query) {
    return List.of();
  }
}
