package dev.flatline.bench;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What many workloads cost in one process: bytes of heap and nanoseconds of CPU per sample, and
/// how long their whole state takes to a file and back. A plain program.
///
/// Thirty days of a million workloads are too many samples to wait for. So a base fleet lives
/// through its days, its state is copied under other names, and all copies live through one hour
/// more.
public final class EngineScale {
  private static final int COLLECTIONS = 3;
  private static final double NANOS_PER_SECOND = 1e9;

  private EngineScale() {}

  /// Prints the figures.
  ///
  /// @param arguments how many workloads in all, then a file of telemetry, or the number of days
  ///     and the seconds between two samples of a made-up fleet
  public static void main(String[] arguments) throws IOException {
    int workloads = Integer.parseInt(arguments[0]);
    BaseFleet base =
        arguments.length == 2
            ? BaseFleet.ofFile(Path.of(arguments[1]))
            : BaseFleet.madeUp(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]) * 1000);
    int copies = workloads / base.workloads().size();
    List<List<Workload>> named = base.workloads().stream().map(one -> copies(one, copies)).toList();
    System.out.printf(
        Locale.ROOT,
        "%,d workloads: %,d copies of %s%n",
        copies * named.size(),
        copies,
        base.describe());

    long before = heldBytes();
    Engine engine = restore(copied(base.snapshot(), named));
    long samples = liveAnHour(engine, base, named);
    long bytes = heldBytes() - before;
    System.out.printf(
        Locale.ROOT, "heap: %,d bytes in all, %,d a workload%n", bytes, bytes / samples(named));
    long judged = engine.judged();

    Path file = Files.createTempFile("flatline", ".snapshot");
    try {
      long begin = System.nanoTime();
      SnapshotFile.write(file, engine);
      System.out.printf(
          Locale.ROOT, "snapshot: %.1f s, %,d bytes%n", seconds(begin), Files.size(file));
      engine = null;
      begin = System.nanoTime();
      Engine restored = SnapshotFile.read(file, EngineScale::restore);
      System.out.printf(Locale.ROOT, "restore: %.1f s%n", seconds(begin));
      if (restored.judged() != judged) {
        throw new IllegalStateException(restored.judged() + " judged, not " + judged);
      }
    } finally {
      Files.delete(file);
    }
    System.out.printf(
        Locale.ROOT, "in all %,d samples were judged by the copies in that hour%n", samples);
  }

  private static long liveAnHour(Engine engine, BaseFleet base, List<List<Workload>> named) {
    long samples = 0;
    long nanos = 0;
    for (List<Sample> step : base.oneHourMore()) {
      List<Sample> all = copies(step, base, named);
      long begin = cpuNanos();
      all.forEach(engine::accept);
      engine.advanceTo(all.getLast().atMillis() - EngineSettings.DEFAULT.lateness().toMillis());
      nanos += cpuNanos() - begin;
      samples += all.size();
    }
    System.out.printf(
        Locale.ROOT, "an hour: %,d samples, %,d ns of CPU each%n", samples, nanos / samples);
    return samples;
  }

  private static List<Sample> copies(
      List<Sample> step, BaseFleet base, List<List<Workload>> named) {
    List<Workload> workloads = base.workloads();
    List<Sample> all = new ArrayList<>();
    for (Sample sample : step) {
      for (Workload copy : named.get(workloads.indexOf(sample.workload()))) {
        all.add(new Sample(copy, sample.atMillis(), sample.values()));
      }
    }
    return all;
  }

  private static List<Workload> copies(Workload workload, int copies) {
    return IntStream.range(0, copies)
        .mapToObj(copy -> new Workload(workload.name() + '-' + copy, workload.labels()))
        .toList();
  }

  /// The records of an engine with each workload under several names: a record begins with it.
  private static Iterator<byte[]> copied(List<byte[]> records, List<List<Workload>> named) {
    StateWriter writer = new StateWriter();
    List<Integer> order = new ArrayList<>();
    for (byte[] workload : records.subList(1, records.size())) {
      String name = new StateReader(workload).getString();
      order.add(
          IntStream.range(0, named.size())
              .filter(i -> named.get(i).getFirst().name().equals(name + "-0"))
              .findFirst()
              .orElseThrow());
    }
    Iterator<byte[]> copies =
        IntStream.range(0, order.size())
            .boxed()
            .flatMap(
                i ->
                    named.get(order.get(i)).stream()
                        .map(copy -> renamed(records.get(i + 1), copy.name(), writer)))
            .iterator();
    return new Iterator<>() {
      private boolean begun;

      @Override
      public boolean hasNext() {
        return !begun || copies.hasNext();
      }

      @Override
      public byte[] next() {
        boolean first = !begun;
        begun = true;
        return first ? records.getFirst() : copies.next();
      }
    };
  }

  private static byte[] renamed(byte[] record, String name, StateWriter writer) {
    StateReader reader = new StateReader(record);
    reader.getString();
    writer.clear();
    writer.putString(name);
    byte[] front = writer.toBytes();
    byte[] renamed = Arrays.copyOf(front, front.length + record.length - reader.position());
    System.arraycopy(
        record, reader.position(), renamed, front.length, record.length - reader.position());
    return renamed;
  }

  private static Engine restore(Iterator<byte[]> records) {
    return Engine.restore(EngineSettings.DEFAULT, Policy.none(), finding -> {}, records);
  }

  private static int samples(List<List<Workload>> named) {
    return named.stream().mapToInt(List::size).sum();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double seconds(long beginNanos) {
    return (System.nanoTime() - beginNanos) / NANOS_PER_SECOND;
  }

  private static long heldBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
