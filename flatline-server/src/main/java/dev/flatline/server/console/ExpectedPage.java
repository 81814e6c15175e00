package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Names;
import dev.flatline.server.console.ConsolePage.Tab;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// How the policy would have to change for a finding to be expected: `GET /findings/{id}/expected`.
/// Nothing is changed by it.
public final class ExpectedPage implements HttpService {
  private final FindingStore store;
  private final ExpectedChanges changes;
  private final String version;

  /// @param changes of the policy file
  /// @param version of Flatline
  public ExpectedPage(FindingStore store, ExpectedChanges changes, String version) {
    this.store = store;
    this.changes = changes;
    this.version = version;
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
                    .map(finding -> page(finding, asked))
                    .orElseGet(() -> FindingPage.noSuchFinding(version)),
            context.blockingTaskExecutor()));
  }

  private HttpResponse page(Finding finding, QueryParams asked) {
    ConsolePage page = new ConsolePage(Tab.FINDINGS, "This is expected", version);
    Element main =
        Element.of("main")
            .add(
                Element.of("p", "crumbs")
                    .add(
                        Element.of("a")
                            .with("href", Addresses.finding(finding))
                            .text("The finding")))
            .add(
                Element.of("h1")
                    .add(Names.of(finding.workload().name()))
                    .text(" is expected to do this"));
    try {
      main.addAll(proposal(finding, changes.of(finding, asked), asked));
      return page.of(main.add(new ExpectedForm(finding, asked).element()));
    } catch (IllegalArgumentException e) {
      return page.of(
          HttpStatus.BAD_REQUEST,
          main.add(alarm(String.valueOf(e.getMessage())))
              .add(new ExpectedForm(finding, asked).element()));
    }
  }

  private static Element alarm(String why) {
    Element alarm = Element.of("pre", "alarm").with("role", "alert").with("tabindex", 0);
    why.lines().forEach(line -> alarm.add(Element.of("span").text(line)).line());
    return alarm;
  }

  private static List<Element> proposal(Finding finding, ExpectedChange change, QueryParams asked) {
    return List.of(
        Element.of("p", "lead").text(effect(change)),
        Element.of("h2").text("The change"),
        diff(change),
        Element.of("p", "next")
            .add(download(finding, asked, "policy.patch", "Download the change"))
            .text(" (")
            .add(Element.of("code").text("patch -p0"))
            .text(" in the file's folder) · ")
            .add(download(finding, asked, "policy.yaml", "the whole file")),
        Element.of("p")
            .text(
                "Nothing is changed by this page. A policy takes effect when the server is started"
                    + " with it."));
  }

  private static String effect(ExpectedChange change) {
    String before = change.severity().label();
    return change.lowered().compareTo(change.severity()) < 0
        ? "With this change the finding is "
            + change.lowered().label()
            + " instead of "
            + before
            + "."
        : "With this change the finding stays " + before + ".";
  }

  private static Element diff(ExpectedChange change) {
    Element diff = Element.of("pre", "diff").with("tabindex", 0);
    change.patch().lines().forEach(line -> diff.add(Element.of(tag(line)).text(line)).line());
    return diff;
  }

  private static String tag(String line) {
    if (line.startsWith("+") && !line.startsWith("+++ ")) {
      return "ins";
    }
    return line.startsWith("-") && !line.startsWith("--- ") ? "del" : "span";
  }

  private static Element download(Finding finding, QueryParams asked, String file, String label) {
    return Element.of("a")
        .with("href", Addresses.expected(finding) + "/" + file + "?" + asked.toQueryString())
        .with("download", file)
        .text(label);
  }
}
