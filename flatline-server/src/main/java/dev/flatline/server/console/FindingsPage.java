package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.html.Element;
import dev.flatline.server.api.FindingParameters;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// What was found, the newest first: `GET /findings`. It renews itself whenever something changes.
public final class FindingsPage implements HttpService {
  private static final String ADDRESS = "/findings";

  private final FindingStore store;
  private final ActionStore actions;
  private final Warnings warnings;
  private final Clock clock;
  private final String version;

  /// @param actions what people did with them
  /// @param warnings of the server itself
  /// @param clock by which suppressions end
  /// @param version of Flatline
  public FindingsPage(
      FindingStore store, ActionStore actions, Warnings warnings, Clock clock, String version) {
    this.warnings = warnings;
    this.store = store;
    this.actions = actions;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    QueryParams asked = context.queryParams();
    ConsolePage page = new ConsolePage(Tab.FINDINGS, "Findings", version);
    FindingQuery query;
    try {
      query = FindingParameters.query(withDefaults(asked), clock.instant());
    } catch (IllegalArgumentException e) {
      return page.of(
          HttpStatus.BAD_REQUEST,
          Element.of("main")
              .add(ConsolePage.heading("This cannot be asked"))
              .add(Element.of("p").text(String.valueOf(e.getMessage()))));
    }
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> page.of(main(asked, query)), context.blockingTaskExecutor()));
  }

  /// Low findings are mostly innocent: whoever wants them asks.
  private static QueryParams withDefaults(QueryParams asked) {
    return asked.contains("severity") ? asked : asked.toBuilder().set("severity", "medium").build();
  }

  private Element main(QueryParams asked, FindingQuery query) {
    List<Finding> findings = store.find(query);
    Element live =
        Element.of("section", "live")
            .with("id", "live")
            .with("aria-labelledby", "live-title")
            .with("hx-get", address(asked))
            .with("hx-trigger", "sse:findings")
            .with("hx-select", "#live")
            .with("hx-swap", "outerHTML")
            .addAll(warnings())
            .add(Element.of("h1").with("id", "live-title").text(FindingsAnswer.of(findings, query)))
            .line()
            .add(new FilterForm(asked).of())
            .line()
            .add(rows(findings, query.order(), address(asked)));
    next(asked, query, findings).ifPresent(live::add);
    return Element.of("main").add(live);
  }

  /// They are of the whole server.
  private List<Element> warnings() {
    return RequestWorkloads.ofWholeServer() ? WarningList.of(warnings.now()) : List.of();
  }

  private Element rows(List<Finding> findings, FindingQuery.Order order, String address) {
    if (findings.isEmpty()) {
      return FindingRows.of(findings, order);
    }
    List<String> ids = findings.stream().map(Finding::id).toList();
    return ActionForm.around(
        FindingRows.toChoose(findings, order, actions.handlings(ids, clock.instant())), address);
  }

  private static Optional<Element> next(
      QueryParams asked, FindingQuery query, List<Finding> findings) {
    if (findings.size() < query.limit()) {
      return Optional.empty();
    }
    String after = FindingParameters.cursor(query.order().of(findings.getLast()));
    return Optional.of(
        Element.of("p", "next")
            .add(
                Element.of("a")
                    .with("href", address(asked.toBuilder().set("after", after).build()))
                    .text("Earlier ones")));
  }

  private static String address(QueryParams asked) {
    return asked.isEmpty() ? ADDRESS : ADDRESS + "?" + asked.toQueryString();
  }
}
