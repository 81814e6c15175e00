package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.prometheus.profile.Lookup;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profile.Quantity;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import dev.flatline.connectors.prometheus.promql.Expression;
import dev.flatline.connectors.prometheus.promql.PromqlParser;
import dev.flatline.connectors.prometheus.promql.SeriesSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A profile over the series that came: asleep until one of them tells that it applies and how
/// often they are pushed, then asked at every step.
final class LiveProfile {
  /// Five points, at a minute's distance; who pushes less often is not waited for.
  private static final long LONGEST_START_MILLIS = 300_000;

  /// The first sample of a workload that is there from the start comes when there are two points to
  /// make a rate of, and waits for its name.
  private static final long FIRST_NAMES_MILLIS = 120_000 + LiveWorkload.LONGEST_WAIT_MILLIS;

  private final Profile profile;
  private final List<SeriesSelector> detect;
  private final List<SeriesSelector> lookups;
  private final WorkloadNames names;
  private final LiveWorkloads workloads;
  private final LiveCounts counts;
  private final SampleJoin join;
  private final QueryPlan plan;
  private final PushInterval interval = new PushInterval();
  private final Map<Quantity, Expression> expressions = new HashMap<>();
  private final Map<Quantity, LiveColumn> columns = new HashMap<>();
  private PlanOrder order = PlanOrder.NOTHING;
  private boolean newMetrics;
  private boolean started;
  private long scrapeMillis;
  private long stepMillis;
  private long nextMillis = Long.MAX_VALUE;
  private StepParts parts = StepParts.one();
  private long detectedMillis = Long.MAX_VALUE;
  private long firstStepMillis;

  LiveProfile(Profile profile, SampleSink sink, LiveCounts counts, LabelPool pool) {
    this.profile = profile;
    this.counts = counts;
    detect =
        profile.detect().stream()
            .map(selector -> WantedSeries.parsed(profile, "detect", selector))
            .toList();
    lookups =
        profile.workload().lookups().stream()
            .map(Lookup::selector)
            .map(selector -> WantedSeries.parsed(profile, "lookups", selector))
            .toList();
    names = new WorkloadNames(profile.workload());
    workloads = new LiveWorkloads(profile.workload(), names, sink, counts, pool);
    plan = new QueryPlan(pool);
    join = new SampleJoin(counts);
  }

  /// Takes a series that came.
  ///
  /// @param isNewMetric whether it is the first of its metric
  void add(LiveSeries series, boolean isNewMetric) {
    newMetrics |= isNewMetric;
    for (int i = 0; i < lookups.size(); i++) {
      if (isOf(series, lookups.get(i))) {
        names.add(i, series.labels().map());
      }
    }
    if (!started && detect.stream().anyMatch(selector -> isOf(series, selector))) {
      interval.add(series);
    }
    plan.offer(series);
  }

  /// Forgets what a series said of names; its values are forgotten by whoever reads them.
  void remove(LiveSeries series) {
    for (int i = 0; i < lookups.size(); i++) {
      if (isOf(series, lookups.get(i))) {
        names.remove(i, series.labels().map());
      }
    }
  }

  private static boolean isOf(LiveSeries series, SeriesSelector selector) {
    return selector.matches(series.metric(), series.labels()::get);
  }

  /// Starts where enough is known, and follows metrics that are new.
  void prepare(long watermarkMillis, Set<String> metrics, Supplier<Stream<LiveSeries>> series) {
    if (!started) {
      if (!interval.isEmpty()) {
        detectedMillis = Math.min(detectedMillis, watermarkMillis);
      }
      interval.millis(watermarkMillis).ifPresent(millis -> start(millis, watermarkMillis));
    }
    if (started && newMetrics) {
      newMetrics = false;
      resolve(metrics, series);
    }
  }

  private void start(long newScrapeMillis, long watermarkMillis) {
    started = true;
    newMetrics = true;
    scrapeMillis = newScrapeMillis;
    stepMillis = Math.max(scrapeMillis, profile.interval().toMillis());
    nextMillis = Math.ceilDiv(interval.oldestMillis(watermarkMillis), stepMillis) * stepMillis;
    firstStepMillis = nextMillis;
  }

  /// Up to when it delivered everything, [Long#MIN_VALUE] where it is about to start. First samples
  /// wait for names, which after a restart are those of workloads that are known: until that is
  /// over nothing is promised.
  long deliveredMillis(long watermarkMillis) {
    if (!started) {
      boolean starts =
          detectedMillis <= watermarkMillis
              && watermarkMillis - detectedMillis < LONGEST_START_MILLIS;
      return starts ? Long.MIN_VALUE : watermarkMillis;
    }
    boolean named = watermarkMillis - firstStepMillis > FIRST_NAMES_MILLIS;
    return named ? watermarkMillis : firstStepMillis - 1;
  }

  private void resolve(Set<String> metrics, Supplier<Stream<LiveSeries>> series) {
    for (Quantity quantity : profile.quantities()) {
      expression(quantity, metrics)
          .filter(expression -> !Objects.equals(expression, expressions.get(quantity)))
          .ifPresent(expression -> use(quantity, expression));
    }
    plan.catchUp(series.get());
    List<LiveColumn> used =
        profile.quantities().stream().map(columns::get).filter(Objects::nonNull).toList();
    order = PlanOrder.of(used);
  }

  private void use(Quantity quantity, Expression expression) {
    LiveColumn column = new LiveColumn(quantity.target(), plan.vector(expression), workloads);
    LiveColumn before = columns.put(quantity, column);
    expressions.put(quantity, expression);
    if (before != null) {
      before.close();
    }
  }

  private Optional<Expression> expression(Quantity quantity, Set<String> metrics) {
    long asked = isHeld(quantity) ? heldStepMillis() : stepMillis;
    String by = String.join(", ", profile.workload().by());
    Spans spans = Spans.of(asked, scrapeMillis);
    return quantity.alternatives().stream()
        .flatMap(alternative -> alternative.resolved(profile.names(), metrics).stream())
        .findFirst()
        .map((QueryTemplate template) -> PromqlParser.parse(template.promql(by, spans, "")));
  }

  private static boolean isHeld(Quantity quantity) {
    return quantity.target() instanceof Target.CpuCapacity;
  }

  private long heldStepMillis() {
    return Math.max(Target.CpuCapacity.STEP_MILLIS, stepMillis);
  }

  /// The next step, [Long#MAX_VALUE] before the start.
  long nextMillis() {
    return nextMillis;
  }

  /// Passes over the steps of which nothing can be known, because no point is near.
  ///
  /// @param newestMillis the time of the newest point of all
  void skip(long newestMillis, long watermarkMillis) {
    if (started && nextMillis - newestMillis > order.lookBackMillis()) {
      parts = StepParts.one();
      nextMillis =
          Math.max(nextMillis, (Math.floorDiv(watermarkMillis, stepMillis) + 1) * stepMillis);
    }
  }

  /// Whether there is time for the parts of a step before the next one.
  boolean canBeInParts() {
    return !started || stepMillis > StepParts.LENGTH_MILLIS;
  }

  /// Evaluates the next step, or the next part of it, and delivers its samples.
  ///
  /// @param inParts whether a step that begins is one in parts
  void step(boolean inParts) {
    long atMillis = nextMillis;
    if (parts.isFirst()) {
      parts = inParts ? StepParts.several() : StepParts.one();
    }
    workloads.begin(atMillis, parts.part());
    nextMillis += parts.untilNextMillis(stepMillis);
    parts = parts.next();
    boolean asksAll = atMillis % heldStepMillis() == 0;
    boolean asksHeld = asksAll || workloads.areSomeYoung(atMillis);
    order.evaluate((int) atMillis, asksHeld);
    for (LiveColumn column : order.columns()) {
      if (!column.isHeld()) {
        column.read(counts);
      } else if (asksHeld) {
        column.hold(atMillis, !asksAll);
      }
    }
    workloads.deliver(atMillis, join, order.columns());
  }

  /// Delivers what waits for names.
  void finish() {
    workloads.settleAll();
  }

  /// Whether every workload has a name of its own.
  boolean tellsApart() {
    return names.tellsApart();
  }

  int workloads() {
    return workloads.count();
  }
}
