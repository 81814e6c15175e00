package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.Warnings;
import java.util.List;

/// What is wrong with the server itself: `GET /api/v1/warnings`.
public final class WarningsService implements HttpService {
  private static final JsonShape<Warning> WARNING =
      JsonShape.<Warning>of("Warning", "Something that is wrong with the server itself.")
          .text("id", "The same for the same thing, always.", Warning::id)
          .text(
              "severity",
              Schema.oneOf(Severity.values()),
              "How bad it is.",
              warning -> warning.severity().label())
          .text("text", "What is wrong, and what to do.", Warning::text)
          .time("since", "When it was raised first.", Warning::since)
          .build();

  private static final JsonShape<List<Warning>> SHAPE =
      JsonShape.<List<Warning>>of("Warnings", "What is wrong with the server itself.")
          .objects("warnings", WARNING, "The warnings, the worst first.", warnings -> warnings)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listWarnings", "What is wrong with the server itself, the worst first.")
          .answersJson(200, "The warnings.", SHAPE.schema());

  private final Warnings warnings;

  /// @param warnings that are raised
  public WarningsService(Warnings warnings) {
    this.warnings = warnings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, warnings.now()));
  }
}
