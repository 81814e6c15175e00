package dev.flatline.testkit.ledger;

import static org.awaitility.Awaitility.await;

import dev.flatline.testkit.ServedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.awaitility.core.ConditionTimeoutException;

/// Kills a server at random moments while telemetry comes, findings are read and a sink is told of
/// them, starts it again on the same folder, and compares what it then says with all that it had
/// told before.
public final class KillLedger implements AutoCloseable {
  /// A live server takes samples of the last 31 days.
  private static final Duration PAST = Duration.ofDays(30);

  private static final int WORKLOADS = 40;

  /// A JVM that is killed before it says where it listens, in most cases.
  private static final int LATEST_START_MILLIS = 2_000;

  private static final int EARLIEST_MILLIS = 50;
  private static final int LATEST_MILLIS = 3_500;

  /// To judge what waits and to write the state takes up to so long.
  private static final int LATEST_END_MILLIS = 250;

  /// One is written every second, in some milliseconds.
  private static final String SNAPSHOT_EVERY = "1s";

  private static final int LATEST_SNAPSHOT_MILLIS = 5_000;
  private static final int LONGEST_SNAPSHOT_MILLIS = 10;

  /// Event time in which nobody mines at the end: a day, which gives those of the first hours a
  /// past, and the merge gap of 6 hours after which a finding is over.
  private static final Duration QUIET = Duration.ofHours(30);

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);

  /// Ten hours: the first of the fleet mines after one to five.
  private static final int MOST_SLICES = 600;

  private final Path config;
  private final Path data;
  private final Path unfinished;
  private final Path log;
  private final RandomGenerator random;
  private final HttpClient client = HttpClient.newHttpClient();
  private final FindingLedger findings = new FindingLedger();
  private final DeliveryLedger deliveries = new DeliveryLedger(findings);
  private final FindingReader reader = new FindingReader(client, findings);
  private final MiningFleet fleet;
  private final Feeder feeder;
  private final HookReceiver hook;
  private final Map<KillMoment, Integer> kills = new EnumMap<>(KillMoment.class);

  private KillLedger(Path folder, long seed) throws IOException {
    this.random = new Random(seed);
    this.hook = HookReceiver.start(deliveries, random.nextLong());
    this.data = folder.resolve("data");
    this.unfinished = data.resolve("state.unfinished.snapshot");
    this.log = folder.resolve("server.log");
    this.config =
        Files.writeString(
            folder.resolve("flatline.yaml"),
            "snapshot: {every: %s}\nsinks: [{name: hook, type: webhook, url: \"%s\"}]\n"
                .formatted(SNAPSHOT_EVERY, hook.url()));
    Instant start = Instant.now().minus(PAST).truncatedTo(ChronoUnit.MINUTES);
    this.fleet = new MiningFleet(WORKLOADS, start, random.nextLong());
    this.feeder = new Feeder(client, fleet);
  }

  /// Kills it so many times. The server is `flatline serve` on the class path of this process.
  ///
  /// @param folder where its data and its log go; exists
  /// @param progress hears of every run
  public static KillTotals run(int runs, long seed, Path folder, Consumer<String> progress)
      throws InterruptedException {
    try (KillLedger ledger = new KillLedger(folder, seed)) {
      ledger.begin();
      for (int run = 0; run < runs; run++) {
        KillMoment moment = KillMoment.values()[run % KillMoment.values().length];
        Optional<KillMoment> killed = ledger.killAt(moment);
        progress.accept(
            "run %d: %s"
                .formatted(
                    run + 1, killed.map(one -> "killed " + one.words()).orElse("ended by itself")));
      }
      return ledger.drain();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Feeds a server until something was found: however slow the machine is, there is something to
  /// be
  /// lost.
  private void begin() throws IOException, InterruptedException {
    try (ServedProgram server = start()) {
      URI uri = server.uri();
      for (int slice = 0; slice < MOST_SLICES && reader.read(uri).isEmpty(); slice++) {
        feeder.feed(uri);
      }
    }
  }

  /// @return when it was killed: while it judges where no message came to be killed at; empty where
  ///     it had ended by itself
  private Optional<KillMoment> killAt(KillMoment moment) throws InterruptedException {
    try (ServedProgram server = start()) {
      Optional<KillMoment> killed =
          moment == KillMoment.START ? killWhileItStarts(server) : killLater(server, moment);
      killed.ifPresent(one -> kills.merge(one, 1, Integer::sum));
      return killed;
    }
  }

  private Optional<KillMoment> killWhileItStarts(ServedProgram server) {
    server.runFor(random.nextInt(EARLIEST_MILLIS, LATEST_START_MILLIS));
    return server.kill() ? Optional.of(KillMoment.START) : Optional.empty();
  }

  private Optional<KillMoment> killLater(ServedProgram server, KillMoment moment)
      throws InterruptedException {
    URI uri = server.uri();
    long begunMillis = System.currentTimeMillis();
    AtomicBoolean messageCame = new AtomicBoolean();
    try (Exchange clients = Exchange.start(uri, feeder, reader)) {
      if (moment == KillMoment.DELIVERY) {
        hook.onArrival(
            () -> {
              messageCame.set(true);
              server.kill();
            });
      }
      server.runFor(random.nextInt(EARLIEST_MILLIS, LATEST_MILLIS));
      hook.expectNothing();
      if (moment == KillMoment.SNAPSHOT) {
        awaitSnapshot(begunMillis);
        server.runFor(random.nextInt(LONGEST_SNAPSHOT_MILLIS));
      } else if (moment == KillMoment.END) {
        server.askToEnd();
        server.runFor(random.nextInt(LATEST_END_MILLIS));
      }
      boolean killed = server.kill();
      clients.awaitEnd();
      if (messageCame.get()) {
        return Optional.of(KillMoment.DELIVERY);
      }
      return killed ? Optional.of(reached(moment, begunMillis)) : Optional.empty();
    }
  }

  private KillMoment reached(KillMoment moment, long begunMillis) {
    return switch (moment) {
      case DELIVERY -> KillMoment.JUDGING;
      case SNAPSHOT -> isSnapshotUnfinished(begunMillis) ? moment : KillMoment.JUDGING;
      case START, JUDGING, END -> moment;
    };
  }

  /// Looks as often as it can: a snapshot of so few workloads is soon written.
  private void awaitSnapshot(long begunMillis) {
    long latestMillis = System.currentTimeMillis() + LATEST_SNAPSHOT_MILLIS;
    while (!isSnapshotUnfinished(begunMillis) && System.currentTimeMillis() < latestMillis) {
      Thread.onSpinWait();
    }
  }

  /// Whether one that was begun since then is not finished. Of one that was cut off before, the
  /// file is there as well.
  private boolean isSnapshotUnfinished(long begunMillis) {
    try {
      return Files.getLastModifiedTime(unfinished).toMillis() >= begunMillis;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServedProgram start() {
    return ServedProgram.start(
        log,
        List.of("-XX:TieredStopAtLevel=1"),
        "--config",
        config.toString(),
        "--data",
        data.toString());
  }

  /// Lets all findings end and all messages go, and adds up.
  private KillTotals drain() throws IOException, InterruptedException {
    hook.behaveWell();
    try (ServedProgram server = start()) {
      URI uri = server.uri();
      reader.read(uri);
      fleet.fallQuiet();
      for (long slice = 0; slice < QUIET.dividedBy(MiningFleet.SLICE); slice++) {
        feeder.feed(uri);
      }
      awaitAtMost(LONGEST_END, () -> reader.read(uri).values().stream().allMatch(Shown::closed));
      awaitAtMost(LONGEST_DRAIN, () -> reader.waiting(uri) == 0);
      Map<String, Shown> last = reader.read(uri);
      Set<String> twice = new LinkedHashSet<>(findings.twice());
      twice.addAll(deliveries.wrong());
      return new KillTotals(
          kills,
          feeder.answered(),
          feeder.repeated(),
          findings.size(),
          deliveries.taken(),
          deliveries.arrived(),
          deliveries.repeats(),
          findings.lost(),
          untold(last),
          twice);
    }
  }

  /// What has not come by then is told by the totals.
  private static void awaitAtMost(Duration longest, Callable<Boolean> done) {
    try {
      await().atMost(longest).until(done);
    } catch (ConditionTimeoutException e) {
      return;
    }
  }

  private Set<String> untold(Map<String, Shown> last) {
    Set<String> untold = new LinkedHashSet<>();
    Set<String> opened = deliveries.opened();
    for (String id : findings.openWhenTold()) {
      if (!opened.contains(id)) {
        untold.add(id + " was shown open, and the sink never heard of it");
      }
    }
    for (String id : opened) {
      Shown shown = last.get(id);
      if (shown != null && shown.closed() && !deliveries.isClosed(id)) {
        untold.add(id + " is closed, and the sink never heard of it");
      }
    }
    last.forEach(
        (id, finding) -> {
          if (!finding.closed()) {
            untold.add(id + " of " + finding.workload() + " never ends: " + finding);
          }
        });
    return untold;
  }

  @Override
  public void close() {
    hook.close();
    client.close();
  }
}
