package dev.flatline.server.openapi;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.util.Optional;

/// A service with what is told of it.
public final class Described extends SimpleDecoratingHttpService {
  private final Operation operation;
  private final Optional<String> scope;

  /// Describes a service.
  ///
  /// @param scope what its sender has to be allowed; empty where everybody is
  public Described(HttpService service, Operation operation, Optional<String> scope) {
    super(service);
    this.operation = operation;
    this.scope = scope;
  }

  Operation operation() {
    return operation;
  }

  Optional<String> scope() {
    return scope;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    return unwrap().serve(context, request);
  }
}
