package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.server.http.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// What [ExpectedPage] shows, as a file: `GET /findings/{id}/expected/policy.patch`, and
/// `policy.yaml`.
public final class ExpectedFile implements HttpService {
  private final FindingStore store;
  private final ExpectedChanges changes;
  private final Function<ExpectedChange, String> text;

  /// @param changes of the policy file
  /// @param text of the file, from a change
  public ExpectedFile(
      FindingStore store, ExpectedChanges changes, Function<ExpectedChange, String> text) {
    this.store = store;
    this.changes = changes;
    this.text = text;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    QueryParams asked = context.queryParams();
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () ->
                store
                    .find(id)
                    .map(finding -> file(finding, asked))
                    .orElseGet(
                        () ->
                            Problem.of(
                                HttpStatus.NOT_FOUND, "there is no finding with the id " + id)),
            context.blockingTaskExecutor()));
  }

  private HttpResponse file(Finding finding, QueryParams asked) {
    try {
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(MediaType.PLAIN_TEXT_UTF_8)
              .set("Content-Disposition", "attachment")
              .set("Cache-Control", "no-store")
              .set("X-Content-Type-Options", "nosniff")
              .build(),
          HttpData.ofUtf8(text.apply(changes.of(finding, asked))));
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }
}
