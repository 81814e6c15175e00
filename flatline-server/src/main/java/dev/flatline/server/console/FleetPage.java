package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Fleet;
import dev.flatline.formats.report.FleetFigure;
import dev.flatline.server.console.ConsolePage.Tab;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where all workloads stand in mean and spread of CPU: `GET /fleet`.
public final class FleetPage implements HttpService {
  /// Where there are more, low ones are missing first.
  private static final FindingQuery SHOWN =
      new FindingQuery(
          Severity.LOW,
          Optional.of(Finding.Status.OPEN),
          FindingQuery.Called.ANYTHING,
          FindingQuery.Handled.ANYHOW,
          FindingQuery.Order.SEVERITY,
          Optional.empty(),
          FindingQuery.MOST);

  private final FleetView fleet;
  private final FindingStore store;
  private final Policy policy;
  private final String version;

  /// What was counted last. To look at the labels of 200,000 workloads takes 0.2 s, and of the
  /// whole
  /// fleet pages show the same ones for a while.
  private volatile Counted counted;

  private record Counted(WeakReference<List<Coverage>> known, FleetChoices choices) {}

  /// @param version of Flatline
  public FleetPage(FleetView fleet, FindingStore store, Policy policy, String version) {
    this.fleet = fleet;
    this.store = store;
    this.policy = policy;
    this.version = version;
    this.counted = counted(List.of());
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    QueryParams asked = context.queryParams();
    return HttpResponse.of(
        fleet
            .workloads()
            .thenApplyAsync(
                seen -> new ConsolePage(Tab.FLEET, "Fleet", version).of(main(seen, asked)),
                context.blockingTaskExecutor()));
  }

  private Element main(FleetView.Seen seen, QueryParams asked) {
    List<Coverage> known = seen.workloads();
    FleetFilter filter = FleetFilter.of(asked, policy);
    List<Coverage> shown = known.stream().filter(filter).toList();
    List<Finding> findings = store.find(SHOWN);
    return Element.of("main")
        .add(Element.of("h1").text(title(shown.size(), known.size())))
        .add(seen.asOf())
        .line()
        .add(filter.form(choices(known)))
        .line()
        .add(
            shown.isEmpty()
                ? Element.of("p", "none").text("No workload is known that is like this.")
                : FleetFigure.of(
                    Fleet.of(shown), findings, Addresses::finding, Addresses.WORKLOADS))
        .addAll(cut(findings))
        .line()
        .add(WorkloadRows.of(shown));
  }

  private FleetChoices choices(List<Coverage> known) {
    Counted last = counted;
    if (!last.known.refersTo(known)) {
      last = counted(known);
      counted = last;
    }
    return last.choices;
  }

  private Counted counted(List<Coverage> known) {
    return new Counted(new WeakReference<>(known), FleetChoices.of(known, policy));
  }

  private static List<Element> cut(List<Finding> findings) {
    return findings.size() < SHOWN.limit()
        ? List.of()
        : List.of(
            Element.of("p", "note")
                .text(
                    String.format(
                        Locale.ROOT,
                        "Of the open findings the %,d worst are shown; workloads with others count"
                            + " as without one.",
                        SHOWN.limit())));
  }

  private static String title(int shown, int known) {
    return shown == known
        ? String.format(Locale.ROOT, "%,d workloads", known)
        : String.format(Locale.ROOT, "%,d of %,d workloads", shown, known);
  }
}
