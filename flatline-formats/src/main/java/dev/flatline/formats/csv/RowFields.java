package dev.flatline.formats.csv;

import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.DecimalText;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.TimestampReader;
import dev.flatline.formats.csv.ColumnMapping.OfMetric;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The records after the header: rows.
final class RowFields implements RecordFields {
  private final ColumnPlan plan;
  private final int width;
  private final SampleIntake intake;
  private final WorkloadNames names = new WorkloadNames();
  private final TimestampReader timestamps = new TimestampReader();

  /// These two are set anew by each row that is not too short, a constant workload by none.
  private @Nullable Workload workload;

  private long atMillis = TimestampReader.UNREADABLE;
  private String badTimestamp = "";
  private boolean overfull;

  RowFields(ColumnPlan plan, SampleIntake intake) {
    this.plan = plan;
    this.width = plan.width();
    this.intake = intake;
    this.workload = plan.constantWorkload().map(Workload::named).orElse(null);
  }

  @Override
  public void start(long line) {
    intake.startRow(line);
    overfull = false;
  }

  @Override
  public void field(int index, char[] text, int from, int to) {
    if (index >= width) {
      overfull |= to > from;
      return;
    }
    OfMetric metric = plan.metricAt(index);
    if (metric != null) {
      value(metric, text, from, to);
    } else if (index == plan.workloadAt()) {
      workload = names.named(text, from, to);
    } else if (index == plan.timestampAt()) {
      timestamp(text, from, to);
    }
  }

  @Override
  public RecordFields end(int count) {
    Workload named = workload;
    if (count < width) {
      intake.dropRow(DropReason.TOO_FEW_FIELDS, count + " of " + width);
    } else if (overfull) {
      intake.dropRow(DropReason.TOO_MANY_FIELDS, count + " instead of " + width);
    } else if (named == null) {
      intake.dropRow(DropReason.NO_WORKLOAD, "");
    } else if (atMillis == TimestampReader.UNREADABLE) {
      intake.dropRow(DropReason.BAD_TIMESTAMP, Excerpt.of(badTimestamp));
    } else {
      intake.deliver(named, atMillis);
    }
    return this;
  }

  /// Adds what is known only after the last row.
  void addNotes() {
    plan.addNotes(intake);
    if (timestamps.assumedUtc()) {
      intake.note("timestamps without a zone were taken as UTC");
    }
    if (names.replaced()) {
      intake.note("workload names had bytes that are not UTF-8; U+FFFD stands for them");
    }
  }

  private void value(OfMetric column, char[] text, int from, int to) {
    double plain = DecimalText.plain(text, from, to);
    if (plain != DecimalText.NOT_PLAIN) {
      intake.value(column.metric(), column.scaled(plain));
    } else if (to > from) {
      unusualValue(column, new String(text, from, to - from));
    }
  }

  private void unusualValue(OfMetric column, String text) {
    Metric metric = column.metric();
    OptionalDouble number = DecimalText.parse(text);
    if (number.isPresent()) {
      intake.value(metric, column.scaled(number.getAsDouble()));
    } else if (!text.isBlank()) {
      intake.unreadable(metric, text);
    }
  }

  private void timestamp(char[] text, int from, int to) {
    atMillis = timestamps.read(text, from, to);
    if (atMillis == TimestampReader.UNREADABLE) {
      badTimestamp = new String(text, from, to - from);
    }
  }
}
