package dev.flatline.server.poll;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.prometheus.Stretch;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Queues the samples of one stretch, and waits where there is no room. Those of an ordinary poll
/// go
/// together at its end, so that of a poll that fails half way nothing is judged, and nothing twice.
final class StretchBatches implements SampleSink {
  /// A quarter of what may wait; 12,500 workloads with a scrape every 15 s and a poll a minute.
  private static final int MOST_SAMPLES = 50_000;

  /// Below the five minutes after which nobody waits for a source that is silent.
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

  private final String source;
  private final Stretch stretch;
  private final SampleQueue queue;
  private final Clock clock;
  private final List<Sample> samples = new ArrayList<>();
  private long toldMillis;

  StretchBatches(String source, Stretch stretch, SampleQueue queue, Clock clock) {
    this.source = source;
    this.stretch = stretch;
    this.queue = queue;
    this.clock = clock;
    this.toldMillis = clock.millis();
  }

  @Override
  public void accept(Sample sample) {
    samples.add(sample);
    if (samples.size() == MOST_SAMPLES) {
      put(stretch.afterMillis());
    }
  }

  /// The server answers: others shall go on to wait for it.
  void answered() {
    if (clock.millis() - toldMillis >= SIGN_OF_LIFE.toMillis()) {
      queue(new Batch(source, List.of(), OptionalLong.of(stretch.afterMillis())));
    }
  }

  /// The stretch is whole.
  void finish() {
    put(stretch.toMillis());
  }

  private void put(long reachedMillis) {
    queue(new Batch(source, samples, OptionalLong.of(reachedMillis)));
    samples.clear();
  }

  private void queue(Batch batch) {
    try {
      queue.put(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(Reason.TIMEOUT, "interrupted while waiting for room", e);
    }
    toldMillis = clock.millis();
  }
}
