package dev.flatline.formats.report;

import dev.flatline.core.telemetry.Unit;
import java.util.Locale;

/// What a finding's figure plots, from top to bottom.
enum PlottedMetric {
  CPU("CPU", "share of what it may use", Unit.SHARE),
  NETWORK("Network", "received and sent", Unit.BYTES_PER_SECOND),
  DISK("Disk", "read and written", Unit.BYTES_PER_SECOND);

  private final String title;
  private final String subtitle;
  private final Unit unit;

  PlottedMetric(String title, String subtitle, Unit unit) {
    this.title = title;
    this.subtitle = subtitle;
    this.unit = unit;
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
    };
  }

  ValueScale scale(Trace trace) {
    return unit == Unit.SHARE
        ? ValueScale.ofShares(trace.greatest())
        : ValueScale.ofBytesPerSecond(trace.greatest());
  }
}
