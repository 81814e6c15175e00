package dev.flatline.server.tenant;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.formats.text.VisibleText;
import dev.flatline.server.http.RefusalLog;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.store.SqlFindingStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What is done with the findings that the sender of the request on this thread may see; others are
/// not known.
public final class TenantActions implements ActionStore {
  private static final int MOST_IDS_TOLD = 10;
  private static final int LONGEST_TOLD_CODE_POINTS = 400;

  private final ActionStore all;
  private final SqlFindingStore findings;
  private final RefusalLog refusals;

  /// @param all actions
  /// @param findings know whose workload it was
  /// @param refusals are told of who would act on what is not theirs
  public TenantActions(ActionStore all, SqlFindingStore findings, RefusalLog refusals) {
    this.all = all;
    this.findings = findings;
    this.refusals = refusals;
  }

  @Override
  public Set<String> act(Collection<String> findingIds, Action action) {
    Set<String> unknown = new HashSet<>(findingIds);
    unknown.removeAll(visible(findingIds));
    if (unknown.isEmpty()) {
      return all.act(findingIds, action);
    }
    tell(unknown);
    return unknown;
  }

  /// Findings that are nowhere are told of like those of others: how long an answer takes must not
  /// say which they are.
  private void tell(Set<String> unknown) {
    ServiceRequestContext context = ServiceRequestContext.currentOrNull();
    if (context != null) {
      String ids = unknown.stream().sorted().limit(MOST_IDS_TOLD).collect(Collectors.joining(", "));
      refusals.refused(
          RequestActor.of(context).name(),
          "would act on what is no finding of its tenants: "
              + VisibleText.shortened(ids, LONGEST_TOLD_CODE_POINTS),
          context);
    }
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
