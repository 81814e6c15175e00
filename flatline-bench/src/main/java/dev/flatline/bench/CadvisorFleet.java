package dev.flatline.bench;

import dev.flatline.testkit.WireMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;

/// What the cAdvisors of a cluster say of its pods, as series of remote write 1.0 with nine labels.
final class CadvisorFleet {
  private static final int PODS_ON_NODE = 30;
  private static final double CORES = 16;
  private static final String CLUSTER = "production-eu-1";
  private static final long CLOCK_MILLIS = 1_000_000_000;

  /// Field 1 of a write request, a message.
  private static final int SERIES_TAG = 0x0a;

  /// A pod is busier and idler than usual in turn, within so long.
  private static final double WAVE_MILLIS = 600_000;

  /// By so much of its usual load.
  private static final double WAVE = 0.8;

  /// Counters of a pod, with what they grow by in a second.
  private static final List<Counter> COUNTERS =
      List.of(
          new Counter("container_cpu_usage_seconds_total", 0.4),
          new Counter("container_fs_writes_bytes_total", 20_000),
          new Counter("container_network_receive_bytes_total", 90_000),
          new Counter("container_network_transmit_bytes_total", 60_000));

  private CadvisorFleet() {}

  /// What one request carries: a point of each of some series.
  record Request(List<Series> series) {
    /// The body, compressed.
    byte[] body(long atMillis) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (Series one : series) {
        byte[] sample =
            new WireMessage()
                .message(2, new WireMessage().number(1, one.valueAt(atMillis)).integer(2, atMillis))
                .toBytes();
        body.write(SERIES_TAG);
        varint(body, one.labels.length + sample.length);
        body.write(one.labels);
        body.write(sample);
      }
      return Snappy.compress(body.toByteArray());
    }
  }

  private record Counter(String name, double perSecond) {}

  /// A series, its labels as they are sent.
  private static final class Series {
    private final byte[] labels;
    private final double perSecond;
    private final double phase;

    Series(byte[] labels, double perSecond, double phase) {
      this.labels = labels;
      this.perSecond = perSecond;
      this.phase = phase;
    }

    /// That of a counter, or of a gauge that stands still.
    double valueAt(long atMillis) {
      if (perSecond == 0) {
        return CORES;
      }
      double wave =
          WAVE
              * WAVE_MILLIS
              / (2 * Math.PI)
              * Math.sin(2 * Math.PI * (atMillis / WAVE_MILLIS + phase));
      return perSecond * (atMillis % CLOCK_MILLIS + WAVE_MILLIS + wave) / 1_000;
    }
  }

  /// All series of a fleet, as requests; those of a pod are in one.
  ///
  /// @param perRequest series of a request
  static List<Request> requests(int pods, int perRequest) {
    List<Request> requests = new ArrayList<>();
    List<Series> request = new ArrayList<>();
    for (int pod = 0; pod < pods; pod++) {
      for (Counter counter : COUNTERS) {
        request.add(
            new Series(labelsOfPod(counter.name, pod), counter.perSecond, (pod * 0.618) % 1));
      }
      if (request.size() >= perRequest) {
        requests.add(new Request(List.copyOf(request)));
        request.clear();
      }
    }
    requests.add(new Request(List.copyOf(request)));
    requests.add(new Request(machines(pods)));
    return requests;
  }

  /// How many cores each node has, so that CPU is a share.
  private static List<Series> machines(int pods) {
    List<Series> machines = new ArrayList<>();
    for (int pod = 0; pod < pods; pod += PODS_ON_NODE) {
      byte[] labels =
          labels("__name__", "machine_cpu_cores", "cluster", CLUSTER, "instance", node(pod));
      machines.add(new Series(labels, 0, 0));
    }
    return List.copyOf(machines);
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
