package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Names;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.console.ConsolePage.Tab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What is known of one workload, and what was found of it: `GET /workload?name=…`.
public final class WorkloadPage implements HttpService {
  private final FleetView fleet;
  private final FindingStore store;
  private final Policy policy;
  private final String version;

  /// @param version of Flatline
  public WorkloadPage(FleetView fleet, FindingStore store, Policy policy, String version) {
    this.fleet = fleet;
    this.store = store;
    this.policy = policy;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String name = context.queryParams().get("name", "");
    return HttpResponse.of(
        fleet
            .workloads()
            .thenApplyAsync(seen -> page(name, seen.workloads()), context.blockingTaskExecutor()));
  }

  private HttpResponse page(String name, List<Coverage> known) {
    ConsolePage page = new ConsolePage(Tab.FLEET, name.isEmpty() ? "Workload" : name, version);
    List<Finding> findings = found(name);
    Optional<Coverage> coverage =
        known.stream().filter(one -> one.workload().name().equals(name)).findFirst();
    if (coverage.isEmpty() && findings.isEmpty()) {
      return page.of(
          HttpStatus.NOT_FOUND,
          Element.of("main")
              .add(ConsolePage.heading("No workload of this name is known"))
              .add(
                  Element.of("p")
                      .add(Element.of("a").with("href", "/fleet").text("The fleet"))
                      .text(" shows all; those not seen for 30 days are forgotten.")));
    }
    Element main = Element.of("main").add(Element.of("h1").add(Names.of(name))).line();
    main.add(
        coverage
            .map(this::facts)
            .orElseGet(
                () ->
                    Element.of("p", "none")
                        .text("Nothing came of it for 30 days: it is forgotten.")));
    return page.of(
        main.line()
            .add(Element.of("h2").text("Findings"))
            .add(
                findings.isEmpty()
                    ? Element.of("p", "none").text("None.")
                    : FindingRows.of(findings, FindingQuery.Order.DETECTED)));
  }

  private List<Finding> found(String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    return store.find(
        new FindingQuery(
            Severity.LOW,
            Optional.empty(),
            FindingQuery.Called.exactly(name),
            FindingQuery.Handled.ANYHOW,
            FindingQuery.Order.DETECTED,
            Optional.empty(),
            FindingQuery.MOST));
  }

  private Element facts(Coverage coverage) {
    Workload workload = coverage.workload();
    Element facts = Element.of("dl", "facts");
    fact(facts, "Samples judged", String.format(Locale.ROOT, "%,d", coverage.samples()));
    fact(facts, "First seen", seen(coverage, coverage.firstMillis()));
    fact(facts, "Last seen", seen(coverage, coverage.lastMillis()));
    fact(
        facts,
        "Most miner-like window",
        Double.isFinite(coverage.cpuMean())
            ? "mean CPU "
                + QuantityText.significant(coverage.cpuMean())
                + ", CV "
                + QuantityText.significant(coverage.cpuCv())
            : "none was full yet");
    fact(facts, "Role", policy.roleOf(workload).map(WorkloadRole::label).orElse("none declared"));
    fact(
        facts,
        "Measured",
        coverage.metrics().stream()
            .sorted()
            .map(Metric::metricName)
            .collect(Collectors.joining(", ")));
    fact(facts, "Judged by", JudgedBy.names(coverage));
    JudgedBy.missing(coverage)
        .forEach((missing, names) -> fact(facts, "Not judged by", names + ": needs " + missing));
    coverage.notJudged().ifPresent(reason -> fact(facts, "Could not be judged", reason.text()));
    if (coverage.gaps().count() > 0) {
      fact(facts, "Gaps", gaps(coverage.gaps()));
    }
    new TreeMap<>(workload.labels()).forEach((label, value) -> fact(facts, label, value));
    return facts;
  }

  private static String gaps(Coverage.Gaps gaps) {
    return String.format(
        Locale.ROOT,
        "%,d, together %s; the longest began %s",
        gaps.count(),
        TimeText.duration(Duration.ofMillis(gaps.totalMillis())),
        minute(gaps.longestFromMillis()));
  }

  private static String seen(Coverage coverage, long millis) {
    return coverage.samples() == 0 ? "not yet" : minute(millis);
  }

  private static String minute(long millis) {
    return TimeText.minute(Instant.ofEpochMilli(millis)) + " UTC";
  }

  private static void fact(Element facts, String name, String value) {
    facts.add(
        Element.of("div")
            .add(Element.of("dt").text(name))
            .add(Element.of("dd").add(Element.of("bdi").text(value))));
  }
}
