package dev.flatline.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends what 5,000 pods' cAdvisors say to a receiver of remote write 1.0, as fast as it takes it,
/// and prints the CPU time that the receiver's process spends on a million samples: 20,000 series
/// of nine labels, one sample each, 2,000 a request. A plain program.
public final class RemoteWriteLoad {
  private static final int PODS = 5_000;
  private static final int PER_REQUEST = 2_000;
  private static final int SENDERS = 4;
  private static final long STEP_MILLIS = 15_000;

  /// Not counted: eight million samples, after which a JVM has compiled what is called often.
  private static final int FIRST_ROUNDS = 400;
  private static final double NANOS_PER_SECOND = 1e9;

  private final RemoteWriteSender sender;
  private final List<CadvisorFleet.Request> requests = CadvisorFleet.requests(PODS, PER_REQUEST);

  private RemoteWriteLoad(URI uri) {
    this.sender = new RemoteWriteSender(uri);
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
        load.sender.turnedAway());
    load.sender.close();
  }

  private long series() {
    return requests.stream().mapToLong(request -> request.series().size()).sum();
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
        for (CadvisorFleet.Request request : requests) {
          sent.add(senders.submit(() -> sender.send(request, atMillis)));
        }
        for (Future<?> one : sent) {
          one.get();
        }
      }
    }
  }
}
