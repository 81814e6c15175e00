package dev.flatline.server.tenant;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.store.SqlFindingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is done with the findings that the sender of the request on this thread may see; others are
/// not known.
public final class TenantActions implements ActionStore {
  private final ActionStore all;
  private final SqlFindingStore findings;

  /// @param all actions
  /// @param findings know whose workload it was
  public TenantActions(ActionStore all, SqlFindingStore findings) {
    this.all = all;
    this.findings = findings;
  }

  @Override
  public Set<String> act(Collection<String> findingIds, Action action) {
    Set<String> unknown = new HashSet<>(findingIds);
    unknown.removeAll(visible(findingIds));
    return unknown.isEmpty() ? all.act(findingIds, action) : unknown;
  }

  @Override
  public List<FindingAction> actions(String findingId, int limit) {
    return visible(List.of(findingId)).isEmpty() ? List.of() : all.actions(findingId, limit);
  }

  @Override
  public Map<String, Handling> handlings(Collection<String> findingIds, Instant at) {
    return all.handlings(visible(findingIds), at);
  }

  private Collection<String> visible(Collection<String> ids) {
    WorkloadSelection visible = RequestWorkloads.here();
    return visible.isEverything() ? ids : findings.among(ids, visible);
  }
}
