package dev.flatline.server.api;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Handling;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What is asked for in the address of `GET /api/v1/findings`, and of the page that shows them.
public final class FindingParameters {
  /// What may be asked for.
  static final List<Property> KNOWN =
      List.of(
          Property.optional(
              "severity",
              Schema.oneOf(Severity.values()),
              "The lowest severity; low unless given."),
          Property.optional(
              "status",
              Schema.oneOf(Finding.Status.values()),
              "Whether the behaviour goes on; either unless given."),
          Property.optional("workload", Schema.text(), "A part of its name."),
          Property.optional(
              "handling",
              Schema.oneOf(handlings()),
              "How people handled it; all but the suppressed unless given."),
          Property.optional(
              "sort",
              Schema.oneOf(FindingQuery.Order.values()),
              "What the largest of comes first; detected unless given."),
          Property.optional("after", Schema.text(), "The next of the page before."),
          Property.optional(
              "limit",
              Schema.count(FindingQuery.MOST),
              "How many a page has at most; 100 unless given."));

  /// A page of a console.
  private static final int USUAL_LIMIT = 100;

  private FindingParameters() {}

  /// The query.
  ///
  /// @throws IllegalArgumentException naming the first parameter that cannot be understood, and
  ///     what is allowed
  public static FindingQuery query(QueryParams all, Instant now) {
    Parameters parameters = Parameters.of(all, KNOWN);
    return new FindingQuery(
        parameters.constant("severity", Severity.values()).orElse(Severity.LOW),
        parameters.constant("status", Finding.Status.values()),
        FindingQuery.Called.partly(parameters.text("workload").orElse("")),
        handled(parameters, now),
        parameters
            .constant("sort", FindingQuery.Order.values())
            .orElse(FindingQuery.Order.DETECTED),
        parameters.text("after").map(FindingParameters::place),
        parameters.limit(USUAL_LIMIT));
  }

  private static List<String> handlings() {
    return Stream.concat(
            Stream.of(Handling.State.values()).map(Handling.State::label), Stream.of("all"))
        .toList();
  }

  private static FindingQuery.Handled handled(Parameters parameters, Instant now) {
    if (parameters.text("handling").filter("all"::equals).isPresent()) {
      return FindingQuery.Handled.ANYHOW;
    }
    return parameters
        .constant("handling", Handling.State.values())
        .map(state -> new FindingQuery.Handled(Set.of(state), now))
        .orElseGet(() -> FindingQuery.Handled.notSuppressed(now));
  }

  /// What a client gives back as `after` to get the next page.
  public static String cursor(FindingQuery.Place place) {
    return place.key() + "." + place.detectedMillis() + "." + place.id();
  }

  private static FindingQuery.Place place(String cursor) {
    String[] parts = cursor.split("\\.", 3);
    if (parts.length == 3) {
      try {
        return new FindingQuery.Place(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(notOurs(cursor), e);
      }
    }
    throw new IllegalArgumentException(notOurs(cursor));
  }

  private static String notOurs(String cursor) {
    return "after: \"" + cursor + "\" is not what \"next\" of a page was";
  }
}
