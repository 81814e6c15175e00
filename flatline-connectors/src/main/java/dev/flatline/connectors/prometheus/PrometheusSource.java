package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.DropCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Samples from the HTTP API of Prometheus, Thanos, Mimir or VictoriaMetrics: first the history at
/// a coarse step, then the range itself, in the order of time.
public final class PrometheusSource implements TelemetrySource {
  private final PrometheusEndpoint endpoint;
  private final PrometheusSettings settings;
  private final Limits limits;

  /// A source that has not connected yet.
  public PrometheusSource(PrometheusEndpoint endpoint, PrometheusSettings settings) {
    this(endpoint, settings, Limits.DEFAULT);
  }

  PrometheusSource(PrometheusEndpoint endpoint, PrometheusSettings settings, Limits limits) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public String description() {
    return "Prometheus at " + endpoint;
  }

  @Override
  public SourceReport read(SampleSink sink, Progress progress) {
    return readWithCoverage(sink, progress).report();
  }

  /// Reads everything and also says what could not be read of which workload.
  ///
  /// @throws SourceException where the server cannot be read to the end of the range, or has
  ///     nothing
  public PrometheusReport readWithCoverage(SampleSink sink, Progress progress) {
    Notes notes = new Notes();
    DropCounts drops = new DropCounts();
    CoverageLog coverage = new CoverageLog();
    try (PrometheusClient client = new PrometheusClient(endpoint);
        SliceRunner runner = SliceRunner.of(new SliceFetch(client, notes), drops, coverage)) {
      noteServer(client, notes);
      Discovery discovery = new Discovery(client, settings, notes);
      List<ProfileReading> readings = discovery.readings();
      long delivered = runner.run(slices(readings, discovery.counter()), sink, progress);
      if (delivered == 0) {
        throw new SourceException(
            Reason.EMPTY,
            endpoint + ": no samples between " + settings.from() + " and " + settings.to());
      }
      List<Coverage.OfProfile> profiles = readings.stream().map(this::covered).toList();
      readings.forEach(reading -> noteSteps(reading, notes));
      notes.add("the earliest sample is of " + Instant.ofEpochMilli(coverage.firstMillis()));
      return new PrometheusReport(
          new SourceReport(
              delivered + drops.rows(),
              delivered,
              drops,
              notes.all(),
              coverage.unjudged(),
              Optional.of(settings.to())),
          new Coverage(profiles, coverage.workloads()));
    }
  }

  private static void noteServer(PrometheusClient client, Notes notes) {
    Map<String, String> build = client.status("buildinfo");
    if (build.containsKey("version")) {
      String application = build.getOrDefault("application", "server");
      notes.add(application + " of version " + build.get("version"));
    }
    Map<String, String> runtime = client.status("runtimeinfo");
    if (!runtime.getOrDefault("storageRetention", "").isEmpty()) {
      notes.add("the server keeps " + runtime.get("storageRetention"));
    }
  }

  /// The history of all profiles comes first.
  private List<Slice> slices(List<ProfileReading> readings, SeriesCounter counter) {
    SlicePlan plan = new SlicePlan(limits, counter);
    List<Slice> slices = new ArrayList<>(plan.history(readings, this::historyGrid));
    slices.addAll(plan.range(readings, this::rangeGrid));
    return slices;
  }

  private TimeGrid rangeGrid(ProfileReading reading) {
    return TimeGrid.within(
        settings.from().toEpochMilli(),
        settings.to().toEpochMilli(),
        Steps.of(settings, reading).rangeMillis());
  }

  /// Ends before the range begins.
  private TimeGrid historyGrid(ProfileReading reading) {
    long end = settings.from().toEpochMilli();
    return TimeGrid.within(
        settings.historyFromMillis(), end - 1, Steps.of(settings, reading).historyMillis());
  }

  private Coverage.OfProfile covered(ProfileReading reading) {
    Steps steps = Steps.of(settings, reading);
    return new Coverage.OfProfile(
        reading.profile().name(),
        steps.rangeMillis(),
        settings.history().isZero() ? 0 : steps.historyMillis(),
        reading.scrapeMillis(),
        reading.notThere());
  }

  private void noteSteps(ProfileReading reading, Notes notes) {
    Steps steps = Steps.of(settings, reading);
    String history =
        settings.history().isZero()
            ? ""
            : "; up to "
                + settings.history().toDays()
                + " d before it every "
                + Steps.text(steps.historyMillis());
    notes.add(
        "profile "
            + reading.profile().name()
            + ": a sample every "
            + Steps.text(steps.rangeMillis())
            + " ("
            + steps.reason(settings, reading)
            + ")"
            + history);
  }
}
