package dev.flatline.server.api;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What someone wants to do with several findings:
/// `{"ids":["7f3a…"],"action":"suppress","reason":"…","until":"2026-12-01T00:00:00Z"}`.
///
/// @param ids of the findings
/// @param action what to do with them
record ActionRequest(List<String> ids, Action action) {
  /// As many as a page of findings has.
  private static final int MOST_IDS = 1000;

  private static final Set<String> KNOWN = Set.of("ids", "action", "reason", "until");

  /// Reads a request.
  ///
  /// @throws IllegalArgumentException saying which part is wrong, and what is allowed
  /// @throws IOException where the stream does
  static ActionRequest read(InputStream body, Actor by, Instant now) throws IOException {
    JsonNode request;
    try {
      request = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
    if (!request.isObject()) {
      throw new IllegalArgumentException("the body is not an object with ids and action");
    }
    for (String name : request.propertyNames()) {
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            name + ": unknown; allowed are action, ids, reason, until");
      }
    }
    Action action =
        new Action(
            kind(text(request, "action").orElse("")),
            by,
            now,
            text(request, "reason").orElse(""),
            text(request, "until").map(ActionRequest::time));
    return new ActionRequest(ids(request.path("ids")), action);
  }

  private static List<String> ids(JsonNode array) {
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_IDS) {
      throw new IllegalArgumentException(
          "ids: expected 1 to " + MOST_IDS + " ids of findings in an array");
    }
    List<String> ids = new ArrayList<>();
    for (JsonNode id : array) {
      if (!id.isString()) {
        throw new IllegalArgumentException("ids: each is a text");
      }
      ids.add(id.stringValue());
    }
    return ids;
  }

  private static Optional<String> text(JsonNode request, String name) {
    JsonNode field = request.path(name);
    if (field.isMissingNode() || field.isNull()) {
      return Optional.empty();
    }
    if (!field.isString()) {
      throw new IllegalArgumentException(name + ": expected a text");
    }
    return Optional.of(field.stringValue());
  }

  private static Action.Kind kind(String label) {
    return Arrays.stream(Action.Kind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "action: expected one of "
                        + Arrays.stream(Action.Kind.values())
                            .map(Action.Kind::label)
                            .collect(Collectors.joining(", "))));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "until: \"" + text + "\" is not a time such as 2026-12-01T00:00:00Z", e);
    }
  }
}
