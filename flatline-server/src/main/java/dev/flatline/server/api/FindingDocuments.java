package dev.flatline.server.api;

import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Handling;
import dev.flatline.formats.finding.FindingJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Findings as JSON, each with what people make of it.
///
/// @param findings where they are kept
/// @param actions where it is kept what people did
/// @param clock by which suppressions end
public record FindingDocuments(FindingStore findings, ActionStore actions, Clock clock) {

  /// One finding.
  Optional<String> find(String id) {
    return findings.find(id).map(finding -> encode(List.of(finding), clock.instant()).getFirst());
  }

  /// A page of them.
  String page(FindingQuery query) {
    List<Finding> found = findings.find(query);
    String next =
        found.size() < query.limit()
            ? "null"
            : '"' + FindingParameters.cursor(query.order().of(found.getLast())) + '"';
    return encode(found, clock.instant()).stream()
        .collect(Collectors.joining(",\n", "{\"next\":" + next + ",\"findings\":[\n", "\n]}\n"));
  }

  private List<String> encode(List<Finding> found, Instant at) {
    Map<String, Handling> handlings =
        actions.handlings(found.stream().map(Finding::id).toList(), at);
    return found.stream()
        .map(one -> FindingJson.encode(one, handlings.getOrDefault(one.id(), Handling.NEW)))
        .toList();
  }
}
