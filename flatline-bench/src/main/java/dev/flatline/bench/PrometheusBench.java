package dev.flatline.bench;

import dev.flatline.testkit.PrometheusServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How long `flatline hunt --prometheus` takes from start to end, compared with `curl` that
/// fetches the same ranges one after the other and throws them away. Both talk to the same Debian
/// Prometheus on the loopback; which ranges those are is read from the server's own query log.
///
/// Arguments: a folder for the data (kept, and used again), the number of workloads (5000), the
/// hours (6), the rounds (5). It runs in the root of the source tree.
public final class PrometheusBench {
  private static final Duration SCRAPE = Duration.ofSeconds(15);
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  private final Path folder;
  private final int workloads;
  private final int hours;
  private final int rounds;

  private PrometheusBench(Path folder, int workloads, int hours, int rounds) {
    this.folder = folder;
    this.workloads = workloads;
    this.hours = hours;
    this.rounds = rounds;
  }

  /// Runs the bench and prints a table.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      System.err.println("usage: PrometheusBench FOLDER [WORKLOADS [HOURS [ROUNDS]]]");
      System.exit(2);
    }
    new PrometheusBench(
            Files.createDirectories(Path.of(arguments[0])),
            argument(arguments, 1, 5000),
            argument(arguments, 2, 6),
            argument(arguments, 3, 5))
        .run();
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private void run() throws IOException, InterruptedException {
    if (Files.notExists(folder.resolve("data"))) {
      BenchSeries.load(folder, FROM, Duration.ofHours(hours), SCRAPE, workloads);
    }
    Path log = folder.resolve("queries.log");
    Files.deleteIfExists(log);
    String config = "global: {query_log_file: " + log.toAbsolutePath() + "}\n";
    try (PrometheusServer server = PrometheusServer.start(folder, config)) {
      hunt(server);
      List<LoggedQuery> queries = LoggedQuery.rangesIn(log);
      System.out.printf(
          "%d workloads, %d h every %d s: %d range queries%n",
          workloads, hours, SCRAPE.toSeconds(), queries.size());
      System.out.println("| round | curl, s | flatline hunt, s | ratio |");
      System.out.println("|---|---|---|---|");
      List<double[]> times = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        double curl = seconds(() -> fetch(server, queries));
        double hunt = seconds(() -> hunt(server));
        times.add(new double[] {curl, hunt, hunt / curl});
        System.out.printf("| %d | %.2f | %.2f | %.2f |%n", round, curl, hunt, hunt / curl);
      }
      System.out.printf(
          "| median | %.2f | %.2f | %.2f |%n",
          median(times, time -> time[0]),
          median(times, time -> time[1]),
          median(times, time -> time[2]));
    }
  }

  private static double median(List<double[]> times, ToDoubleFunction<double[]> of) {
    double[] sorted = times.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void hunt(PrometheusServer server) {
    Commands.run(
        "./flatline",
        "hunt",
        "--prometheus=" + server.url(),
        "--from=" + FROM,
        "--to=" + FROM.plus(Duration.ofHours(hours)),
        "--step=" + SCRAPE.toSeconds() + "s",
        "--format=jsonl",
        "--output=" + folder.resolve("findings.jsonl"));
  }

  private static void fetch(PrometheusServer server, List<LoggedQuery> queries) {
    queries.forEach(query -> query.curl(server.url()));
  }

  private static double seconds(Runnable timed) {
    long started = System.nanoTime();
    timed.run();
    return (System.nanoTime() - started) / 1e9;
  }
}
