package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Unit;
import java.util.List;
import java.util.Locale;

/// What a finding's figure plots, from top to bottom.
enum PlottedMetric {
  CPU("CPU", "share of what it may use", Unit.SHARE),
  NETWORK("Network", "received and sent", Unit.BYTES_PER_SECOND),
  DISK("Disk", "read and written", Unit.BYTES_PER_SECOND),
  GPU("GPU", "share of the time", Unit.SHARE),
  POWER("GPU power", "drawn", Unit.WATTS),
  PCIE("PCIe", "received and sent by the GPU", Unit.BYTES_PER_SECOND);

  private static final List<PlottedMetric> OF_WORKLOAD = List.of(CPU, NETWORK, DISK);
  private static final List<PlottedMetric> OF_GPU = List.of(GPU, POWER, PCIE);

  private final String title;
  private final String subtitle;
  private final Unit unit;

  PlottedMetric(String title, String subtitle, Unit unit) {
    this.title = title;
    this.subtitle = subtitle;
    this.unit = unit;
  }

  /// What is plotted of a finding: of its workload or of its GPU.
  static List<PlottedMetric> of(Finding finding) {
    return isOfGpu(finding) ? OF_GPU : OF_WORKLOAD;
  }

  /// Whether a finding speaks of a GPU.
  private static boolean isOfGpu(Finding finding) {
    return finding.evidence().stream().anyMatch(evidence -> evidence.aspect().isOfGpu());
  }

  /// Whether it stands first, with the moments above it.
  boolean isFirst() {
    return this == CPU || this == GPU;
  }

  String title() {
    return title;
  }

  String subtitle() {
    return subtitle;
  }

  Unit unit() {
    return unit;
  }

  /// How the page's style sheet and script call it.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  Spread of(SeriesPoint point) {
    return switch (this) {
      case CPU -> point.cpu();
      case NETWORK -> point.network();
      case DISK -> point.disk();
      case GPU -> point.gpu().utilization();
      case POWER -> point.gpu().powerWatts();
      case PCIE -> point.gpu().pcie();
    };
  }

  ValueScale scale(Trace trace) {
    if (unit == Unit.SHARE) {
      return ValueScale.ofShares(trace.greatest());
    }
    return unit == Unit.WATTS
        ? ValueScale.ofWatts(trace.greatest())
        : ValueScale.ofBytesPerSecond(trace.greatest());
  }
}
