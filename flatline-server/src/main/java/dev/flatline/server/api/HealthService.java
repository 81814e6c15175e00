package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.Problem;
import java.util.function.BooleanSupplier;

/// Whether the server is well, for probes: 200 or 503.
public final class HealthService implements HttpService {
  private final BooleanSupplier well;
  private final String otherwise;

  /// @param otherwise what is wrong where it is not
  public HealthService(BooleanSupplier well, String otherwise) {
    this.well = well;
    this.otherwise = otherwise;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return well.getAsBoolean()
        ? HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, "ok\n")
        : Problem.of(HttpStatus.SERVICE_UNAVAILABLE, otherwise);
  }
}
