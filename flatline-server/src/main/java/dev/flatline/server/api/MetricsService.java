package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The server's own metrics in the formats of Prometheus: `GET /metrics`.
public final class MetricsService implements HttpService {
  private static final ExpositionFormats FORMATS = ExpositionFormats.init();

  private final Judgement judgement;
  private final SampleQueue queue;
  private final IngestCounts counts;
  private final PushedSeries pushed;

  /// @param counts of rows that came in
  /// @param pushed knows what points came in
  public MetricsService(
      Judgement judgement, SampleQueue queue, IngestCounts counts, PushedSeries pushed) {
    this.judgement = judgement;
    this.queue = queue;
    this.counts = counts;
    this.pushed = pushed;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String accept = request.headers().get(HttpHeaderNames.ACCEPT, "");
    return HttpResponse.of(judgement.counts().thenApply(judged -> answer(accept, judged)));
  }

  private HttpResponse answer(String accept, JudgeCounts judged) {
    ExpositionFormatWriter writer = FORMATS.findWriter(accept);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(
          bytes, new ServerMetrics(judged, counts.now(), pushed.counts(), queue).snapshots());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.parse(writer.getContentType()),
        HttpData.wrap(bytes.toByteArray()));
  }
}
