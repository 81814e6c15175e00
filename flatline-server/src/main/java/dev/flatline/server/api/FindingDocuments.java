package dev.flatline.server.api;

import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Handling;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Findings as JSON, each with what people make of it.
///
/// @param findings where they are kept
/// @param actions where it is kept what people did
/// @param clock by which suppressions end
public record FindingDocuments(FindingStore findings, ActionStore actions, Clock clock) {

  /// What one finding looks like: `docs/reference/finding.schema.json`.
  static final Schema FINDING =
      Schema.published(
          "Finding",
          Objects.requireNonNull(FindingDocuments.class.getResource("finding.schema.json")));

  /// What a page of them looks like.
  static final Schema PAGE =
      Schema.ofObject(
          "FindingPage",
          "A page of findings.",
          List.of(
              Property.required(
                  "next",
                  Schema.text().orNull(),
                  "What to ask for as after; null on the last page."),
              Property.required("findings", Schema.listOf(FINDING), "The findings.")));

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
