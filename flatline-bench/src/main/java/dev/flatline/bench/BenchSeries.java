package dev.flatline.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// Makes the data of the Prometheus bench: pods with a counter of CPU time and one of received
/// bytes, which rise by a random amount from scrape to scrape, and one machine with its cores.
final class BenchSeries {
  private static final int NAMESPACES = 50;

  private final Writer out;
  private final Instant from;
  private final long scrapes;
  private final long scrapeSeconds;

  private BenchSeries(Writer out, Instant from, Duration length, Duration scrape) {
    this.out = out;
    this.from = from;
    scrapeSeconds = scrape.toSeconds();
    scrapes = length.dividedBy(scrape) + 1;
  }

  /// Writes the data into the folder from which a Prometheus is then started.
  static void load(Path folder, Instant from, Duration length, Duration scrape, int workloads)
      throws IOException, InterruptedException {
    Path file = folder.resolve("samples.txt");
    try (Writer out = Files.newBufferedWriter(file, US_ASCII)) {
      BenchSeries series = new BenchSeries(out, from, length, scrape);
      Random random = new Random(1);
      for (int i = 0; i < workloads; i++) {
        series.counter(
            "container_cpu_usage_seconds_total", pod(i) + ",container=\"main\"", 15, random);
      }
      for (int i = 0; i < workloads; i++) {
        series.counter(
            "container_network_receive_bytes_total", pod(i) + ",interface=\"eth0\"", 1e6, random);
      }
      series.constant("machine_cpu_cores", "instance=\"10.0.0.1:10250\"", 4);
      out.write("# EOF\n");
    }
    Commands.run(
        "promtool",
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        "--quiet",
        file.toString(),
        folder.resolve("data").toString());
    Files.delete(file);
  }

  private static String pod(int number) {
    return "namespace=\"ns"
        + number % NAMESPACES
        + "\",pod=\"pod-"
        + number
        + "\",instance=\"10.0.0.1:10250\"";
  }

  private void counter(String metric, String labels, double mostPerScrape, Random random) {
    double value = 0;
    for (long i = 0; i < scrapes; i++) {
      value += Math.rint(random.nextDouble() * mostPerScrape * 1e3) / 1e3;
      write(metric, labels, value, i);
    }
  }

  private void constant(String metric, String labels, double value) {
    for (long i = 0; i < scrapes; i++) {
      write(metric, labels, value, i);
    }
  }

  private void write(String metric, String labels, double value, long scrape) {
    try {
      out.append(metric).append('{').append(labels).append("} ").append(Double.toString(value));
      out.append(' ').append(Long.toString(from.getEpochSecond() + scrape * scrapeSeconds));
      out.append('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
