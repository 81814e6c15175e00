package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.HtmlReport;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What was found lately, where all workloads stand, and what could not be judged, as one page:
/// `GET /`.
public final class OverviewService implements HttpService {
  /// A page with more would not be read; the others are in the API.
  private static final int MOST_FINDINGS = 100;

  private static final FindingQuery LATEST =
      new FindingQuery(Severity.MEDIUM, Optional.empty(), "", Optional.empty(), MOST_FINDINGS);

  /// An operator leaves the page open.
  private static final String REFRESH_SECONDS = "30";

  private final Judgement judgement;
  private final FindingStore store;
  private final Clock clock;
  private final String version;

  /// @param version of Flatline
  public OverviewService(Judgement judgement, FindingStore store, Clock clock, String version) {
    this.judgement = judgement;
    this.store = store;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    CompletableFuture<List<Coverage>> coverage = judgement.coverage();
    return HttpResponse.of(
        judgement.counts().thenCombineAsync(coverage, this::page, context.blockingTaskExecutor()));
  }

  private HttpResponse page(JudgeCounts counts, List<Coverage> coverage) {
    Overview overview = new Overview(store.find(LATEST), coverage, counts);
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.HTML_UTF_8)
            .set("Refresh", REFRESH_SECONDS)
            .set("Cache-Control", "no-store")
            .set("X-Content-Type-Options", "nosniff")
            .set("X-Frame-Options", "DENY")
            .build();
    return HttpResponse.of(
        headers, HttpData.ofUtf8(HtmlReport.render(overview.report(clock.instant(), version))));
  }
}
