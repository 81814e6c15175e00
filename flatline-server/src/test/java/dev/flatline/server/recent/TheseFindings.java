package dev.flatline.server.recent;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Findings that are there, in one page, and stay as they are.
///
/// @param all of them
record TheseFindings(List<Finding> all) implements FindingStore {
  @Override
  public void save(Collection<Finding> findings) {}

  @Override
  public Optional<Finding> find(String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Override
  public List<Finding> find(FindingQuery query) {
    return all;
  }
}
