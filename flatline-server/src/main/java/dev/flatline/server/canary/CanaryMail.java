package dev.flatline.server.canary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Sends telemetry to the server itself, over HTTP as anybody does.
public final class CanaryMail implements AutoCloseable {
  private static final int TAKEN = 200;

  private static final int NO_ROOM = 429;

  /// What the server asks who finds no room to wait.
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final HttpClient client;
  private final URI server;
  private final String token;

  /// @param server where it listens
  /// @param tls by which it is known to be itself; empty where it speaks without
  /// @param token what it shows itself
  public CanaryMail(URI server, Optional<SSLContext> tls, String token) {
    HttpClient.Builder builder = HttpClient.newBuilder();
    tls.ifPresent(builder::sslContext);
    this.client = builder.build();
    this.server = server.resolve("/api/v1/telemetry");
    this.token = token;
  }

  /// Sends telemetry CSV, again while there is no room.
  ///
  /// @param within how long it may take
  /// @throws CanaryException where it is not taken
  void send(String csv, Duration within) throws CanaryException, InterruptedException {
    long endNanos = System.nanoTime() + within.toNanos();
    HttpResponse<String> answer = post(csv, within);
    while (answer.statusCode() == NO_ROOM && System.nanoTime() + WAIT.toNanos() < endNanos) {
      Thread.sleep(WAIT);
      answer = post(csv, Duration.ofNanos(Math.max(1, endNanos - System.nanoTime())));
    }
    if (answer.statusCode() != TAKEN) {
      throw notTaken("status " + answer.statusCode() + ": " + answer.body().strip());
    }
  }

  private HttpResponse<String> post(String csv, Duration within)
      throws CanaryException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .timeout(within)
            .header("Content-Type", "text/csv")
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(csv))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw notTaken(e.toString());
    }
  }

  private static CanaryException notTaken(String why) {
    return new CanaryException(
        CanaryFailure.NOT_TAKEN, "the server does not take its telemetry (" + why + ")");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
