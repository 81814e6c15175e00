package dev.flatline.server.judge;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.JudgedStore;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateException;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Judges what waits in a queue, on one thread of its own: the only one that touches the engine.
/// Findings go into the store before anyone is told of them; while the store takes none, nothing
/// more is taken from the queue, so that whoever sends is told to wait.
public final class Judgement implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

  /// How long the thread waits for samples before it looks what is due.
  private static final long TICK_MILLIS = 100;

  /// How often a store that failed is tried again.
  private static final Duration RETRY_EVERY = Duration.ofSeconds(1);

  /// Room is sought among all workloads, which takes some 0.1 s for 200,000.
  private static final Duration ROOM_EVERY = Duration.ofMinutes(1);

  /// Samples that may wait for their lateness, of each workload for which there is room: one that
  /// is
  /// measured every 15 seconds has five in a minute.
  private static final long HELD_OF_WORKLOAD = 5;

  /// One of so many parts of the room is made free at once.
  private static final int ROOM_PARTS = 16;

  private final Engine engine;
  private final Reached reached;
  private final SampleQueue queue;
  private final JudgedStore store;
  private final Snapshots snapshots;
  private final Settings settings;
  private final Watermark watermark;
  private final JudgeLags lags;
  private final CanaryLane canary;
  private final Lull lull = new Lull(System::nanoTime);
  private final Map<String, SourceCounts> sources = new HashMap<>();
  private final Map<String, Finding> unsaved;
  private final Queue<Question> questions = new ConcurrentLinkedQueue<>();
  private final DropCounts refused = new DropCounts();
  private final Thread thread;
  private volatile boolean stopping;
  private long refusedSamples;
  private long watermarkMillis = Long.MIN_VALUE;
  private long triedNanos = System.nanoTime();
  private long advancedNanos = System.nanoTime();
  private long roomSoughtNanos = System.nanoTime() - ROOM_EVERY.toNanos();
  private boolean promised;
  private boolean storeFails;

  /// How a judgement runs.
  ///
  /// @param engine how the engine judges
  /// @param policy what is declared
  /// @param clock the server's own clock
  /// @param snapshotEvery how often the state is written
  /// @param heard when sources were last heard before the start, by their names
  /// @param mostWorkloads where as many are known and none is silent, samples of others are dropped
  /// @param witness sees what is judged and found
  public record Settings(
      EngineSettings engine,
      Policy policy,
      Clock clock,
      Duration snapshotEvery,
      Map<String, Instant> heard,
      int mostWorkloads,
      Witness witness) {}

  private Judgement(
      Settings settings, SampleQueue queue, JudgedStore store, SnapshotFolder folder) {
    this.settings = settings;
    this.queue = queue;
    this.store = store;
    this.snapshots =
        new Snapshots(folder, store, settings.snapshotEvery(), settings.clock(), System::nanoTime);
    settings.heard().forEach((source, at) -> sources.put(source, SourceCounts.before(at)));
    this.unsaved = new LinkedHashMap<>();
    SnapshotFolder.Restored restored =
        folder.restore(
            settings.engine(), settings.policy(), finding -> unsaved.put(finding.id(), finding));
    this.engine = restored.engine();
    engine.holdAtMost(HELD_OF_WORKLOAD * settings.mostWorkloads());
    overtake();
    this.reached = restored.reached();
    this.canary = new CanaryLane(settings.engine(), settings.policy());
    this.watermark = new Watermark(settings.engine().lateness().toMillis());
    this.lags = new JudgeLags(settings.engine().lateness().toMillis());
    this.thread = new Thread(this::run, "judgement");
  }

  /// What was told after the snapshot is known to the store, and so are the workloads as they were
  /// then: a crash makes nobody hear of it again as something new, nor wait for its end for ever.
  private void overtake() {
    try {
      engine.overtake(store.memories());
    } catch (StateException e) {
      LOG.warn("what the store remembers of workloads is passed over: {}", e.getMessage());
    }
  }

  /// Goes on from the newest snapshot and begins to judge.
  ///
  /// @throws SnapshotException where the snapshot cannot be used
  public static Judgement start(
      Settings settings, SampleQueue queue, JudgedStore store, SnapshotFolder snapshots) {
    Judgement judgement = new Judgement(settings, queue, store, snapshots);
    judgement.thread.start();
    return judgement;
  }

  /// What became of the samples up to now.
  public CompletableFuture<JudgeCounts> counts() {
    return ask(this::countsNow);
  }

  /// Up to when a source that can be read again was judged; empty where nothing of it was, or
  /// nobody remembers.
  public CompletableFuture<OptionalLong> reached(String source) {
    return ask(() -> reached.of(source));
  }

  /// What is known of each workload.
  public CompletableFuture<List<Coverage>> coverage() {
    CoverageQuestion question = new CoverageQuestion(engine, System::nanoTime);
    ask(question, question.told());
    return question.told();
  }

  /// What became of snapshots.
  public SnapshotCounts snapshots() {
    return snapshots.counts();
  }

  /// Where a canary is judged, beside the fleet.
  public CanaryLane canary() {
    return canary;
  }

  /// Whether the thread lives and the store takes what is found.
  public boolean isWell() {
    return thread.isAlive() && !storeFails;
  }

  /// Judges what waits, writes the state, and ends.
  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    ask(
        inLull -> {
          answer.complete(question.get());
          return true;
        },
        answer);
    return answer;
  }

  private void ask(Question question, CompletableFuture<?> answer) {
    questions.add(question);
    if (!thread.isAlive()) {
      answer.completeExceptionally(new IllegalStateException("the judgement has ended"));
    }
  }

  /// Something that is asked of the thread that judges.
  interface Question {
    /// Answers it, or a part that takes no longer than a few milliseconds.
    ///
    /// @param inLull whether no samples are about to wait for that
    /// @return whether it is answered; else it goes on after the samples that wait
    boolean answer(boolean inLull);
  }

  private void run() {
    try {
      while (!stopping || queue.waiting() > 0) {
        boolean busy = lull.isHere() && (snapshots.isWriting() || !questions.isEmpty());
        Batch batch = storeFails ? null : queue.poll(busy ? 0 : TICK_MILLIS);
        if (batch != null) {
          take(batch);
        }
        doWhatIsDue();
        snapshots.advance(engine, reached, lull, unsaved.isEmpty());
        answer(lull.isHere());
        if (storeFails && stopping) {
          break;
        }
      }
      advance();
      if (unsaved.isEmpty()) {
        snapshots.writeNow(engine, reached);
      }
      while (!questions.isEmpty()) {
        answer(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.error("the judgement ended: nothing is judged any more until a restart", e);
      throw e;
    } finally {
      snapshots.close();
    }
  }

  private void take(Batch batch) {
    SlowJudgement slow = new SlowJudgement();
    slow.begin();
    accept(batch);
    if (!batch.samples().isEmpty()) {
      lull.taken();
    }
    tell(slow, batch.source(), batch.samples().size());
  }

  private void tell(SlowJudgement slow, String source, int samples) {
    if (slow.shouldCommit()) {
      slow.source = source;
      slow.samples = samples;
      slow.workloads = engine.workloads();
      slow.watermark = watermarkMillis;
      slow.commit();
    }
  }

  private void accept(Batch batch) {
    long now = settings.clock().millis();
    long newest = Long.MIN_VALUE;
    long own = 0;
    long alike = 0;
    long alikeMillis = Long.MIN_VALUE;
    long surelyMillis = batch.complete() ? watermark.ofOthers(batch.source(), now) : Long.MIN_VALUE;
    for (Sample sample : batch.samples()) {
      Optional<DropReason> reason = TrustedTimes.refuse(sample.atMillis(), now);
      if (reason.isPresent()) {
        refuse(reason.get());
      } else if (engine.knows(sample.workload().name()) || isTaken(sample)) {
        newest = Math.max(newest, sample.atMillis());
        own++;
        if (sample.atMillis() != alikeMillis) {
          countLag(batch.source(), alikeMillis, alike, now);
          alikeMillis = sample.atMillis();
          alike = 0;
        }
        alike++;
        settings.witness().taken(sample);
        engine.accept(sample, Math.min(surelyMillis, sample.atMillis() + 1));
      }
    }
    canary.judge();
    countLag(batch.source(), alikeMillis, alike, now);
    if (own > 0 || batch.samples().isEmpty()) {
      SourceCounts came = new SourceCounts(own, newest, now);
      sources.merge(
          batch.source(), came, (known, more) -> batch.heard() ? known.plus(more) : known);
    }
    reach(batch, newest, now);
  }

  /// Whether a workload that is not known becomes one of the fleet; else what becomes of the sample
  /// is told here.
  private boolean isTaken(Sample sample) {
    if (CanaryLane.isReserved(sample)) {
      if (!canary.accept(sample)) {
        refuse(DropReason.RESERVED);
      }
      return false;
    }
    if (engine.workloads() >= settings.mostWorkloads() && !makesRoom()) {
      refuse(DropReason.NO_ROOM);
      return false;
    }
    return true;
  }

  /// Pods come and go: those that are gone make room for others, many at once.
  private boolean makesRoom() {
    long now = System.nanoTime();
    if (watermarkMillis == Long.MIN_VALUE || now - roomSoughtNanos < ROOM_EVERY.toNanos()) {
      return false;
    }
    roomSoughtNanos = now;
    int most = settings.mostWorkloads();
    return engine.forgetSilent(most - Math.ceilDiv(most, ROOM_PARTS), watermarkMillis);
  }

  /// What is before the watermark is dropped, and so has no lag.
  private void countLag(String source, long atMillis, long samples, long nowMillis) {
    if (samples > 0 && atMillis >= watermarkMillis) {
      lags.taken(source, atMillis, samples, nowMillis);
    }
  }

  private void reach(Batch batch, long newestMillis, long nowMillis) {
    if (batch.reachedMillis().isPresent()) {
      long reachedMillis = batch.reachedMillis().getAsLong();
      if (reachedMillis == Batch.NOTHING_YET) {
        return;
      }
      promised = reachedMillis >= watermarkMillis;
      reached.see(batch.source(), reachedMillis);
      watermark.reach(batch.source(), reachedMillis + 1, nowMillis);
    } else if (newestMillis != Long.MIN_VALUE) {
      watermark.see(batch.source(), newestMillis, nowMillis);
    }
  }

  private void refuse(DropReason reason) {
    refusedSamples++;
    refused.add(reason);
  }

  private void doWhatIsDue() throws InterruptedException {
    long now = System.nanoTime();
    if (promised || now - advancedNanos >= TICK_MILLIS * 1_000_000) {
      promised = false;
      advancedNanos = now;
      advance();
    }
    if (storeFails) {
      Thread.sleep(TICK_MILLIS);
    }
  }

  private void advance() {
    OptionalLong reachedByAll = watermark.at(settings.clock().millis());
    if (reachedByAll.isPresent() && !storeFails) {
      watermarkMillis = reachedByAll.getAsLong();
      SlowJudgement slow = new SlowJudgement();
      slow.begin();
      engine.advanceTo(watermarkMillis);
      tell(slow, SlowJudgement.ADVANCE, 0);
      lags.judgedBefore(watermarkMillis, settings.clock().millis());
    }
    save();
  }

  private void save() {
    long now = System.nanoTime();
    if (unsaved.isEmpty()
        || (storeFails && !stopping && now - triedNanos < RETRY_EVERY.toNanos())) {
      return;
    }
    triedNanos = now;
    try {
      store.save(unsaved.values(), memories());
      settings.witness().stored(List.copyOf(unsaved.values()));
      unsaved.clear();
      if (storeFails) {
        LOG.info("the store takes findings again");
      }
      storeFails = false;
    } catch (RuntimeException e) {
      if (!storeFails) {
        LOG.error("{} findings wait: {}", unsaved.size(), e.getMessage());
      }
      storeFails = true;
    }
  }

  private Map<String, byte[]> memories() {
    Map<String, byte[]> memories = new HashMap<>();
    for (Finding finding : unsaved.values()) {
      String workload = finding.workload().name();
      engine.snapshot(workload).ifPresent(record -> memories.put(workload, record));
    }
    return memories;
  }

  private void answer(boolean inLull) {
    for (int left = questions.size(); left > 0; left--) {
      Question question = questions.poll();
      if (question != null && !question.answer(inLull)) {
        questions.add(question);
      }
    }
  }

  private JudgeCounts countsNow() {
    DropCounts dropped = engine.dropped().copy();
    dropped.addAll(refused);
    return new JudgeCounts(
        engine.received() + refusedSamples + canary.judged(),
        engine.judged() + canary.judged(),
        engine.held(),
        engine.merged(),
        dropped,
        engine.workloads(),
        engine.forgotten(),
        watermarkMillis,
        unsaved.size(),
        lags.counts(),
        Map.copyOf(sources));
  }
}
