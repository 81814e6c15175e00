package dev.flatline.formats.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;

/// Hands fields over straight from FastCSV's buffer, without a string for each. A record is ended
/// by [#endRecord], outside of FastCSV, which would wrap what the sink throws.
final class RecordHandler extends CsvCallbackHandler<RecordHandler> {
  private RecordFields fields;
  private long line;
  private int count;
  private boolean empty;

  RecordHandler(RecordFields first) {
    this.fields = first;
  }

  /// Ends the record that was just built.
  void endRecord() {
    fields = fields.end(count);
  }

  /// What takes the fields of the next record.
  RecordFields fields() {
    return fields;
  }

  /// The number of the first line of the latest record.
  long line() {
    return line;
  }

  @Override
  protected RecordType getRecordType() {
    return empty ? RecordType.EMPTY : RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return count;
  }

  @Override
  protected void beginRecord(long startingLineNumber) {
    line = startingLineNumber;
    count = 0;
    empty = false;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    if (count == 0) {
      fields.start(line);
    }
    fields.field(count++, buffer, offset, offset + length);
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    throw new IllegalStateException("no comment was asked for");
  }

  @Override
  protected void setEmpty() {
    empty = true;
  }

  @Override
  protected RecordHandler buildRecord() {
    return this;
  }
}
