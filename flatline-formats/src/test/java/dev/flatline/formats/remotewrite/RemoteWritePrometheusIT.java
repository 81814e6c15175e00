package dev.flatline.formats.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flatline.formats.remotewrite.RemoteWriteContent.Accepted;
import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.StaleMarker;
import dev.flatline.testkit.PrometheusServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real Prometheus sends of itself.
class RemoteWritePrometheusIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  /// One request as it came.
  private static final class Request {
    private final RemoteWriteContent content;
    private final byte[] body;

    Request(HttpExchange exchange) throws IOException {
      content =
          RemoteWriteContent.of(
              exchange.getRequestHeaders().getFirst("Content-Type"),
              exchange.getRequestHeaders().getFirst("Content-Encoding"));
      body = exchange.getRequestBody().readAllBytes();
    }
  }

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void decode_whatPrometheusSends_givesItsSeries() throws IOException {
    try (PrometheusServer server = PrometheusServer.start(folder, config())) {
      scrape(server.url());
      await().atMost(PATIENCE).until(() -> sends("prometheus_build_info") && sends("up"));
    }

    CollectedSeries collected = new CollectedSeries();
    requests.stream()
        .map(RemoteWritePrometheusIT::decoded)
        .forEach(one -> collected.lines().addAll(one.lines()));
    assertThat(collected.lines()).hasSizeGreaterThan(300);
    assertThat(collected.lines())
        .filteredOn(line -> "up".equals(line.labels().get("__name__")))
        .allMatch(line -> "itself".equals(line.labels().get("job")))
        .allMatch(line -> line.value() == 0 || line.value() == 1 || StaleMarker.is(line.value()));
  }

  private String config() {
    return """
        global: {scrape_interval: 1s}
        remote_write:
          - url: http://127.0.0.1:%d/write
            queue_config: {batch_send_deadline: 500ms}
        scrape_configs:
          - job_name: itself
            file_sd_configs: [{files: [targets.json], refresh_interval: 1s}]
        """
        .formatted(receiver.getAddress().getPort());
  }

  /// Its port is known only now.
  private void scrape(String url) throws IOException {
    Files.writeString(
        folder.resolve("targets.json"),
        "[{\"targets\": [\"" + URI.create(url).getAuthority() + "\"]}]");
  }

  private boolean sends(String metric) {
    return requests.stream()
        .flatMap(request -> decoded(request).lines().stream())
        .anyMatch(line -> metric.equals(line.labels().get("__name__")));
  }

  private static CollectedSeries decoded(Request request) {
    CollectedSeries collected = new CollectedSeries();
    assertThat(request.content).isEqualTo(new Accepted(RemoteWriteVersion.V1));
    SeriesReport report =
        new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL)
            .decode(RemoteWriteVersion.V1, request.body, collected);
    assertThat(report.unsortedSeries()).isZero();
    assertThat(report.skipped().byReason().keySet()).isSubsetOf(SkipReason.METADATA);
    return collected;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(new Request(exchange));
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
