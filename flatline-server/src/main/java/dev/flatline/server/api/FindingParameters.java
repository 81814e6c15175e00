package dev.flatline.server.api;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is asked for in the address of `GET /api/v1/findings`, and of the page that shows them.
public final class FindingParameters {
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("severity", "status", "workload", "after", "limit"));

  /// A page of a console.
  private static final int USUAL_LIMIT = 100;

  private FindingParameters() {}

  /// The query.
  ///
  /// @throws IllegalArgumentException naming the first parameter that cannot be understood, and
  ///     what is allowed
  public static FindingQuery query(QueryParams parameters) {
    for (String name : parameters.names()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter \"" + name + "\"; allowed are " + String.join(", ", KNOWN));
      }
    }
    return new FindingQuery(
        given(parameters, "severity")
            .map(text -> constant("severity", text, Severity.values()))
            .orElse(Severity.LOW),
        given(parameters, "status").map(text -> constant("status", text, Finding.Status.values())),
        given(parameters, "workload").orElse(""),
        given(parameters, "after").map(FindingParameters::place),
        given(parameters, "limit").map(FindingParameters::limit).orElse(USUAL_LIMIT));
  }

  /// What a client gives back as `after` to get the next page.
  public static String cursor(FindingQuery.Place place) {
    return place.detectedMillis() + "." + place.id();
  }

  private static FindingQuery.Place place(String cursor) {
    int dot = cursor.indexOf('.');
    try {
      return new FindingQuery.Place(
          Long.parseLong(cursor.substring(0, Math.max(0, dot))), cursor.substring(dot + 1));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "after: \"" + cursor + "\" is not what \"next\" of a page was", e);
    }
  }

  private static Optional<String> given(QueryParams parameters, String name) {
    return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
  }

  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("limit: \"" + text + "\" is not a number", e);
    }
  }

  private static <T extends Enum<T>> T constant(String name, String text, T[] allowed) {
    for (T one : allowed) {
      if (one.name().equalsIgnoreCase(text)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        name
            + ": \""
            + text
            + "\" is not one of "
            + String.join(
                ", ",
                Arrays.stream(allowed).map(one -> one.name().toLowerCase(Locale.ROOT)).toList()));
  }
}
