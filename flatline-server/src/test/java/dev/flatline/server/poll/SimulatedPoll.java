package dev.flatline.server.poll;

import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.JudgedStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.judge.JudgeCounts;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.judge.Witness;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// A poll whose pauses take no time: they move its clock, up to an end.
final class SimulatedPoll {
  private static final Duration EVERY = Duration.ofMinutes(10);

  private SimulatedPoll() {}

  /// What came of it.
  record Outcome(PollCounts polled, JudgeCounts judged, List<Finding> findings) {}

  /// Polls until the clock shows the end, and ends in good order.
  ///
  /// @param path of the data folder
  /// @param from what the clock shows at first
  /// @param passed told of every time that the clock shows
  static Outcome run(Path path, String url, Instant from, Instant to, Consumer<Instant> passed)
      throws InterruptedException {
    SimulatedClock clock = new SimulatedClock(from);
    PolledServer server =
        new PolledServer(
            "one", PrometheusEndpoint.of(url), Profiles.AUTO, EVERY, Duration.ofDays(30));
    try (DataFolder folder = DataFolder.take(path)) {
      JudgedStore store = new SqlFindingStore(Database.embedded(folder));
      Counts counts = polled(path, server, store, new Simulation(clock, to, passed));
      return new Outcome(
          counts.polled,
          counts.judged,
          store.find(
              new FindingQuery(
                  Severity.LOW, Optional.empty(), "", Optional.empty(), FindingQuery.MOST)));
    }
  }

  private record Simulation(SimulatedClock clock, Instant to, Consumer<Instant> passed) {}

  private record Counts(PollCounts polled, JudgeCounts judged) {}

  private static Counts polled(
      Path path, PolledServer server, JudgedStore store, Simulation simulation)
      throws InterruptedException {
    SampleQueue queue = new SampleQueue(1_000);
    try (Judgement judgement =
        Judgement.start(
            new Judgement.Settings(
                EngineSettings.DEFAULT,
                Policy.none(),
                simulation.clock,
                Duration.ofHours(1),
                Map.of(),
                Integer.MAX_VALUE,
                Witness.NOBODY),
            queue,
            store,
            new SnapshotFolder(path))) {
      CountDownLatch atEnd = new CountDownLatch(1);
      PollCounts polled;
      try (Poll poll =
          new Poll(
              server,
              judgement.reached(server.source()).join(),
              queue,
              simulation.clock,
              pause -> pass(pause, simulation, atEnd))) {
        poll.start();
        atEnd.await();
        polled = poll.counts();
      }
      await().until(() -> queue.waiting() == 0);
      return new Counts(polled, judgement.counts().join());
    }
  }

  private static void pass(Duration pause, Simulation simulation, CountDownLatch atEnd)
      throws InterruptedException {
    simulation.clock.advance(pause);
    if (!simulation.clock.instant().isBefore(simulation.to)) {
      atEnd.countDown();
      throw new InterruptedException("the end of the simulated time");
    }
    simulation.passed.accept(simulation.clock.instant());
  }
}
