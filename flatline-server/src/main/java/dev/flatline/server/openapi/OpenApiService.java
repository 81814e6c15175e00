package dev.flatline.server.openapi;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerListener;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;

/// All addresses for programs as an OpenAPI 3.1 document: `GET /api/v1/openapi.json`. A server with
/// an address for programs that nothing describes does not start.
public final class OpenApiService implements HttpService {
  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("getOpenApi", "This document.")
          .answersJson(200, "The document.", Schema.anything());

  private final String version;
  private final boolean asksEverybody;
  private volatile String document = "";

  /// @param version of Flatline
  /// @param asksEverybody whether everybody has to say who they are
  public OpenApiService(String version, boolean asksEverybody) {
    this.version = version;
    this.asksEverybody = asksEverybody;
  }

  @Override
  public void serviceAdded(ServiceConfig added) {
    added.server().addListener(ServerListener.builder().whenStarting(this::describe).build());
  }

  private void describe(Server server) {
    document = OpenApiDocument.of(server.serviceConfigs(), version, asksEverybody);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, document);
  }
}
