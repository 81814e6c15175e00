package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.explain.Timeline;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.FindingSection;
import dev.flatline.formats.report.Names;
import dev.flatline.formats.report.Reasoning;
import dev.flatline.formats.report.ReportedFinding;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.api.Timelines;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.recent.SeriesStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Everything of one finding: `GET /findings/{id}`. It renews itself whenever something changes.
public final class FindingPage implements HttpService {
  private final FindingStore store;
  private final SeriesStore series;
  private final Timelines timelines;
  private final String version;

  /// @param series what is needed to draw it
  /// @param timelines what happened around it
  /// @param version of Flatline
  public FindingPage(FindingStore store, SeriesStore series, Timelines timelines, String version) {
    this.store = store;
    this.series = series;
    this.timelines = timelines;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> page(id), context.blockingTaskExecutor()));
  }

  private HttpResponse page(String id) {
    Optional<Finding> found = store.find(id);
    if (found.isEmpty()) {
      return noSuchFinding(version);
    }
    Finding finding = found.get();
    return new ConsolePage(Tab.FINDINGS, finding.workload().name(), version).of(main(finding));
  }

  /// Of an id that no finding has.
  static HttpResponse noSuchFinding(String version) {
    return new ConsolePage(Tab.FINDINGS, "No such finding", version)
        .of(
            HttpStatus.NOT_FOUND,
            Element.of("main")
                .add(ConsolePage.heading("There is no such finding"))
                .add(
                    Element.of("p")
                        .text("It may have been deleted, being old: see retention. ")
                        .add(Element.of("a").with("href", "/findings").text("All findings"))));
  }

  private Element main(Finding finding) {
    String address = Addresses.finding(finding);
    return Element.of("main")
        .add(
            Element.of("section")
                .with("id", "live")
                .with("hx-get", address)
                .with("hx-trigger", "sse:findings")
                .with("hx-select", "#live")
                .with("hx-swap", "outerHTML")
                .add(links(finding))
                .add(
                    Element.of("h1")
                        .add(Names.of(finding.workload().name()))
                        .text(" " + behaviour(finding)))
                .add(Element.of("h2", "hidden").text("The finding"))
                .add(
                    FindingSection.of(
                        new ReportedFinding(
                            finding, series.find(finding.id()), Reasoning.of(finding))))
                .add(Element.of("h2").text("Timeline, in UTC"))
                .add(timeline(finding))
                .add(ActionForm.around(chosen(finding), address))
                .addAll(expected(finding)));
  }

  /// Who is of a tenant does not see the policy.
  private static List<Element> expected(Finding finding) {
    return RequestWorkloads.ofWholeServer()
        ? List.of(new ExpectedForm(finding, QueryParams.of()).element())
        : List.of();
  }

  private static Element chosen(Finding finding) {
    return Element.of("input")
        .with("type", "hidden")
        .with("name", "id")
        .with("value", finding.id());
  }

  private Element timeline(Finding finding) {
    Element list = Element.of("ol", "timeline");
    for (Timeline.Entry entry : timelines.of(finding).entries()) {
      list.line()
          .add(
              Element.of("li", entry.kind().label())
                  .add(
                      Element.of("time")
                          .with("datetime", entry.at().toString())
                          .text(TimeText.minute(entry.at())))
                  .add(Element.of("strong").text(entry.kind().title()))
                  .add(Element.of("span").text(entry.text())));
    }
    return list;
  }

  /// What it does, or did, in words that are no stronger than the severity.
  private static String behaviour(Finding finding) {
    boolean over = finding.status() == Finding.Status.CLOSED;
    return switch (finding.severity()) {
      case HIGH -> over ? "behaved like a miner" : "behaves like a miner";
      case MEDIUM -> over ? "may have been mining" : "may be mining";
      case LOW -> over ? "was busy in a way that is new" : "is busy in a way that is new";
    };
  }

  private static Element links(Finding finding) {
    return Element.of("p", "crumbs")
        .add(Element.of("a").with("href", "/findings").text("All findings"))
        .text(" · ")
        .add(
            Element.of("a")
                .with("href", Addresses.workload(finding.workload().name()))
                .text("Its workload"))
        .text(" · ")
        .add(Element.of("a").with("href", "/api/v1" + Addresses.finding(finding)).text("JSON"));
  }
}
