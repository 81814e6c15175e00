package dev.flatline.formats.csv;

import dev.flatline.formats.DecodeException;
import dev.flatline.formats.SampleIntake;
import java.util.ArrayList;
import java.util.List;

/// The first record: the names of the columns.
final class HeaderFields implements RecordFields {
  /// More than any exporter writes; bounds what a file without a header can cost.
  private static final int MAX_CHARACTERS = 64 * 1024;

  private final List<ColumnMapping> mappings;
  private final SampleIntake intake;
  private final List<String> names = new ArrayList<>();
  private int characters;

  HeaderFields(List<ColumnMapping> mappings, SampleIntake intake) {
    this.mappings = mappings;
    this.intake = intake;
  }

  @Override
  public void start(long line) {
    names.clear();
  }

  @Override
  public void field(int index, char[] text, int from, int to) {
    characters += to - from + 1;
    if (characters > MAX_CHARACTERS) {
      throw new DecodeException(
          DecodeException.Reason.TOO_LARGE,
          "the header is longer than " + MAX_CHARACTERS + " characters; is this a CSV file?");
    }
    names.add(new String(text, from, to - from));
  }

  @Override
  public RecordFields end(int count) {
    return new RowFields(ColumnPlan.of(names, mappings), intake);
  }
}
