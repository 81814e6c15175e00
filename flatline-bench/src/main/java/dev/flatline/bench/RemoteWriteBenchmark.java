package dev.flatline.bench;

import dev.flatline.formats.remotewrite.RemoteWriteDecoder;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.formats.series.Fingerprint;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesIndex;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What one sample of remote write costs, from the compressed body to the caller's object: series
/// of nine labels that are known, one sample each, 2,000 a request.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RemoteWriteBenchmark.PER_REQUEST)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class RemoteWriteBenchmark {
  static final int PER_REQUEST = 2_000;
  private static final String METRIC = "container_cpu_usage_seconds_total";
  private static final long KEY_BYTES = 1L << 30;

  /// How many series there are.
  @Param({"20000", "200000"})
  public int series;

  /// Which message.
  @Param({"V1", "V2"})
  public RemoteWriteVersion version = RemoteWriteVersion.V1;

  /// Whether anybody wants the metric.
  @Param({"true", "false"})
  public boolean wanted = true;

  private final List<byte[]> bodies = new ArrayList<>();
  private RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.of(Set.of(METRIC, "up")));
  private final Sums sums = new Sums();
  private int next;

  /// Makes the bodies and makes their series known.
  @Setup(Level.Trial)
  public void makeBodies() {
    if (!wanted) {
      decoder = new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.of(Set.of("up")));
    }
    for (int from = 0; from < series; from += PER_REQUEST) {
      List<Series> request = new ArrayList<>();
      for (int i = from; i < from + PER_REQUEST; i++) {
        request.add(cpuOf(i));
      }
      byte[] body =
          version == RemoteWriteVersion.V1
              ? RemoteWriteBody.v1(request)
              : RemoteWriteBody.v2(request);
      bodies.add(body);
      decoder.decode(version, body, sums);
    }
  }

  /// Body to sums by series.
  @Benchmark
  public long decode() {
    next = next + 1 < bodies.size() ? next + 1 : 0;
    return decoder.decode(version, bodies.get(next), sums).samples();
  }

  private static Series cpuOf(int i) {
    return Series.of(
        1_700_000_000_000L + i % 15_000,
        i * 0.37,
        "__name__",
        METRIC,
        "cluster",
        "production-eu-1",
        "container",
        "app-" + i % 7,
        "cpu",
        "total",
        "instance",
        "10.12." + i / 250 % 250 + "." + i % 250 + ":10250",
        "job",
        "kubelet",
        "namespace",
        "team-" + i % 40,
        "node",
        "ip-10-12-" + i / 30 % 250 + ".eu-central-1.compute.internal",
        "pod",
        "app-" + i % 7 + "-" + Integer.toHexString(i * 0x9E3779B9) + "-x" + i);
  }

  /// What a caller might keep.
  private static final class Sums implements SampleVisitor {
    private final SeriesIndex<double[]> index =
        new SeriesIndex<>(1_000_000, KEY_BYTES, labels -> new double[1]);
    private double @Nullable [] current;

    @Override
    public void series(LabelSlices labels) {
      current = index.find(labels, 1);
    }

    @Override
    public boolean known(Fingerprint fingerprint) {
      current = index.find(fingerprint, 1);
      return current != null;
    }

    @Override
    public void sample(long atMillis, double value) {
      Objects.requireNonNull(current)[0] += value;
    }
  }
}
