package dev.flatline.connectors;

import dev.flatline.core.telemetry.Sample;

/// Where a source hands its samples over. Called by one thread at a time.
@FunctionalInterface
public interface SampleSink {

  /// Takes one sample.
  void accept(Sample sample);
}
