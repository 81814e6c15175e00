package dev.flatline.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// Sends what the cAdvisors of a cluster say of its pods, four series each, every 15 seconds for
/// some minutes: as a Prometheus does that scrapes its nodes one after the other, evenly. A plain
/// program.
public final class FleetLoad {
  private static final int PER_REQUEST = 2_000;
  private static final int SENDERS = 4;
  private static final long STEP_MILLIS = 15_000;

  private final RemoteWriteSender sender;
  private final AtomicLong latestMillis = new AtomicLong();
  private final List<CadvisorFleet.Request> requests;

  private FleetLoad(URI uri, int pods) {
    this.sender = new RemoteWriteSender(uri);
    this.requests = CadvisorFleet.requests(pods, PER_REQUEST);
  }

  /// Prints what was sent.
  ///
  /// @param arguments the address to send to, how many pods, and for how many minutes
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    FleetLoad load = new FleetLoad(URI.create(arguments[0]), Integer.parseInt(arguments[1]));
    int rounds = Math.toIntExact(60_000L * Integer.parseInt(arguments[2]) / STEP_MILLIS);
    long begin = System.currentTimeMillis();
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      for (int round = 0; round < rounds; round++) {
        load.send(senders, begin + round * STEP_MILLIS);
      }
    }
    long series = load.requests.stream().mapToLong(request -> request.series().size()).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d series of %,d pods, %,d points in %d min; %,d requests were sent again, the latest left"
            + " %.1f s after its points%n",
        series,
        Integer.parseInt(arguments[1]),
        series * rounds,
        rounds * STEP_MILLIS / 60_000,
        load.sender.turnedAway(),
        load.latestMillis.get() / 1e3);
    load.sender.close();
  }

  /// A point of each series, spread over the time until the next.
  private void send(ExecutorService senders, long beginMillis)
      throws InterruptedException, ExecutionException {
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      CadvisorFleet.Request request = requests.get(i);
      long atMillis = beginMillis + i * STEP_MILLIS / requests.size();
      Thread.sleep(Math.max(0, atMillis - System.currentTimeMillis()));
      sent.add(senders.submit(() -> send(request, atMillis)));
    }
    for (Future<?> one : sent) {
      one.get();
    }
  }

  private Void send(CadvisorFleet.Request request, long atMillis)
      throws IOException, InterruptedException {
    sender.send(request, atMillis);
    latestMillis.accumulateAndGet(System.currentTimeMillis() - atMillis, Math::max);
    return null;
  }
}
