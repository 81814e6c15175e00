package dev.flatline.testkit.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Sends the telemetry of a fleet, at least once: what was not answered 200 is sent again, before
/// anything newer and also to the next process. What was answered is not.
final class Feeder {
  private static final int TAKEN = 200;
  private static final int SEND_AGAIN = 429;
  private static final int UNAVAILABLE = 503;

  /// Requests of one slice that are under way at a time.
  private static final int PARTS = 4;

  private final HttpClient client;
  private final MiningFleet fleet;
  private List<String> unanswered = List.of();
  private long answered;
  private long repeated;

  Feeder(HttpClient client, MiningFleet fleet) {
    this.client = client;
    this.fleet = fleet;
  }

  /// Sends what was not answered, or else the next slice of event time, and waits for the answers.
  ///
  /// @return false where the server is gone
  boolean feed(URI server) throws InterruptedException {
    repeated += unanswered.size();
    List<String> bodies = unanswered.isEmpty() ? fleet.next(PARTS) : unanswered;
    List<CompletableFuture<HttpResponse<String>>> answers =
        bodies.stream().map(body -> send(server, body)).toList();
    List<String> again = new ArrayList<>();
    boolean there = true;
    for (int i = 0; i < bodies.size(); i++) {
      Optional<HttpResponse<String>> answer = await(answers.get(i));
      there &= answer.isPresent();
      if (answer.isPresent() && isTaken(answer.get())) {
        answered++;
      } else {
        again.add(bodies.get(i));
      }
    }
    unanswered = again;
    return there;
  }

  private CompletableFuture<HttpResponse<String>> send(URI server, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/telemetry"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  private static Optional<HttpResponse<String>> await(
      CompletableFuture<HttpResponse<String>> answer) throws InterruptedException {
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException) {
        return Optional.empty();
      }
      throw new IllegalStateException(e);
    }
  }

  private static boolean isTaken(HttpResponse<String> answer) {
    return switch (answer.statusCode()) {
      case TAKEN -> true;
      case SEND_AGAIN, UNAVAILABLE -> false;
      default ->
          throw new IllegalStateException(
              "telemetry was answered " + answer.statusCode() + ": " + answer.body());
    };
  }

  /// Requests that were answered 200.
  long answered() {
    return answered;
  }

  /// Requests that were sent again.
  long repeated() {
    return repeated;
  }
}
