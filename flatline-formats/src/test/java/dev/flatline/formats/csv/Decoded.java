package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What decoding a text gave.
record Decoded(List<Sample> samples, DecodeReport report) {

  static Decoded of(String csv, String... mappings) {
    return of(csv.getBytes(StandardCharsets.UTF_8), mappings);
  }

  static Decoded of(byte[] csv, String... mappings) {
    List<Sample> samples = new ArrayList<>();
    SampleIntake intake = new SampleIntake(samples::add, "line");
    List<ColumnMapping> parsed = Arrays.stream(mappings).map(ColumnMapping::parse).toList();
    try {
      new TelemetryCsvDecoder(parsed).decode(new ByteArrayInputStream(csv), intake);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Decoded(samples, intake.report());
  }

  /// One metric of all samples.
  double[] values(Metric metric) {
    return samples.stream().mapToDouble(sample -> sample.values().get(metric)).toArray();
  }

  long dropped(DropReason reason) {
    return report.dropped().of(reason);
  }

  List<String> workloads() {
    return samples.stream().map(sample -> sample.workload().name()).toList();
  }
}
