package dev.flatline.server.tenant;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.store.SqlFindingStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The findings that the sender of the request on this thread may see. Of others there are none,
/// and where there is no request neither.
public final class TenantFindings implements FindingStore {
  private final SqlFindingStore all;

  /// @param all findings
  public TenantFindings(SqlFindingStore all) {
    this.all = all;
  }

  /// Requests keep no findings.
  ///
  /// @throws UnsupportedOperationException always
  @Override
  public void save(Collection<Finding> findings) {
    throw new UnsupportedOperationException("findings come from the judgement alone");
  }

  @Override
  public Optional<Finding> find(String id) {
    WorkloadSelection visible = RequestWorkloads.here();
    return all.find(id).filter(finding -> visible.contains(finding.workload()));
  }

  @Override
  public List<Finding> find(FindingQuery query) {
    return all.find(query, RequestWorkloads.here());
  }
}
