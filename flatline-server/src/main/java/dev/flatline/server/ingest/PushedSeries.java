package dev.flatline.server.ingest;

import dev.flatline.connectors.prometheus.live.LiveReport;
import dev.flatline.connectors.prometheus.live.LiveSource;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.otlp.OtlpDecoder;
import dev.flatline.formats.remotewrite.RemoteWriteDecoder;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.formats.series.Fingerprint;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesIndex;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipCounts;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.TrustedTimes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes samples of the series that are pushed, by the profiles of the hunt. Safe for several
/// threads, of which one works at a time.
public final class PushedSeries {
  /// Labels of a series: nine, of which others have most.
  private static final long LABEL_BYTES = 256;

  /// Points that are remembered, of each series for which there is room. At 15 seconds it needs
  /// eleven, of a minute that is waited for and a minute of which a rate is made, and half of all
  /// room is shared evenly. 12 bytes each.
  private static final long POINTS_OF_SERIES = 24;

  /// Samples of a step go over in parts, so that the judgement begins with them while others are
  /// made.
  private static final int PART_SAMPLES = 10_000;

  private static final String SOURCE = "pushed series";

  /// A series that was silent for longer is forgotten, once the profiles' evaluation forgot it.
  private static final long FORGOTTEN_AFTER_MILLIS = Duration.ofMinutes(15).toMillis();

  private final SampleQueue queue;
  private final Clock clock;
  private final long latenessMillis;
  private final RemoteWriteDecoder remoteWrite;
  private final OtlpDecoder otlp;
  private final SeriesIndex<Series> index;
  private final LiveSource live;
  private @Nullable Series[] byHandle = new Series[1024];
  private final List<Sample> part = new ArrayList<>();
  private boolean partIsComplete;
  private final Deque<Batch> ready = new ArrayDeque<>();
  private final DropCounts refused = new DropCounts();
  private final SkipCounts skipped = new SkipCounts();
  private long requests;
  private long refusedRequests;
  private long turnedAwayRequests;
  private long received;
  private long unwanted;
  private long noRoom;
  private long newestMillis = Long.MIN_VALUE;
  private long toldMillis = Batch.NOTHING_YET;
  private long forgotMillis;

  /// What is known of a series: the handle that the evaluation gave it, or that it has none.
  private static final class Series {
    private static final int UNWANTED = -1;
    private static final int FORGOTTEN = -2;

    private int handle = FORGOTTEN;

    /// One with a handle is there in the evaluation, which forgets by event time: were it
    /// registered anew, it would count twice.
    private boolean hasNoHandle() {
      return handle < 0;
    }
  }

  /// @param queue where samples wait to be judged
  /// @param lateness how far behind the newest point another may come
  /// @param mostSeries how many are remembered, of metrics that a profile wants; their labels take
  ///     256 bytes of each at most, all together
  public PushedSeries(SampleQueue queue, Clock clock, Duration lateness, int mostSeries) {
    this.queue = queue;
    this.clock = clock;
    this.latenessMillis = lateness.toMillis();
    this.index = new SeriesIndex<>(mostSeries, LABEL_BYTES * mostSeries, labels -> new Series());
    this.live =
        new LiveSource(
            Profiles.bundled(), this::deliver, this::forget, POINTS_OF_SERIES * mostSeries);
    this.remoteWrite = new RemoteWriteDecoder(SeriesLimits.DEFAULTS, live.wantedNames());
    this.otlp = new OtlpDecoder(SeriesLimits.DEFAULTS, live.wantedNames());
  }

  /// Takes a request of remote write.
  ///
  /// @throws SeriesDecodeException where it is malformed or beyond a limit; what was read before
  ///     that is taken
  public synchronized SeriesReport takeRemoteWrite(RemoteWriteVersion version, byte[] body) {
    return take(points -> remoteWrite.decode(version, body, points));
  }

  /// Takes a request of OTLP.
  ///
  /// @param json whether it is JSON, not protobuf
  /// @throws SeriesDecodeException where it is malformed or beyond a limit; what was read before
  ///     that is taken
  public synchronized SeriesReport takeOtlp(boolean json, byte[] body) {
    return take(points -> json ? otlp.decodeJson(body, points) : otlp.decodeProtobuf(body, points));
  }

  private SeriesReport take(Function<SampleVisitor, SeriesReport> request) {
    requests++;
    try {
      SeriesReport report = request.apply(new Points(clock.millis()));
      skipped.addAll(report.skipped());
      received += report.skipped().samples();
      return report;
    } catch (SeriesDecodeException e) {
      refusedRequests++;
      throw e;
    }
  }

  /// Whether samples wait for room in the queue: then no more should come in.
  public synchronized boolean isBehind() {
    return !ready.isEmpty();
  }

  /// Counts a request of which nothing was taken, because this [#isBehind].
  synchronized void turnAway() {
    turnedAwayRequests++;
  }

  /// Makes samples of what all series have reached, step by step as long as there is room.
  public synchronized void advance() {
    handOver();
    if (newestMillis == Long.MIN_VALUE || !ready.isEmpty()) {
      return;
    }
    live.advanceTo(newestMillis - latenessMillis, ready::isEmpty);
    long deliveredMillis = Math.max(toldMillis, live.deliveredMillis().orElse(Long.MIN_VALUE));
    if (!part.isEmpty() || deliveredMillis > toldMillis) {
      toldMillis = deliveredMillis;
      handOverPart();
    }
    long now = clock.millis();
    if (now - forgotMillis > FORGOTTEN_AFTER_MILLIS) {
      forgotMillis = now;
      index.forget(now - FORGOTTEN_AFTER_MILLIS, Series::hasNoHandle);
    }
  }

  /// What became of the points up to now.
  public synchronized PushCounts counts() {
    LiveReport report = live.report();
    LiveReport.Points points = report.points();
    return new PushCounts(
        requests,
        refusedRequests,
        turnedAwayRequests,
        received,
        skipped.copy(),
        unwanted,
        noRoom,
        refused.copy(),
        points.tooOld(),
        points.tooFarAhead(),
        points.received() - points.tooOld() - points.tooFarAhead() - points.forgotten(),
        points.thinnedOut(),
        report.samples(),
        report.withoutCapacity(),
        report.dropped(),
        index.size());
  }

  /// A part that is full promises no more than was promised before: others of its time follow.
  private void deliver(Sample sample) {
    boolean complete = live.completes();
    boolean another = complete != partIsComplete && !part.isEmpty();
    if (another || part.size() >= PART_SAMPLES) {
      handOverPart();
    }
    partIsComplete = complete;
    part.add(sample);
  }

  /// What was made since the last time waits for room in the queue, if it finds none.
  private void handOverPart() {
    ready.add(new Batch(SOURCE, part, OptionalLong.of(toldMillis), partIsComplete));
    part.clear();
    handOver();
  }

  private void handOver() {
    while (!ready.isEmpty() && queue.offer(ready.peek())) {
      ready.remove();
    }
  }

  private void forget(int handle) {
    Series series = byHandle[handle];
    if (series != null) {
      series.handle = Series.FORGOTTEN;
      byHandle[handle] = null;
    }
  }

  private void register(Series series, LabelSlices labels) {
    live.series(labels.toMap())
        .ifPresentOrElse(
            handle -> {
              series.handle = handle;
              if (handle >= byHandle.length) {
                byHandle = Arrays.copyOf(byHandle, 2 * handle);
              }
              byHandle[handle] = series;
            },
            () -> series.handle = Series.UNWANTED);
  }

  /// Takes the points of one request.
  private final class Points implements SampleVisitor {
    private final long nowMillis;
    private @Nullable Series series;

    private Points(long nowMillis) {
      this.nowMillis = nowMillis;
    }

    @Override
    public void series(LabelSlices labels) {
      series = index.find(labels, nowMillis);
      if (series != null && series.handle == Series.FORGOTTEN) {
        register(series, labels);
      }
    }

    @Override
    public boolean known(Fingerprint fingerprint) {
      series = index.find(fingerprint, nowMillis);
      return series != null && series.handle != Series.FORGOTTEN;
    }

    @Override
    public void unwanted(int samples) {
      received += samples;
      unwanted += samples;
    }

    @Override
    public void sample(long atMillis, double value) {
      received++;
      if (series == null) {
        noRoom++;
      } else if (series.handle == Series.UNWANTED) {
        unwanted++;
      } else {
        Optional<DropReason> reason = TrustedTimes.refuse(atMillis, nowMillis);
        if (reason.isPresent()) {
          refused.add(reason.get());
        } else {
          newestMillis = Math.max(newestMillis, Math.min(atMillis, nowMillis));
          live.point(series.handle, atMillis, value);
        }
      }
    }
  }
}
