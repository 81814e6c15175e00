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
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Pages of the audit log, the newest first: `GET /api/v1/audit`.
public final class AuditService implements HttpService {
  private static final List<Property> KNOWN =
      List.of(
          Property.optional("who", Schema.text(), "The whole name of who did it."),
          Property.optional("from", Schema.time(), "Not before this time."),
          Property.optional("to", Schema.time(), "Before this time."),
          Property.optional("after", Schema.count(), "The next of the page before."),
          Property.optional(
              "limit",
              Schema.count(AuditQuery.MOST),
              "How many a page has at most; 100 unless given."));

  private static final JsonShape<AuditEntry> ENTRY =
      JsonShape.<AuditEntry>of("AuditEntry", "Something that was done or refused.")
          .time("at", "When.", AuditEntry::at)
          .text("by", "Who did it.", entry -> entry.by().name())
          .text("from", "The address they did it from.", entry -> entry.by().address())
          .text("what", "What was done, such as finding.suppress.", AuditEntry::what)
          .text("subject", "To what; empty where that is the server.", AuditEntry::subject)
          .text(
              "outcome",
              Schema.oneOf(AuditEntry.Outcome.values()),
              "How it ended.",
              entry -> entry.outcome().label())
          .text("detail", "Why, or what changed.", AuditEntry::detail)
          .build();

  private static final JsonShape<Page> PAGE =
      JsonShape.<Page>of("AuditPage", "A page of the audit log, the newest first.")
          .textOrNull("next", "What to ask for as after; null on the last page.", Page::next)
          .objects("entries", ENTRY, "The entries.", Page::entries)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listAudit", "The audit log, the newest first.")
          .with(KNOWN)
          .answersJson(200, "The page.", PAGE.schema())
          .refuses(400, "A parameter cannot be understood.");

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
    Optional<String> next =
        found.size() < query.limit()
            ? Optional.empty()
            : Optional.of(Long.toString(found.getLast().number()));
    Page page = new Page(next, found.stream().map(AuditLog.Numbered::entry).toList());
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(PAGE, page));
  }

  private record Page(Optional<String> next, List<AuditEntry> entries) {}
}
