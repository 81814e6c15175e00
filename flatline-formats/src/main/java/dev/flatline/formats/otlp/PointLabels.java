package dev.flatline.formats.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SkipCounts;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.TextSlice;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/// The labels of one data point after the other. Those of its resource and its metric's name are
/// written once and stay.
final class PointLabels {
  private static final byte[] SERVICE_NAMESPACE = "service.namespace".getBytes(US_ASCII);
  private static final byte[] SERVICE_NAME = "service.name".getBytes(US_ASCII);
  private static final byte[] SERVICE_INSTANCE_ID = "service.instance.id".getBytes(US_ASCII);
  private static final byte[] METRIC_NAME = "__name__".getBytes(US_ASCII);
  private static final byte[] JOB = "job".getBytes(US_ASCII);
  private static final byte[] INSTANCE = "instance".getBytes(US_ASCII);
  private static final byte[] SLASH = {'/'};
  private static final byte[] NOTHING = {};

  /// What the compatibility specification puts before a digit.
  private static final byte[] METRIC_PREFIX = {'_'};

  private static final byte[] LABEL_PREFIX = "key_".getBytes(US_ASCII);

  private final int mostLabelBytes;
  private final LabelText text;
  private final LabelSlices slices;
  private final Attribute attribute = new Attribute();
  private byte[] bytes = {};
  private SkipCounts skipped = new SkipCounts();
  private byte[] namespace = NOTHING;
  private byte[] service = NOTHING;
  private LabelText.Mark resourceEnd = LabelText.Mark.BEGINNING;
  private LabelText.Mark metricEnd = LabelText.Mark.BEGINNING;

  PointLabels(SeriesLimits limits, NameSet wanted) {
    mostLabelBytes = limits.mostLabelBytes();
    text = new LabelText(limits);
    slices = new LabelSlices(limits, wanted);
  }

  /// What follows is in this buffer, and what is left out of it is counted there.
  void over(byte[] buffer, SkipCounts counts) {
    bytes = buffer;
    skipped = counts;
  }

  void startResource() {
    text.backTo(LabelText.Mark.BEGINNING);
    namespace = NOTHING;
    service = NOTHING;
  }

  void addResourceAttribute(long message) throws IOException {
    if (text.areTooLarge() || !isLabel(message)) {
      return;
    }
    if (isKey(SERVICE_NAMESPACE)) {
      namespace = value();
    } else if (isKey(SERVICE_NAME)) {
      service = value();
    } else if (isKey(SERVICE_INSTANCE_ID)) {
      text.add(write(INSTANCE), text.write(attribute.text(), attribute.value()));
    } else {
      addAttribute();
    }
  }

  void endResource() {
    if (service.length > 0) {
      long name = write(JOB);
      int at = text.mark().bytes();
      if (namespace.length > 0) {
        write(namespace);
        write(SLASH);
      }
      write(service);
      text.add(name, TextSlice.of(at, text.mark().bytes() - at));
    }
    resourceEnd = text.mark();
  }

  void startMetric() {
    text.backTo(resourceEnd);
    metricEnd = resourceEnd;
    slices.clear();
  }

  /// Writes the metric's name.
  ///
  /// @param name where it is in the buffer
  void nameMetric(long name) {
    text.backTo(resourceEnd);
    text.add(write(METRIC_NAME), text.writeName(bytes, name, METRIC_PREFIX, true));
    metricEnd = text.mark();
    text.fill(slices, resourceEnd.labels());
  }

  /// Whether nobody wants the metric.
  boolean isMetricUnwanted() {
    return slices.areUnwanted();
  }

  void startPoint() {
    text.backTo(metricEnd);
  }

  void addPointAttribute(long message) throws IOException {
    if (!text.areTooLarge() && isLabel(message)) {
      addAttribute();
    }
  }

  /// Ends a point's labels.
  ///
  /// @return why they name no series, if so
  Optional<SkipReason> seal() {
    if (text.areTooLarge()) {
      return Optional.of(SkipReason.LABELS_TOO_LARGE);
    }
    text.fill(slices, resourceEnd.labels());
    return slices.seal();
  }

  /// The labels that were sealed.
  LabelSlices slices() {
    return slices;
  }

  private void addAttribute() {
    text.add(
        text.writeName(bytes, attribute.key(), LABEL_PREFIX, false),
        text.write(attribute.text(), attribute.value()));
  }

  /// Reads an attribute, and counts it where it is left out.
  private boolean isLabel(long message) throws IOException {
    boolean label =
        attribute.read(bytes, message)
            && TextSlice.length(attribute.key()) <= mostLabelBytes - LABEL_PREFIX.length
            && TextSlice.length(attribute.value()) <= mostLabelBytes;
    skipped.add(SkipReason.ATTRIBUTE, label ? 0 : 1);
    return label;
  }

  private boolean isKey(byte[] key) {
    int at = TextSlice.at(attribute.key());
    int end = at + TextSlice.length(attribute.key());
    return Arrays.equals(bytes, at, end, key, 0, key.length);
  }

  private byte[] value() {
    int at = TextSlice.at(attribute.value());
    return Arrays.copyOfRange(attribute.text(), at, at + TextSlice.length(attribute.value()));
  }

  private long write(byte[] whole) {
    return text.write(whole, TextSlice.of(0, whole.length));
  }
}
