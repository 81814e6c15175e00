package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.canary.CanaryStatus;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.recent.Recent;
import dev.flatline.server.warning.Warnings;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/// The server's own metrics in the formats of Prometheus: `GET /metrics`.
public final class MetricsService implements HttpService {
  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("getMetrics", "The server's own metrics, for Prometheus.")
          .answers(200, "In the text format of Prometheus.", "text/plain", Schema.text())
          .answers(
              200,
              "In the text format of Prometheus.",
              "application/openmetrics-text",
              Schema.text());

  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private final Judgement judgement;
  private final Recent recent;
  private final SampleQueue queue;
  private final IngestCounts counts;
  private final PushedSeries pushed;
  private final HeardSenders senders;
  private final Polls polls;
  private final Couriers couriers;
  private final GuardMetrics guard;
  private final Warnings warnings;
  private final Supplier<Optional<CanaryStatus>> canary;

  /// @param recent knows what became of what workloads did
  /// @param counts of rows that came in
  /// @param pushed knows what points came in
  /// @param senders that were heard
  /// @param polls know what was asked for
  /// @param couriers know what sinks were told
  /// @param guard knows who was refused
  /// @param warnings that are raised
  public MetricsService(
      Judgement judgement,
      Recent recent,
      SampleQueue queue,
      IngestCounts counts,
      PushedSeries pushed,
      HeardSenders senders,
      Polls polls,
      Couriers couriers,
      GuardMetrics guard,
      Warnings warnings,
      Supplier<Optional<CanaryStatus>> canary) {
    this.canary = canary;
    this.warnings = warnings;
    this.guard = guard;
    this.senders = senders;
    this.polls = polls;
    this.judgement = judgement;
    this.recent = recent;
    this.queue = queue;
    this.counts = counts;
    this.pushed = pushed;
    this.couriers = couriers;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
    return HttpResponse.of(
        judgement
            .counts()
            .thenApplyAsync(judged -> answer(accept, judged), context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String accept, JudgeCounts judged) {
    ExpositionFormatWriter writer = FORMATS.findWriter(accept);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, snapshots(judged));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.parse(writer.getContentType()),
        HttpData.wrap(bytes.toByteArray()));
  }

  private MetricSnapshots snapshots(JudgeCounts judged) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    new ServerMetrics(judged, counts.now(), pushed.counts(), queue).addTo(all);
    new SenderMetrics(senders.now()).addTo(all);
    new PollMetrics(polls.counts()).addTo(all);
    new SinkMetrics(couriers.status()).addTo(all);
    new RecentMetrics(recent.counts()).addTo(all);
    new SnapshotMetrics(judgement.snapshots()).addTo(all);
    guard.addTo(all);
    new WarningMetrics(warnings.now()).addTo(all);
    new CanaryMetrics(canary.get().orElse(CanaryStatus.NONE)).addTo(all);
    LogCounts.addTo(all);
    return all.build();
  }
}
