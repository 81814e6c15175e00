package dev.flatline.server.api;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/// What someone wants to do with several findings:
/// `{"ids":["7f3a…"],"action":"suppress","reason":"…","until":"2026-12-01T00:00:00Z"}`.
///
/// @param ids of the findings
/// @param action what to do with them
record ActionRequest(List<String> ids, Action action) {
  /// As many as a page of findings has.
  private static final int MOST_IDS = 1000;

  private static final List<Property> KNOWN =
      List.of(
          Property.required(
              "ids", Schema.listOf(Schema.text(), MOST_IDS), "Those of the findings."),
          Property.required("action", Schema.oneOf(Action.Kind.values()), "What to do with them."),
          Property.optional("reason", Schema.text(), "Why; needed to suppress, close and comment."),
          Property.optional("until", Schema.time(), "When a suppression ends; needed for one."));

  /// What it looks like.
  static final Schema SCHEMA =
      Schema.ofObject("ActionRequest", "What to do with several findings.", KNOWN);

  /// Reads a request.
  ///
  /// @throws IllegalArgumentException saying which part is wrong, and what is allowed
  /// @throws IOException where the stream does
  static ActionRequest read(InputStream body, Actor by, Instant now) throws IOException {
    JsonBody request = JsonBody.read(body, KNOWN);
    Action action =
        new Action(
            Action.Kind.of(request.text("action").orElse("")),
            by,
            now,
            request.text("reason").orElse(""),
            request.time("until"));
    return new ActionRequest(request.texts("ids", MOST_IDS), action);
  }
}
