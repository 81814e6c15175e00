package dev.flatline.cli;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Findings that went on when the telemetry of their workload stopped: nobody saw them end.
final class TelemetryEnd {
  private TelemetryEnd() {}

  /// The same findings, of which those say so.
  ///
  /// @param endMillis up to when something should have been measured
  static List<Finding> told(List<Finding> findings, List<Coverage> coverage, long endMillis) {
    Map<String, Long> lastMillis = new HashMap<>();
    for (Coverage one : coverage) {
      if (one.samples() > 0 && endMillis - one.lastMillis() > FeatureWindow.LONGEST_GAP_MILLIS) {
        lastMillis.put(one.workload().name(), one.lastMillis());
      }
    }
    return findings.stream()
        .map(finding -> told(finding, lastMillis.get(finding.workload().name())))
        .toList();
  }

  private static Finding told(Finding finding, @Nullable Long lastMillis) {
    if (lastMillis == null
        || lastMillis - finding.lastObserved().toEpochMilli() > FeatureWindow.LONGEST_GAP_MILLIS) {
      return finding;
    }
    return finding.withUnknown(
        "when it ended, if it did: it went on when the telemetry of this workload stopped at "
            + TimeText.minute(Instant.ofEpochMilli(lastMillis)));
  }
}
