package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.audit.AuditQuery;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// Pages of the audit log, the newest first: `GET /api/v1/audit`.
public final class AuditService implements HttpService {
  private static final Set<String> KNOWN = Set.of("who", "from", "to", "after", "limit");

  private static final int USUAL_LIMIT = 100;

  private final AuditLog log;

  /// @param log where it is kept who did what
  public AuditService(AuditLog log) {
    this.log = log;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    AuditQuery query;
    try {
      query = query(context.queryParams());
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> page(query), context.blockingTaskExecutor()));
  }

  private static AuditQuery query(QueryParams given) {
    Parameters parameters = Parameters.of(given, KNOWN);
    return new AuditQuery(
        parameters.text("who").orElse(""),
        parameters.time("from"),
        parameters.time("to"),
        parameters.number("after"),
        parameters.limit(USUAL_LIMIT));
  }

  private HttpResponse page(AuditQuery query) {
    List<AuditLog.Numbered> found = log.find(query);
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(json -> write(found, query, json)));
  }

  private static void write(List<AuditLog.Numbered> found, AuditQuery query, JsonGenerator json) {
    if (found.size() < query.limit()) {
      json.writeNullProperty("next");
    } else {
      json.writeStringProperty("next", Long.toString(found.getLast().number()));
    }
    json.writeName("entries").writeStartArray();
    found.forEach(one -> write(one.entry(), json));
    json.writeEndArray();
  }

  private static void write(AuditEntry entry, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("at", entry.at().toString());
    json.writeStringProperty("by", entry.by().name());
    json.writeStringProperty("from", entry.by().address());
    json.writeStringProperty("what", entry.what());
    json.writeStringProperty("subject", entry.subject());
    json.writeStringProperty("outcome", entry.outcome().label());
    json.writeStringProperty("detail", entry.detail());
    json.writeEndObject();
  }
}
