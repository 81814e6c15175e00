package dev.flatline.server.console;

import dev.flatline.core.detect.AccountingDetector;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.telemetry.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// By which detectors a workload is judged, and what is missing for the others.
final class JudgedBy {
  private static final List<DetectorSpec> OF_ACCOUNTING =
      DetectorCatalog.ALL.accountingDetectors().stream().map(AccountingDetector::spec).toList();

  private JudgedBy() {}

  /// Their names.
  static String names(Coverage coverage) {
    List<DetectorSpec> judging = DetectorCatalog.ALL.judging(coverage);
    return judging.isEmpty() ? "no detector yet" : joined(judging);
  }

  /// What is missing, each with the names of those that miss it.
  static Map<String, String> missing(Coverage coverage) {
    List<DetectorSpec> judging = DetectorCatalog.ALL.judging(coverage);
    return DetectorCatalog.ALL.specs().stream()
        .filter(spec -> !judging.contains(spec))
        .collect(
            Collectors.groupingBy(
                spec -> missing(spec, coverage),
                LinkedHashMap::new,
                Collectors.collectingAndThen(Collectors.toList(), JudgedBy::joined)));
  }

  private static String missing(DetectorSpec spec, Coverage coverage) {
    List<Metric> unmeasured =
        spec.needs().stream().filter(metric -> !coverage.metrics().contains(metric)).toList();
    if (!unmeasured.isEmpty()) {
      return unmeasured.stream().map(Metric::metricName).collect(Collectors.joining(", "));
    }
    return OF_ACCOUNTING.contains(spec) ? "a second count of its CPU" : "a full window";
  }

  private static String joined(List<DetectorSpec> specs) {
    return specs.stream().map(DetectorSpec::id).collect(Collectors.joining(", "));
  }
}
