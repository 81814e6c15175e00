package dev.flatline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Sends requests of remote write 1.0, again where it is told to wait. Safe for several threads.
final class RemoteWriteSender implements AutoCloseable {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(1);

  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong turnedAway = new AtomicLong();

  RemoteWriteSender(URI uri) {
    this.uri = uri;
  }

  /// Sends a point of each series of a request.
  ///
  /// @throws IOException where it is refused
  Void send(CadvisorFleet.Request request, long atMillis) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(request.body(atMillis)))
            .build();
    HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
    while (answer.statusCode() == TOO_MANY_REQUESTS) {
      turnedAway.incrementAndGet();
      Thread.sleep(Duration.ofSeconds(1));
      answer = client.send(post, BodyHandlers.ofString());
    }
    if (answer.statusCode() >= 300) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return null;
  }

  /// How often it was told to wait.
  long turnedAway() {
    return turnedAway.get();
  }

  @Override
  public void close() {
    client.close();
  }
}
