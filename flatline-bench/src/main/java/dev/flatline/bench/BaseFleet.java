package dev.flatline.bench;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.file.FileSettings;
import dev.flatline.connectors.file.FileSource;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A fleet that lived for some weeks, and the hour that comes after.
final class BaseFleet {
  private static final int MADE_UP = 1_000;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long HOUR_MILLIS = 3_600_000L;

  private final Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});
  private final Map<Workload, Deque<Sample>> latest = new LinkedHashMap<>();
  private final String description;

  private BaseFleet(String description) {
    this.description = description;
  }

  /// Of each workload the last hour comes once more after its end.
  static BaseFleet ofFile(Path file) {
    BaseFleet fleet = new BaseFleet(file.getFileName().toString());
    FileSource.of(List.of(file.toString()), FileSettings.DEFAULTS)
        .read(fleet::accept, Progress.NONE);
    long end =
        fleet.latest.values().stream()
            .mapToLong(one -> one.getLast().atMillis())
            .max()
            .orElseThrow();
    fleet.engine.advanceTo(end - EngineSettings.DEFAULT.lateness().toMillis());
    return fleet;
  }

  static BaseFleet madeUp(int days, long stepMillis) {
    BaseFleet fleet =
        new BaseFleet(
            "%,d made-up workloads after %d days at %d s"
                .formatted(MADE_UP, days, stepMillis / 1000));
    SyntheticFleet synthetic = new SyntheticFleet(MADE_UP);
    while (synthetic.atMillis() < SyntheticFleet.START_MILLIS + days * DAY_MILLIS) {
      synthetic.step(stepMillis, fleet::accept);
      if (synthetic.atMillis() % HOUR_MILLIS == 0) {
        fleet.engine.advanceTo(synthetic.atMillis() - EngineSettings.DEFAULT.lateness().toMillis());
      }
    }
    return fleet;
  }

  String describe() {
    return description;
  }

  List<Workload> workloads() {
    return List.copyOf(latest.keySet());
  }

  /// The engine's state.
  List<byte[]> snapshot() {
    List<byte[]> records = new ArrayList<>();
    engine.snapshot(records::add);
    return records;
  }

  /// The samples of the next hour, minute by minute.
  List<List<Sample>> oneHourMore() {
    TreeMap<Long, List<Sample>> byMinute = new TreeMap<>();
    for (Deque<Sample> samples : latest.values()) {
      long last = samples.getLast().atMillis();
      for (Sample sample : samples) {
        long offset = HOUR_MILLIS - last + sample.atMillis();
        if (offset > 0) {
          byMinute
              .computeIfAbsent(offset / MINUTE_MILLIS, unused -> new ArrayList<>())
              .add(new Sample(sample.workload(), last + offset, sample.values()));
        }
      }
    }
    byMinute.values().forEach(step -> step.sort(Comparator.comparingLong(Sample::atMillis)));
    return List.copyOf(byMinute.values());
  }

  private void accept(Sample sample) {
    engine.accept(sample);
    Deque<Sample> samples = latest.computeIfAbsent(sample.workload(), unused -> new ArrayDeque<>());
    samples.add(sample);
    while (samples.getFirst().atMillis() <= sample.atMillis() - HOUR_MILLIS) {
      samples.remove();
    }
  }
}
