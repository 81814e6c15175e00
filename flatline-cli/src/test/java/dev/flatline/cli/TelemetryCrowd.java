package dev.flatline.cli;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.flatline.testkit.TelemetryWay;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Many senders at once, each of which sends a request after the other and never waits, and what
/// they were answered.
final class TelemetryCrowd implements AutoCloseable {
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

  private static final int TOOK_TOO_LONG = 503;

  private final ClientFactory connections =
      ClientFactory.builder().connectTimeout(LONGEST_ANSWER).build();
  private final Map<TelemetryWay, WebClient> clients = new EnumMap<>(TelemetryWay.class);
  private final Map<TelemetryWay, Told> told = new EnumMap<>(TelemetryWay.class);
  private final Queue<String> strange = new ConcurrentLinkedQueue<>();

  /// What those who send by one way were told.
  ///
  /// @param taken requests that were taken
  /// @param takenParts rows or points of those
  /// @param toCome requests that were told to come again
  /// @param unsure requests that took too long: nobody knows whether they were taken
  /// @param unsureParts rows or points of those
  record Told(
      AtomicLong taken,
      AtomicLong takenParts,
      AtomicLong toCome,
      AtomicLong unsure,
      AtomicLong unsureParts) {
    private Told() {
      this(
          new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }
  }

  /// A request.
  static final class Body {
    private final int parts;
    private final byte[] bytes;

    /// @param parts rows or points that it holds
    Body(int parts, byte[] bytes) {
      this.parts = parts;
      this.bytes = bytes;
    }
  }

  TelemetryCrowd(URI server) {
    for (TelemetryWay way : TelemetryWay.values()) {
      String protocol = way == TelemetryWay.OTLP_GRPC ? "h2c://" : "h1c://";
      clients.put(
          way,
          WebClient.builder(protocol + server.getAuthority())
              .factory(connections)
              .responseTimeout(LONGEST_ANSWER)
              .build());
      told.put(way, new Told());
    }
  }

  /// Sends for so long, by each way with so many senders, each body in turn.
  void send(Map<TelemetryWay, List<Body>> bodies, int sendersOfWay, Duration time) {
    long endNanos = System.nanoTime() + time.toNanos();
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      bodies.forEach(
          (way, ofWay) -> {
            for (int sender = 0; sender < sendersOfWay; sender++) {
              int first = sender;
              senders.execute(() -> sendUntil(endNanos, way, ofWay, first));
            }
          });
    }
  }

  private void sendUntil(long endNanos, TelemetryWay way, List<Body> bodies, int first) {
    for (int next = first; System.nanoTime() < endNanos; next++) {
      send(way, bodies.get(next % bodies.size()));
    }
  }

  /// Sends one request, and tells whether it was taken.
  boolean send(TelemetryWay way, Body body) {
    try {
      TelemetryWay.Answer answer = answer(way, body.bytes);
      note(way, body, answer);
      return answer.isTaken();
    } catch (CompletionException e) {
      strange.add(way + " was not answered: " + e.getCause());
      return false;
    }
  }

  private TelemetryWay.Answer answer(TelemetryWay way, byte[] message) {
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, way.path());
    way.headers().forEach(headers::add);
    AggregatedHttpResponse answer =
        Objects.requireNonNull(clients.get(way))
            .execute(headers.build(), HttpData.wrap(way.framed(message)))
            .aggregate()
            .join();
    return way.answer(
        answer.status().code(),
        name -> answer.headers().get(name, answer.trailers().get(name, "")));
  }

  private void note(TelemetryWay way, Body body, TelemetryWay.Answer answer) {
    if (answer.isTaken()) {
      told(way).taken().incrementAndGet();
      told(way).takenParts().addAndGet(body.parts);
    } else if (answer.isToCome()) {
      told(way).toCome().incrementAndGet();
    } else if (answer.status() == TOOK_TOO_LONG && answer.saysWhen()) {
      told(way).unsure().incrementAndGet();
      told(way).unsureParts().addAndGet(body.parts);
    } else {
      strange.add(way + " was answered " + answer);
    }
  }

  /// What those who send by this way were told.
  Told told(TelemetryWay way) {
    return Objects.requireNonNull(told.get(way));
  }

  /// Answers that are none of these, and what was not answered.
  List<String> strange() {
    return List.copyOf(strange);
  }

  @Override
  public void close() {
    connections.close();
  }
}
