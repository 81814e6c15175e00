package dev.flatline.server.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// What a poll does where nobody listens.
class PollTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);

  private final SampleQueue queue = new SampleQueue(10);

  @Test
  void aServerThatCannotBeReached_isTriedAgainAfterEverLongerWaits() throws Exception {
    String nobody = "http://127.0.0.1:" + RunningProgram.freePort();
    List<Duration> waits = waits(PrometheusEndpoint.of(nobody), SourceException.Reason.UNREACHABLE);

    for (int i = 0; i < waits.size(); i++) {
      long mostMillis = Math.min(5_000L << i, 120_000);
      assertThat(waits.get(i).toMillis()).isBetween(mostMillis / 2, mostMillis);
    }
    assertThat(waits).as("with jitter").doesNotHaveDuplicates();
  }

  @Test
  void certificatesThatAreNotThere_areAskedForAgain() throws Exception {
    TlsSettings missing =
        new TlsSettings(Optional.of(Path.of("/nowhere/authorities.pem")), Optional.empty());

    assertThat(
            waits(
                PrometheusEndpoint.of("https://127.0.0.1:1").withTls(missing),
                SourceException.Reason.SETTINGS))
        .isNotEmpty();
  }

  private List<Duration> waits(PrometheusEndpoint endpoint, SourceException.Reason reason)
      throws InterruptedException {
    int tries = 9;
    List<Duration> waits = new CopyOnWriteArrayList<>();
    CountDownLatch enough = new CountDownLatch(1);
    PolledServer server =
        new PolledServer("one", endpoint, Profiles.AUTO, Duration.ofMinutes(1), Duration.ofDays(1));
    try (Poll poll =
        new Poll(
            server,
            OptionalLong.empty(),
            queue,
            CLOCK,
            pause -> {
              waits.add(pause);
              if (waits.size() == tries) {
                enough.countDown();
                throw new InterruptedException("enough");
              }
            })) {
      poll.start();
      enough.await();
      PollCounts counts = poll.counts();
      assertThat(counts.failures()).containsOnlyKeys(reason).containsEntry(reason, (long) tries);
      assertThat(counts.failing()).isPresent();
      assertThat(counts.behindMillis()).isEqualTo(Duration.ofDays(1).toMillis());
    }
    return waits;
  }
}
