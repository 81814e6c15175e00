package dev.flatline.formats.otlp;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipCounts;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.StaleMarker;
import dev.flatline.formats.series.TextSlice;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;
import java.util.Optional;

/// Reads one request: resources, in them scopes, in them metrics, in them data points. Nothing is
/// built of them.
final class MetricsReader {
  private static final int RESOURCE_METRICS = Wire.tag(1);
  private static final int RESOURCE = Wire.tag(1);
  private static final int RESOURCE_ATTRIBUTE = Wire.tag(1);
  private static final int SCOPE_METRICS = Wire.tag(2);
  private static final int METRIC = Wire.tag(2);
  private static final int DATA_POINT = Wire.tag(1);
  private static final int AGGREGATION_TEMPORALITY = 2 << 3;
  private static final int CUMULATIVE = 2;
  private static final int NAME = Wire.tag(1);

  private static final int TIME = 3 << 3 | 1;
  private static final int AS_DOUBLE = 4 << 3 | 1;
  private static final int EXEMPLAR = 5 << 3 | 2;
  private static final int AS_INTEGER = 6 << 3 | 1;
  private static final int POINT_ATTRIBUTE = 7 << 3 | 2;
  private static final int FLAGS = 8 << 3;
  private static final int NO_RECORDED_VALUE = 1;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final byte[] bytes;
  private final PointLabels labels;
  private final SampleVisitor visitor;
  private final int mostPoints;
  private final SkipCounts skipped = new SkipCounts();
  private int messages;
  private int points;
  private long series;
  private long samples;

  MetricsReader(byte[] bytes, PointLabels labels, SampleVisitor visitor, int mostPoints) {
    this.bytes = bytes;
    this.labels = labels;
    this.visitor = visitor;
    this.mostPoints = mostPoints;
  }

  SeriesReport read(int length) throws IOException {
    labels.over(bytes, skipped);
    Wire.each(
        bytes,
        TextSlice.of(0, length),
        (tag, message) -> {
          if (tag == RESOURCE_METRICS) {
            countMessage();
            readResource(message);
          }
        });
    return new SeriesReport(series, samples, 0, skipped);
  }

  private void readResource(long resourceMetrics) throws IOException {
    labels.startResource();
    Wire.each(
        bytes,
        resourceMetrics,
        (tag, resource) -> {
          if (tag == RESOURCE) {
            readAttributes(resource);
          }
        });
    labels.endResource();
    Wire.each(
        bytes,
        resourceMetrics,
        (tag, scopeMetrics) -> {
          if (tag == SCOPE_METRICS) {
            countMessage();
            readScope(scopeMetrics);
          }
        });
  }

  private void readAttributes(long resource) throws IOException {
    Wire.each(
        bytes,
        resource,
        (tag, attribute) -> {
          if (tag == RESOURCE_ATTRIBUTE) {
            labels.addResourceAttribute(attribute);
          }
        });
  }

  private void readScope(long scopeMetrics) throws IOException {
    Wire.each(
        bytes,
        scopeMetrics,
        (tag, metric) -> {
          if (tag == METRIC) {
            countMessage();
            readMetric(metric);
          }
        });
  }

  private void readMetric(long metric) throws IOException {
    labels.startMetric();
    Wire.each(
        bytes,
        metric,
        (tag, name) -> {
          if (tag == NAME) {
            labels.nameMetric(name);
          }
        });
    Wire.each(
        bytes,
        metric,
        (tag, data) -> {
          switch (tag >>> 3) {
            case 5 -> readPoints(data);
            case 7 -> readSum(data);
            case 9, 10 -> countPoints(data, SkipReason.HISTOGRAM);
            case 11 -> countPoints(data, SkipReason.SUMMARY);
            default -> {} // name, description, unit, metadata
          }
        });
  }

  private void readSum(long sum) throws IOException {
    int temporality = 0;
    CodedInputStream in = Wire.open(bytes, sum);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == AGGREGATION_TEMPORALITY) {
        temporality = in.readEnum();
      } else {
        WireFields.skip(tag, in);
      }
    }
    if (temporality == CUMULATIVE) {
      readPoints(sum);
    } else {
      countPoints(sum, SkipReason.NOT_CUMULATIVE);
    }
  }

  private void countPoints(long data, SkipReason reason) throws IOException {
    Wire.each(bytes, data, (tag, point) -> skipped.add(reason, tag == DATA_POINT ? 1 : 0));
  }

  private void readPoints(long data) throws IOException {
    boolean unwanted = labels.isMetricUnwanted();
    Wire.each(
        bytes,
        data,
        (tag, point) -> {
          if (tag == DATA_POINT) {
            countPoint();
            if (unwanted) {
              samples++;
              visitor.unwanted(1);
            } else {
              readPoint(point);
            }
          }
        });
  }

  /// Empty ones cost more than their bytes, and say nothing.
  private void countMessage() {
    if (messages++ == mostPoints) {
      throw new SeriesDecodeException(
          SeriesDecodeException.Reason.TOO_MANY_SERIES,
          "the request has more than " + mostPoints + " resources, scopes and metrics");
    }
  }

  private void countPoint() {
    if (points++ == mostPoints) {
      throw new SeriesDecodeException(
          SeriesDecodeException.Reason.TOO_MANY_SERIES,
          "the request has more than " + mostPoints + " data points");
    }
  }

  private void readPoint(long point) throws IOException {
    labels.startPoint();
    long nanos = 0;
    double value = 0;
    boolean measured = false;
    int flags = 0;
    CodedInputStream in = Wire.open(bytes, point);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case TIME -> nanos = in.readFixed64();
        case AS_DOUBLE -> {
          value = in.readDouble();
          measured = true;
        }
        case AS_INTEGER -> {
          value = in.readSFixed64();
          measured = true;
        }
        case POINT_ATTRIBUTE -> labels.addPointAttribute(Wire.slice(in, point));
        case FLAGS -> flags = in.readUInt32();
        default -> {
          skipped.add(SkipReason.EXEMPLAR, tag == EXEMPLAR ? 1 : 0);
          WireFields.skip(tag, in);
        }
      }
    }
    boolean stale = (flags & NO_RECORDED_VALUE) != 0;
    deliver(
        Long.divideUnsigned(nanos, NANOS_PER_MILLI),
        stale ? StaleMarker.VALUE : value,
        stale || measured);
  }

  private void deliver(long atMillis, double value, boolean known) {
    if (atMillis == 0) {
      skipped.add(SkipReason.NO_TIME, 1);
    } else if (!known) {
      skipped.add(SkipReason.NO_VALUE, 1);
    } else {
      Optional<SkipReason> refused = labels.seal();
      if (refused.isPresent()) {
        skipped.add(refused.get(), 1);
      } else {
        series++;
        samples++;
        visitor.series(labels.slices());
        visitor.sample(atMillis, value);
      }
    }
  }
}
