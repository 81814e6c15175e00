package dev.flatline.server.judge;

import dev.flatline.core.telemetry.Sample;
import java.util.List;

/// Samples that came together: of one request, or of one look at a source.
///
/// @param source where they came from, such as `csv` or the address of a Prometheus: samples of one
///     source reach an event time together
/// @param samples in any order
public record Batch(String source, List<Sample> samples) {

  /// Copies the list.
  public Batch {
    samples = List.copyOf(samples);
  }
}
