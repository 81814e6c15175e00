package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.Warnings;
import tools.jackson.core.JsonGenerator;

/// What is wrong with the server itself: `GET /api/v1/warnings`.
public final class WarningsService implements HttpService {
  private final Warnings warnings;

  /// @param warnings that are raised
  public WarningsService(Warnings warnings) {
    this.warnings = warnings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(this::write));
  }

  private void write(JsonGenerator json) {
    json.writeName("warnings").writeStartArray();
    warnings.now().forEach(warning -> write(warning, json));
    json.writeEndArray();
  }

  private static void write(Warning warning, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("id", warning.id());
    json.writeStringProperty("severity", warning.severity().label());
    json.writeStringProperty("text", warning.text());
    json.writeStringProperty("since", warning.since().toString());
    json.writeEndObject();
  }
}
