package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Coverage;
import dev.flatline.formats.report.CoverageSection;
import dev.flatline.formats.report.WorkloadCoverage;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.http.RequestWorkloads;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which sources are heard, which workloads are judged by what, and which are blind since when:
/// `GET /coverage`.
public final class CoveragePage implements HttpService {
  private final Judgement judgement;
  private final FleetView fleet;
  private final HeardSenders senders;
  private final Clock clock;
  private final String version;

  /// @param clock by which sources are heard
  /// @param version of Flatline
  public CoveragePage(
      Judgement judgement, FleetView fleet, HeardSenders senders, Clock clock, String version) {
    this.senders = senders;
    this.judgement = judgement;
    this.fleet = fleet;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        judgement
            .counts()
            .thenCombineAsync(
                fleet.workloads(),
                (counts, seen) ->
                    new ConsolePage(Tab.COVERAGE, "Coverage", version).of(main(counts, seen)),
                context.blockingTaskExecutor()));
  }

  /// Nobody knows whose a sample was that was dropped.
  private static Map<DropReason, Long> drops(JudgeCounts counts) {
    return RequestWorkloads.ofWholeServer() ? counts.dropped().byReason() : Map.of();
  }

  private Element main(JudgeCounts counts, FleetView.Seen seen) {
    List<dev.flatline.core.engine.Coverage> known = seen.workloads();
    List<WorkloadCoverage> workloads = known.stream().map(WorkloadCoverage::of).toList();
    long judged = workloads.stream().filter(WorkloadCoverage::judged).count();
    return Element.of("main")
        .add(
            Element.of("h1")
                .text(
                    String.format(
                        Locale.ROOT, "%,d of %,d workloads can be judged", judged, known.size())))
        .add(seen.asOf())
        .addAll(sources(counts))
        .add(BlindRows.of(known, reachedMillis(counts)))
        .add(DetectorRows.of(known, reachedMillis(counts)))
        .add(CoverageSection.of(new Coverage(workloads, drops(counts), List.of())));
  }

  /// Until something came, it is as late as it is.
  private long reachedMillis(JudgeCounts counts) {
    return counts.watermarkMillis() == Long.MIN_VALUE ? clock.millis() : counts.watermarkMillis();
  }

  private List<Element> sources(JudgeCounts counts) {
    return RequestWorkloads.ofWholeServer()
        ? List.of(SourceRows.of(counts.sources(), senders.now(), clock.instant()))
        : List.of();
  }
}
