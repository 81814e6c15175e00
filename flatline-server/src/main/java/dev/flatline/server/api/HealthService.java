package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.Problem;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import java.util.function.BooleanSupplier;

/// Whether the server is well, for probes: 200 or 503.
public final class HealthService implements HttpService {
  /// What is told of whether the server lives.
  public static final Operation LIVE = operation("getLive", "Whether the server runs.");

  /// What is told of whether it does its work.
  public static final Operation READY =
      operation("getReady", "Whether telemetry is judged and findings are kept.");

  private final BooleanSupplier well;
  private final String otherwise;

  /// @param otherwise what is wrong where it is not
  public HealthService(BooleanSupplier well, String otherwise) {
    this.well = well;
    this.otherwise = otherwise;
  }

  private static Operation operation(String id, String summary) {
    return Operation.of(id, summary)
        .answers(200, "It is so.", "text/plain", Schema.text())
        .refuses(503, "It is not.");
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return well.getAsBoolean()
        ? HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "ok\n")
        : Problem.of(HttpStatus.SERVICE_UNAVAILABLE, otherwise);
  }
}
