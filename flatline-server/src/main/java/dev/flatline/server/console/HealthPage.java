package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.series.SkipCounts;
import dev.flatline.formats.text.TimeText;
import dev.flatline.formats.text.VisibleText;
import dev.flatline.server.canary.CanaryStatus;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.PushCounts;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.outbox.SinkStatus;
import dev.flatline.server.poll.PollCounts;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// How the server itself is: what came in, what became of it, how late it is: `GET /health`.
public final class HealthPage implements HttpService {
  /// Errors quote what others said.
  private static final int MOST_VALUE_CODE_POINTS = 300;

  private final Judgement judgement;
  private final SampleQueue queue;
  private final IngestCounts rows;
  private final PushedSeries points;
  private final Polls polls;
  private final Couriers couriers;
  private final Warnings warnings;
  private final Supplier<Optional<CanaryStatus>> canary;
  private final Clock clock;
  private final String version;

  /// @param canary how it stands with it; nothing where none is sent
  /// @param version of Flatline
  public HealthPage(
      Judgement judgement,
      SampleQueue queue,
      IngestCounts rows,
      PushedSeries points,
      Polls polls,
      Couriers couriers,
      Warnings warnings,
      Supplier<Optional<CanaryStatus>> canary,
      Clock clock,
      String version) {
    this.canary = canary;
    this.judgement = judgement;
    this.queue = queue;
    this.rows = rows;
    this.points = points;
    this.polls = polls;
    this.couriers = couriers;
    this.warnings = warnings;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        judgement
            .counts()
            .thenApplyAsync(
                counts -> new ConsolePage(Tab.HEALTH, "Health", version).of(main(counts)),
                context.blockingTaskExecutor()));
  }

  private Element main(JudgeCounts counts) {
    boolean well = judgement.isWell();
    List<Warning> wrong = warnings.now();
    List<PollCounts> polled = polls.counts();
    List<SinkStatus> sinks = couriers.status();
    boolean quiet =
        wrong.isEmpty()
            && polled.stream().allMatch(one -> one.failing().isEmpty())
            && sinks.stream().allMatch(one -> one.trouble().isEmpty());
    return Element.of("main")
        .add(
            Element.of("div")
                .with("id", "live")
                .with("hx-get", "/health")
                .with("hx-trigger", "every 5s")
                .with("hx-select", "#live")
                .with("hx-swap", "outerHTML")
                .add(Element.of("h1").text(title(well, quiet)))
                .addAll(WarningList.of(wrong))
                .addAll(
                    well
                        ? List.of()
                        : List.of(
                            Element.of("p", "alarm")
                                .with("role", "alert")
                                .text("The server's log says why. Senders are told to wait.")))
                .add(
                    Element.of("div", "columns wide")
                        .add(judged(counts))
                        .addAll(polled.stream().map(HealthPage::polled).toList())
                        .addAll(sinks.stream().map(HealthPage::sink).toList())
                        .addAll(canary.get().stream().map(HealthPage::canary).toList())
                        .add(pushed(points.counts()))
                        .add(rows(rows.now()))));
  }

  private static String title(boolean well, boolean quiet) {
    if (!well) {
      return "Nothing is judged or kept";
    }
    return quiet ? "All is well" : "Something needs a look";
  }

  private Element judged(JudgeCounts counts) {
    Element table = Element.of("tbody");
    row(table, "reached", reached(counts));
    row(table, "workloads", counts.workloads());
    row(table, "waiting in the queue", queue.waiting());
    row(table, "findings that wait for the store", counts.unsaved());
    row(table, "samples taken from the queue", counts.received());
    row(table, "judged", counts.judged());
    row(table, "held until their lateness is over", counts.held());
    row(table, "merged with another of the same time", counts.merged());
    drops(table, counts.dropped());
    return section("Judgement", table);
  }

  private String reached(JudgeCounts counts) {
    if (counts.watermarkMillis() == Long.MIN_VALUE) {
      return "nothing came yet";
    }
    Instant reached = Instant.ofEpochMilli(counts.watermarkMillis());
    return ago(Duration.between(reached, clock.instant()).toMillis());
  }

  private static Element polled(PollCounts counts) {
    Element table = Element.of("tbody");
    row(table, "read up to", ago(counts.behindMillis()));
    counts.failing().ifPresent(why -> row(table, "it fails, and is tried again", why));
    row(table, "requests", counts.requests());
    row(table, "samples queued", counts.samples());
    row(table, "workloads without CPU", (long) counts.withoutCpu());
    counts.failures().forEach((reason, count) -> row(table, "failed: " + label(reason), count));
    drops(table, counts.dropped());
    return section("Prometheus " + counts.server(), table);
  }

  private static Element sink(SinkStatus status) {
    Element table = Element.of("tbody");
    status.trouble().ifPresent(one -> row(table, one.kind().text(), one.why()));
    row(table, "messages delivered", status.delivered());
    row(
        table,
        "last delivered",
        status
            .lastDelivered()
            .map(at -> TimeText.second(at) + " UTC")
            .orElse("not since the start"));
    row(table, "waiting", status.backlog().waiting());
    row(table, "given up", status.backlog().dead());
    row(table, "attempts in vain", status.failed());
    row(table, "without room", status.withoutRoom());
    return section("Sink " + status.name() + " (" + status.type() + ")", table);
  }

  private static Element canary(CanaryStatus status) {
    Element table = Element.of("tbody");
    row(
        table,
        "last found",
        status.lastFound().map(at -> TimeText.second(at) + " UTC").orElse("not since the start"));
    status.took().ifPresent(took -> row(table, "how long it took", took.toMillis() + " ms"));
    status.failing().ifPresent(why -> row(table, "the newest was lost", why));
    row(table, "sent", status.sent());
    status.failures().forEach((reason, count) -> row(table, "lost: " + label(reason), count));
    return section("Canary", table);
  }

  private static String label(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String ago(long millis) {
    return TimeText.duration(Duration.ofMillis(millis)) + " ago";
  }

  private static Element pushed(PushCounts counts) {
    Element table = Element.of("tbody");
    row(table, "requests", counts.requests());
    row(table, "refused requests", counts.refusedRequests());
    row(table, "requests turned away", counts.turnedAwayRequests());
    row(table, "points", counts.received());
    row(table, "taken", counts.taken());
    row(table, "thinned out, for want of room", counts.thinnedOut());
    row(table, "that no profile wants", counts.unwanted());
    row(table, "without room", counts.noRoom());
    row(table, "too old", counts.tooOld());
    row(table, "too far ahead", counts.tooFarAhead());
    drops(table, counts.refused());
    skips(table, counts.skipped());
    row(table, "series remembered", (long) counts.series());
    row(table, "samples made of them", counts.samples());
    row(table, "samples whose CPU has no capacity", counts.withoutCapacity());
    drops(table, counts.dropped());
    return section("Series that are pushed", table);
  }

  private static void skips(Element table, SkipCounts skipped) {
    skipped.byReason().forEach((reason, count) -> row(table, "skipped: " + label(reason), count));
  }

  private static Element rows(IngestCounts.Now counts) {
    Element table = Element.of("tbody");
    row(table, "requests", counts.requests());
    row(table, "refused requests", counts.refusedRequests());
    row(table, "rows", counts.received());
    row(table, "queued", counts.queued());
    row(table, "turned away", counts.turnedAway());
    row(table, "requests sent away unread", counts.unread());
    drops(table, counts.dropped());
    return section("Rows of CSV", table);
  }

  private static void drops(Element table, DropCounts drops) {
    drops.byReason().forEach((reason, count) -> row(table, "dropped: " + reason.text(), count));
  }

  private static void row(Element table, String name, long count) {
    row(table, name, String.format(Locale.ROOT, "%,d", count));
  }

  private static void row(Element table, String name, String value) {
    table.add(
        Element.of("tr")
            .add(Element.of("th").with("scope", "row").text(name))
            .add(
                Element.of("td", "number")
                    .text(VisibleText.shortened(value, MOST_VALUE_CODE_POINTS))));
  }

  private static Element section(String title, Element rows) {
    return Element.of("section")
        .add(Element.of("h2").text(title))
        .add(Element.of("table", "counts").add(rows));
  }
}
