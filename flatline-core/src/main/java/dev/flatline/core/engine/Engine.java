package dev.flatline.core.engine;

import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.core.window.WindowAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Judges many workloads: observations in, findings out. Not safe for use by several threads at
/// once; several engines can share the work by workload if they finish together
/// ([#finishTogether]).
///
/// `received = judged + held + merged + dropped`. Memory grows with workloads and with what is
/// pending, not with samples.
public final class Engine {
  /// How long after it began a stretch may still be compared with those that began with it: twice
  /// the longest that a past of 30 days holds, and the days that turn between.
  private static final long LONGEST_ASKED_MILLIS =
      (2 * LevelHistory.DAYS + FleetHistory.DAYS_BEHIND) * LevelHistory.DAY_MILLIS;

  /// Of fleets up to this size all pipelines are awake: at 4 to 6 kB each a tenth of the heap that
  /// the smallest machine gives.
  private static final int MOST_AWAKE = 16_384;

  private static final String SNAPSHOT = "flatline engine";

  /// Metrics are written by their number.
  private static final String METRICS = Arrays.toString(Metric.values());

  /// One more whenever what is written changes.
  private static final int SNAPSHOT_VERSION = 3;

  private final Shared shared;
  private final FindingSink sink;
  private final Map<String, WorkloadEntry> entries = new HashMap<>();
  private final DropCounts drops = new DropCounts();
  private long received;
  private long forgetfulDay = Long.MIN_VALUE;
  private long forgotten;
  private long forgottenJudged;
  private long forgottenMerged;
  private String lastName = "";
  private WorkloadEntry last;

  /// @param sink told whenever a finding is opened, changed or closed
  public Engine(EngineSettings settings, Policy policy, FindingSink sink) {
    this(settings, policy, sink, MOST_AWAKE);
  }

  /// @param mostAwake how many workloads may be awake at once, 1 or more
  Engine(EngineSettings settings, Policy policy, FindingSink sink, int mostAwake) {
    this.shared =
        new Shared(
            settings, policy, DetectorCatalog.ALL, new FleetHistory(), new AwakeEntries(mostAwake));
    this.sink = sink;
    this.last = new WorkloadEntry(Workload.named("none"), shared);
  }

  /// Bounds what waits for its lateness. Where as many samples are held, of all workloads together,
  /// a workload of which another one comes holds that alone: those before it are judged early, and
  /// what is older comes late then.
  ///
  /// @param samples how many, above 0; without this each workload may hold 600
  public void holdAtMost(long samples) {
    shared.counts().holdAtMost(samples);
  }

  /// Takes one sample.
  public void accept(Sample sample) {
    accept(sample, Long.MIN_VALUE);
  }

  /// Takes one sample of a workload of which nothing more will come that is older than a time: it
  /// need not wait until all of the fleet has reached that.
  ///
  /// @param surelyMillis that time, epoch milliseconds
  public void accept(Sample sample, long surelyMillis) {
    received++;
    String name = sample.workload().name();
    if (!name.equals(lastName)) {
      lastName = name;
      WorkloadEntry known = entries.get(name);
      last = known == null ? enter(sample.workload()) : known;
    }
    last.accept(sample, surelyMillis, drops);
  }

  private WorkloadEntry enter(Workload workload) {
    WorkloadEntry entry = new WorkloadEntry(workload, shared);
    entries.put(workload.name(), entry);
    entry.enter();
    return entry;
  }

  /// No sample older than this will come any more: what waits for it is judged and weighed.
  public void advanceTo(long watermarkMillis) {
    List<WorkloadEntry> pending = new ArrayList<>();
    shared
        .watermarks()
        .advanceTo(
            watermarkMillis,
            entry -> {
              if (entry.advanceTo(watermarkMillis)) {
                pending.add(entry);
              }
            });
    shared.fleet().addUpOwners(LevelHistory.day(watermarkMillis) - 1);
    for (WorkloadEntry entry : pending) {
      entry.weigh(shared.fleet(), watermarkMillis, sink);
    }
    if (LevelHistory.day(watermarkMillis) > forgetfulDay) {
      forgetfulDay = LevelHistory.day(watermarkMillis);
      forget(watermarkMillis);
    }
  }

  /// Forgets what nobody can ask for any more, and workloads that were not seen for longer than
  /// their past is kept; what they did is in their owners' and the fleet's. Once a day.
  private void forget(long watermarkMillis) {
    long longestAsked = watermarkMillis - LONGEST_ASKED_MILLIS;
    shared.fleet().forgetBefore(longestAsked);
    shared.fleet().owners().forgetBefore(watermarkMillis, longestAsked);
    forget(entry -> entry.isForgotten(watermarkMillis));
  }

  /// Makes room: forgets workloads of which nothing came for longer than the merge gap and of which
  /// nothing is open, the longest silent first. What they did is in their owners' and the fleet's;
  /// one that comes back is new.
  ///
  /// @param most how many may stay; more do where the others are not silent
  /// @param watermarkMillis that of the last [#advanceTo]
  /// @return whether any was forgotten
  public boolean forgetSilent(int most, long watermarkMillis) {
    long sinceMillis = watermarkMillis - shared.settings().mergeGap().toMillis();
    long[] newest =
        entries.values().stream()
            .filter(entry -> entry.isSilent(sinceMillis, watermarkMillis))
            .mapToLong(WorkloadEntry::newestMillis)
            .sorted()
            .toArray();
    int excess = Math.min(entries.size() - most, newest.length);
    if (excess <= 0) {
      return false;
    }
    long lastMillis = newest[excess - 1];
    forget(
        entry ->
            entry.isSilent(sinceMillis, watermarkMillis) && entry.newestMillis() <= lastMillis);
    return true;
  }

  private void forget(Predicate<WorkloadEntry> which) {
    boolean any =
        entries
            .values()
            .removeIf(
                entry -> {
                  boolean forget = which.test(entry);
                  if (forget) {
                    forgotten++;
                    forgottenJudged += entry.judged();
                    forgottenMerged += entry.merged();
                    lastName = last == entry ? "" : lastName;
                    entry.leave();
                  }
                  return forget;
                });
    if (any) {
      shared.watermarks().clear(entries.size());
      entries.values().forEach(WorkloadEntry::enter);
    }
  }

  /// The input is over and this engine saw the whole fleet.
  public void finish() {
    finishTogether(List.of(this));
  }

  /// The same in parts that share nothing that changes: each is to be run once, with a sink of its
  /// own, and all may run at once.
  ///
  /// @param parts how many, above 0
  public List<Consumer<FindingSink>> finishInParts(int parts) {
    long endMillis = flush();
    List<WorkloadEntry> all = List.copyOf(entries.values());
    List<Consumer<FindingSink>> finishing = new ArrayList<>(parts);
    for (int part = 0; part < parts; part++) {
      int first = part;
      finishing.add(
          told -> {
            StateWriter writer = new StateWriter();
            for (int i = first; i < all.size(); i += parts) {
              all.get(i).finish(shared.fleet(), endMillis, told, writer);
            }
          });
    }
    return finishing;
  }

  /// The input of engines that shared the work by workload is over: all that is pending is weighed
  /// against the whole fleet, and the last state of every finding told.
  public static void finishTogether(List<Engine> engines) {
    long endMillis = Long.MIN_VALUE;
    for (Engine engine : engines) {
      endMillis = Math.max(endMillis, engine.flush());
    }
    FleetHistory fleet = engines.size() == 1 ? engines.getFirst().fleet() : together(engines);
    fleet.addUpOwners(LevelHistory.day(endMillis));
    for (Engine engine : engines) {
      engine.finish(fleet, endMillis);
    }
  }

  private static FleetHistory together(List<Engine> engines) {
    FleetHistory fleet = new FleetHistory();
    engines.forEach(engine -> fleet.addAll(engine.fleet()));
    return fleet;
  }

  /// Judges what is held.
  ///
  /// @return event time of the newest sample of all
  private long flush() {
    long newestMillis = Long.MIN_VALUE;
    for (WorkloadEntry entry : entries.values()) {
      entry.flush();
      newestMillis = Math.max(newestMillis, entry.newestMillis());
    }
    shared.fleet().addUpOwners(LevelHistory.day(newestMillis));
    return newestMillis;
  }

  private void finish(FleetHistory fleet, long endMillis) {
    StateWriter writer = new StateWriter();
    for (WorkloadEntry entry : entries.values()) {
      entry.finish(fleet, endMillis, sink, writer);
    }
  }

  /// The input is over, and it was a part of a fleet whose history is known from elsewhere: all
  /// that is pending is weighed against that history alone, and against what the owners of this
  /// part did.
  public void finishAgainst(FleetHistory fleet) {
    long endMillis = flush();
    finish(fleet.withOwnersOf(shared.fleet()), endMillis);
  }

  /// All that is remembered, as records of bytes: one of the engine, then one of each workload. An
  /// engine made of them by [#restore] goes on as this one does.
  ///
  /// @param records takes each record, which is not used here afterwards
  public void snapshot(Consumer<byte[]> records) {
    beginSnapshot(records).write(Integer.MAX_VALUE);
  }

  /// Begins to write the same in parts, while this engine goes on; the record of the engine at
  /// once. Of one that was begun before nothing more is written.
  ///
  /// @param records takes each record, also while samples are accepted
  public EngineSnapshot beginSnapshot(Consumer<byte[]> records) {
    StateWriter writer = new StateWriter();
    writeHeader(writer);
    writer.putLong(received);
    writer.putLong(forgotten);
    writer.putLong(forgottenJudged);
    writer.putLong(forgottenMerged);
    drops.write(writer);
    shared.fleet().write(writer);
    shared.observed().write(writer);
    records.accept(writer.toBytes());
    return new EngineSnapshot(entries.values(), records);
  }

  /// All that is remembered of one workload alone, for [#overtake]; empty where it is not known.
  public Optional<byte[]> snapshot(String workload) {
    WorkloadEntry entry = entries.get(workload);
    if (entry == null) {
      return Optional.empty();
    }
    entry.beforeChange();
    entry.hearOfWatermarks();
    StateWriter writer = new StateWriter();
    writeHeader(writer);
    entry.write(writer, new StateWriter());
    return Optional.of(writer.toBytes());
  }

  private void writeHeader(StateWriter writer) {
    writer.putString(SNAPSHOT);
    writer.putInt(SNAPSHOT_VERSION);
    writer.putString(METRICS);
    shared.settings().write(writer);
  }

  /// Goes on with workloads as they were after the snapshot that this engine was made of; those
  /// that it knows later states of stay as they are. What they told the fleet in between is
  /// missing there: at most their last days.
  ///
  /// @param records as [#snapshot(String)] gave them; to be handed over before any sample
  /// @throws StateException where one is not such a record, or of other settings; none was taken
  public void overtake(Collection<byte[]> records) {
    List<WorkloadEntry> later = new ArrayList<>(records.size());
    for (byte[] record : records) {
      StateReader reader = new StateReader(record);
      requireHeader(reader);
      later.add(WorkloadEntry.read(reader, shared, UnaryOperator.identity()));
    }
    later.forEach(this::overtake);
    shared.watermarks().clear(0);
    entries.values().forEach(WorkloadEntry::enter);
  }

  private void overtake(WorkloadEntry later) {
    WorkloadEntry known = entries.get(later.workload().name());
    if (known == null || known.newestMillis() <= later.newestMillis()) {
      entries.put(later.workload().name(), later);
      long before = shared.counts().all();
      shared.counts().add(later, 1);
      if (known != null) {
        shared.counts().add(known, -1);
      }
      received += shared.counts().all() - before;
    }
  }

  /// The engine that wrote these records, with a policy and a sink of its own.
  ///
  /// @param settings those of the engine that wrote them
  /// @param records as [#snapshot] gave them
  /// @throws StateException where these are not such records, or of other settings
  public static Engine restore(
      EngineSettings settings, Policy policy, FindingSink sink, Iterator<byte[]> records) {
    Engine engine = new Engine(settings, policy, sink);
    engine.read(records);
    return engine;
  }

  void read(Iterator<byte[]> records) {
    StateReader reader = new StateReader(first(records));
    requireHeader(reader);
    received = reader.getLong();
    forgotten = reader.getLong();
    forgottenJudged = reader.getLong();
    forgottenMerged = reader.getLong();
    shared.counts().begin(forgottenJudged, forgottenMerged);
    drops.read(reader);
    shared.fleet().read(reader);
    shared.observed().read(reader);
    Map<String, String> texts = new HashMap<>();
    while (records.hasNext()) {
      WorkloadEntry entry =
          WorkloadEntry.read(
              reader.over(records.next()),
              shared,
              text -> Objects.requireNonNullElse(texts.putIfAbsent(text, text), text));
      entries.put(entry.workload().name(), entry);
      entry.enter();
      shared.counts().add(entry, 1);
    }
  }

  /// Takes the first record, and looks whether this version can read what it begins. The settings
  /// that it was written with are not looked at.
  ///
  /// @param records as [#snapshot] gave them
  /// @throws StateException where it cannot, or there is none
  public static void requireReadable(Iterator<byte[]> records) {
    requireVersion(new StateReader(first(records)));
  }

  private static byte[] first(Iterator<byte[]> records) {
    if (!records.hasNext()) {
      throw new StateException("a snapshot has at least one record");
    }
    return records.next();
  }

  private void requireHeader(StateReader reader) {
    requireVersion(reader);
    shared.settings().requireWritten(reader);
  }

  private static void requireVersion(StateReader reader) {
    String name = reader.getString();
    int version = reader.getInt();
    if (!name.equals(SNAPSHOT) || version != SNAPSHOT_VERSION) {
      throw new StateException(
          name + " " + version + " is not " + SNAPSHOT + " " + SNAPSHOT_VERSION);
    }
    if (!reader.getString().equals(METRICS)) {
      throw new StateException("written by a version with other metrics");
    }
  }

  /// What this engine's part of the fleet held, day by day.
  public FleetHistory fleet() {
    return shared.fleet();
  }

  /// What was known of each workload.
  public List<Coverage> coverage() {
    List<Coverage> all = new ArrayList<>(entries.size());
    coverageOneByOne().forEachRemaining(all::add);
    return all;
  }

  /// The same of each workload that is known now, as it is when it is asked for: of many, some at a
  /// time between samples.
  public Iterator<Coverage> coverageOneByOne() {
    Map<Long, Set<Metric>> shared = new HashMap<>();
    return List.copyOf(entries.values()).stream()
        .map(
            entry ->
                entry.coverage(
                    measured ->
                        shared.computeIfAbsent(
                            measured, bits -> Set.copyOf(Metric.measuredIn(bits)))))
        .iterator();
  }

  /// Times in which nearly all of the fleet was silent together: its source's, not theirs.
  ///
  /// @param endMillis up to when something should have been measured
  public List<BlindTime> blindTimes(long endMillis) {
    return shared.observed().blindTimes(coverage(), endMillis);
  }

  /// Whether anything is remembered of a workload.
  public boolean knows(String workload) {
    return entries.containsKey(workload);
  }

  /// How many workloads were not seen for 30 days, or had to make room, and are forgotten: what is
  /// known of them is no
  /// longer in [#coverage]. Only where [#advanceTo] tells how late it is.
  public long forgotten() {
    return forgotten;
  }

  /// How many workloads are known.
  public int workloads() {
    return entries.size();
  }

  /// How many samples came in.
  public long received() {
    return received;
  }

  /// How many of them were judged.
  public long judged() {
    return shared.counts().judged();
  }

  /// How many of them are held until their lateness is over.
  public long held() {
    return shared.counts().held();
  }

  /// How many of them completed another of the same time.
  public long merged() {
    return shared.counts().merged();
  }

  /// What of them was dropped, by reason.
  public DropCounts dropped() {
    return drops;
  }

  /// What all pipelines of one engine use together.
  static final class Shared {
    private final EngineSettings settings;
    private final long leastDwellMillis;
    private final Policy policy;
    private final DetectorCatalog catalog;
    private final FleetHistory fleet;
    private final AwakeEntries awake;
    private final WindowAggregate total = new WindowAggregate();
    private final ObservedTimes observed = new ObservedTimes();
    private final WatermarkList watermarks = new WatermarkList();
    private final SampleCounts counts = new SampleCounts();

    Shared(
        EngineSettings settings,
        Policy policy,
        DetectorCatalog catalog,
        FleetHistory fleet,
        AwakeEntries awake) {
      this.settings = settings;
      this.leastDwellMillis = settings.leastDwell().toMillis();
      this.policy = policy;
      this.catalog = catalog;
      this.fleet = fleet;
      this.awake = awake;
    }

    EngineSettings settings() {
      return settings;
    }

    Policy policy() {
      return policy;
    }

    DetectorCatalog catalog() {
      return catalog;
    }

    FleetHistory fleet() {
      return fleet;
    }

    ObservedTimes observed() {
      return observed;
    }

    long leastDwellMillis() {
      return leastDwellMillis;
    }

    AwakeEntries awake() {
      return awake;
    }

    WindowAggregate total() {
      return total;
    }

    WatermarkList watermarks() {
      return watermarks;
    }

    SampleCounts counts() {
      return counts;
    }
  }
}
