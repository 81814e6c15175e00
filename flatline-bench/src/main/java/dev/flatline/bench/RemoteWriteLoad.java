package dev.flatline.bench;

import dev.flatline.testkit.WireMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.xerial.snappy.Snappy;

/// Sends what 5,000 pods' cAdvisors say to a receiver of remote write 1.0, as fast as it takes it,
/// and prints the CPU time that the receiver's process spends on a million samples: 20,000 series
/// of nine labels, one sample each, 2,000 a request. A plain program.
public final class RemoteWriteLoad {
  private static final int PODS = 5_000;
  private static final int PODS_ON_NODE = 30;
  private static final double CORES = 16;
  private static final String CLUSTER = "production-eu-1";
  private static final int PER_REQUEST = 2_000;
  private static final int SENDERS = 4;
  private static final long STEP_MILLIS = 15_000;
  private static final int FIRST_ROUNDS = 40;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int TOO_MANY_REQUESTS = 429;

  /// Field 1 of a write request, a message.
  private static final int SERIES_TAG = 0x0a;

  /// Counters of a pod, with what they grow by in a second.
  private static final List<Counter> COUNTERS =
      List.of(
          new Counter("container_cpu_usage_seconds_total", 0.4),
          new Counter("container_fs_writes_bytes_total", 20_000),
          new Counter("container_network_receive_bytes_total", 90_000),
          new Counter("container_network_transmit_bytes_total", 60_000));

  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong turnedAway = new AtomicLong();
  private final List<List<Series>> requests = new ArrayList<>();

  private RemoteWriteLoad(URI uri) {
    this.uri = uri;
    List<Series> request = new ArrayList<>();
    for (int pod = 0; pod < PODS; pod++) {
      for (Counter counter : COUNTERS) {
        request.add(new Series(labelsOfPod(counter.name, pod), counter.perSecond));
        if (request.size() == PER_REQUEST) {
          requests.add(List.copyOf(request));
          request.clear();
        }
      }
    }
    requests.add(machines());
  }

  /// How many cores each node has, so that CPU is a share.
  private static List<Series> machines() {
    List<Series> machines = new ArrayList<>();
    for (int pod = 0; pod < PODS; pod += PODS_ON_NODE) {
      machines.add(
          new Series(
              labels("__name__", "machine_cpu_cores", "cluster", CLUSTER, "instance", node(pod)),
              0));
    }
    return List.copyOf(machines);
  }

  private record Counter(String name, double perSecond) {}

  /// A series, its labels as they are sent.
  private static final class Series {
    private final byte[] labels;
    private final double perSecond;

    Series(byte[] labels, double perSecond) {
      this.labels = labels;
      this.perSecond = perSecond;
    }

    /// That of a counter, or of a gauge that stands still.
    double valueAt(long atMillis) {
      return perSecond == 0 ? CORES : perSecond * (atMillis % 1_000_000_000) / 1_000;
    }
  }

  /// Prints the figures.
  ///
  /// @param arguments the address to send to, the process that listens there, and how many samples
  ///     of each series to send
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    ProcessHandle receiver = ProcessHandle.of(Long.parseLong(arguments[1])).orElseThrow();
    int rounds = Integer.parseInt(arguments[2]);
    RemoteWriteLoad load = new RemoteWriteLoad(URI.create(arguments[0]));
    long begin = Instant.now().toEpochMilli() - (rounds + FIRST_ROUNDS) * STEP_MILLIS;
    load.send(begin, FIRST_ROUNDS);
    Duration before = cpu(receiver);
    long beginNanos = System.nanoTime();
    load.send(begin + FIRST_ROUNDS * STEP_MILLIS, rounds);
    double seconds = (System.nanoTime() - beginNanos) / NANOS_PER_SECOND;
    // What waits in queues is judged, or written, yet.
    Thread.sleep(Duration.ofSeconds(5));
    double cpuSeconds = cpu(receiver).minus(before).toNanos() / NANOS_PER_SECOND;
    double millions = (double) rounds * load.series() / 1e6;
    System.out.printf(
        Locale.ROOT,
        "%.1f million samples in %.1f s (%,.0f a second), %.1f s of CPU: %.2f s a million; %,d"
            + " requests were sent again%n",
        millions,
        seconds,
        millions * 1e6 / seconds,
        cpuSeconds,
        cpuSeconds / millions,
        load.turnedAway.get());
    load.client.close();
  }

  private long series() {
    return requests.stream().mapToLong(List::size).sum();
  }

  private static Duration cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /// Sends some samples of each series, a request after the other by each of several senders.
  private void send(long firstMillis, int rounds) throws InterruptedException, ExecutionException {
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int round = 0; round < rounds; round++) {
        long atMillis = firstMillis + round * STEP_MILLIS;
        List<Future<?>> sent = new ArrayList<>();
        for (List<Series> request : requests) {
          sent.add(senders.submit(() -> send(request, atMillis)));
        }
        for (Future<?> one : sent) {
          one.get();
        }
      }
    }
  }

  private Void send(List<Series> request, long atMillis) throws IOException, InterruptedException {
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(BodyPublishers.ofByteArray(body(request, atMillis)))
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

  private static byte[] body(List<Series> request, long atMillis) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Series series : request) {
      byte[] sample =
          new WireMessage()
              .message(
                  2, new WireMessage().number(1, series.valueAt(atMillis)).integer(2, atMillis))
              .toBytes();
      body.write(SERIES_TAG);
      varint(body, series.labels.length + sample.length);
      body.write(series.labels);
      body.write(sample);
    }
    return Snappy.compress(body.toByteArray());
  }

  private static void varint(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 127) {
      out.write((rest & 127) | 128);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static byte[] labelsOfPod(String counter, int pod) {
    String app = "app-" + pod % 7;
    return labels(
        "__name__",
        counter,
        "cluster",
        CLUSTER,
        "container",
        app,
        "instance",
        node(pod),
        "interface",
        "eth0",
        "job",
        "kubelet",
        "namespace",
        "team-" + pod % 40,
        "node",
        "ip-10-12-" + pod / PODS_ON_NODE % 250 + ".eu-central-1.compute.internal",
        "pod",
        app + "-" + Integer.toHexString(pod * 0x9E3779B9) + "-x" + pod);
  }

  private static String node(int pod) {
    int node = pod / PODS_ON_NODE;
    return "10.12." + node / 250 + "." + node % 250 + ":10250";
  }

  private static byte[] labels(String... labels) {
    WireMessage message = new WireMessage();
    for (int i = 0; i < labels.length; i += 2) {
      message.message(1, new WireMessage().text(1, labels[i]).text(2, labels[i + 1]));
    }
    return message.toBytes();
  }
}
