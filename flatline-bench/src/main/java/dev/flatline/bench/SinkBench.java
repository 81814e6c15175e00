package dev.flatline.bench;

import com.sun.net.httpserver.HttpServer;
import dev.flatline.testkit.ServedProgram;
import dev.flatline.testkit.ServerFigures;
import dev.flatline.testkit.ledger.MiningFleet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Whether sinks that hang or fail slow down judgement: the same telemetry, of a fleet in which
/// most mine, into servers with well-behaved sinks, with such sinks and with none, in turn. A plain
/// program.
public final class SinkBench implements AutoCloseable {
  private static final int WORKLOADS = 400;

  /// Less than the day after whose end nobody is told any more; the first begin to mine after one
  /// to
  /// five hours.
  private static final Duration PAST = Duration.ofHours(8);

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;
  private static final int SAMPLES_PER_SLICE = 4 * WORKLOADS;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SOCKETS = 50;

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer http =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  /// Connections are made to it, and nobody ever answers.
  private final ServerSocket silent =
      new ServerSocket(0, SOCKETS, InetAddress.getLoopbackAddress());

  private final List<String> bodies = bodies();

  private SinkBench(Path folder) throws IOException {
    this.folder = folder;
    answer("/taken", OK);
    answer("/refused", BAD_REQUEST);
    answer("/failed", UNAVAILABLE);
    http.start();
  }

  private enum Sinks {
    NONE("no sink"),
    TAKING("four that take each message"),
    FAILING("four: one hangs, one is away, one fails (503), one refuses (400)");

    private final String words;

    Sinks(String words) {
      this.words = words;
    }
  }

  /// @param seconds from the first request until all was judged
  /// @param cpuSeconds that the server's process spent meanwhile
  private record Run(double seconds, double cpuSeconds, ServerFigures figures) {}

  /// One run of each kind, one after the other.
  private record Round(Run none, Run taking, Run failing) {
    Run of(Sinks sinks) {
      return switch (sinks) {
        case NONE -> none;
        case TAKING -> taking;
        case FAILING -> failing;
      };
    }
  }

  /// Prints the figures.
  ///
  /// @param arguments how many runs of each kind, and an empty folder for what the servers keep
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = Integer.parseInt(arguments[0]);
    List<Round> all = new ArrayList<>();
    try (SinkBench bench = new SinkBench(Path.of(arguments[1]))) {
      for (int round = 1; round <= rounds; round++) {
        System.err.printf("round %d of %d%n", round, rounds);
        all.add(
            new Round(
                bench.run(Sinks.NONE, round),
                bench.run(Sinks.TAKING, round),
                bench.run(Sinks.FAILING, round)));
      }
    }
    print(all);
  }

  private Run run(Sinks sinks, int round) throws IOException, InterruptedException {
    Path own = Files.createDirectory(folder.resolve(sinks + "-" + round));
    Path config = Files.writeString(own.resolve("flatline.yaml"), config(sinks));
    try (ServedProgram server =
        ServedProgram.start(
            own.resolve("log"),
            List.of("-Xmx800m", "-XX:+UseSerialGC"),
            "--config",
            config.toString(),
            "--data",
            own.resolve("data").toString())) {
      URI uri = server.uri();
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      Duration before = process.info().totalCpuDuration().orElseThrow();
      long begin = System.nanoTime();
      for (String body : bodies) {
        send(uri, body);
      }
      ServerFigures figures = figures(uri);
      while (!figures.isQuiet()) {
        Thread.sleep(5);
        figures = figures(uri);
      }
      double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
      Duration cpu = process.info().totalCpuDuration().orElseThrow().minus(before);
      return new Run(seconds, cpu.toNanos() / NANOS_PER_SECOND, figures);
    }
  }

  private String config(Sinks sinks) {
    List<String> urls =
        switch (sinks) {
          case NONE -> List.of();
          case TAKING ->
              List.of(url("/taken/1"), url("/taken/2"), url("/taken/3"), url("/taken/4"));
          case FAILING ->
              List.of(
                  "http://127.0.0.1:" + silent.getLocalPort() + "/",
                  "http://127.0.0.1:1/",
                  url("/failed"),
                  url("/refused"));
        };
    StringBuilder config = new StringBuilder("canary: {enabled: false}\nsinks:\n");
    for (int i = 0; i < urls.size(); i++) {
      config.append("  - {name: s%d, type: webhook, url: \"%s\"}%n".formatted(i, urls.get(i)));
    }
    return urls.isEmpty() ? "canary: {enabled: false}\n" : config.toString();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + path;
  }

  private void answer(String path, int status) {
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
          }
        });
  }

  /// Sends a request, again where it is told to wait.
  private void send(URI server, String body) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(server.resolve("/api/v1/telemetry"))
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(post, BodyHandlers.ofString());
    while (answer.statusCode() == TOO_MANY_REQUESTS) {
      Thread.sleep(50);
      answer = client.send(post, BodyHandlers.ofString());
    }
    if (answer.statusCode() != OK) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  private ServerFigures figures(URI server) throws IOException, InterruptedException {
    HttpRequest get = HttpRequest.newBuilder(server.resolve("/metrics")).build();
    return ServerFigures.of(client.send(get, BodyHandlers.ofString()).body());
  }

  /// A minute of event time each.
  private static List<String> bodies() {
    Instant start = Instant.now().minus(PAST).truncatedTo(ChronoUnit.MINUTES);
    MiningFleet fleet = new MiningFleet(WORKLOADS, start, 1);
    List<String> bodies = new ArrayList<>();
    for (long slice = 0; slice < PAST.toMinutes(); slice++) {
      bodies.addAll(fleet.next(1));
    }
    return bodies;
  }

  private static void print(List<Round> rounds) {
    System.out.printf(
        Locale.ROOT,
        "%.1f million samples of %d workloads; medians of %d runs%n",
        PAST.toMinutes() * SAMPLES_PER_SLICE / 1e6,
        WORKLOADS,
        rounds.size());
    System.out.println(
        "| sinks | until all is judged | CPU of the server | told | given up | waiting |");
    System.out.println("|---|---|---|---|---|---|");
    for (Sinks sinks : Sinks.values()) {
      ServerFigures figures = rounds.getLast().of(sinks).figures;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.1f s | %.1f s | %d | %d | %d |%n",
          sinks.words,
          median(rounds, round -> round.of(sinks).seconds),
          median(rounds, round -> round.of(sinks).cpuSeconds),
          figures.sum("sink_delivered_messages"),
          figures.sum("sink_dead_letters"),
          figures.sum("sink_waiting_messages"));
    }
    printRatio(rounds, Sinks.NONE);
    printRatio(rounds, Sinks.TAKING);
  }

  /// Of each round, since the machine is not as fast in one as in another.
  private static void printRatio(List<Round> rounds, Sinks others) {
    double[] ratios =
        rounds.stream()
            .mapToDouble(round -> round.failing.seconds / round.of(others).seconds)
            .sorted()
            .toArray();
    System.out.printf(
        Locale.ROOT,
        "time with sinks that hang or fail, divided by that with %s: %.2f (%.2f to %.2f)%n",
        others.words,
        middle(ratios),
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return middle(rounds.stream().mapToDouble(figure).sorted().toArray());
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  @Override
  public void close() throws IOException {
    http.stop(0);
    silent.close();
    client.close();
  }
}
