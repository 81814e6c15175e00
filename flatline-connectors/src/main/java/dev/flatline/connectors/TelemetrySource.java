package dev.flatline.connectors;

/// Something that telemetry can be read from, more than once and with the same outcome.
public interface TelemetrySource {

  /// Reads everything, in an order in which no workload's time goes back further than the source's
  /// own disorder; workloads may come one after the other or interleaved.
  ///
  /// @throws SourceException where the source cannot be read to its end
  SourceReport read(SampleSink sink, Progress progress);

  /// The source in words, for messages: a file's name or a URL without secrets.
  String description();
}
