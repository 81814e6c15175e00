package dev.flatline.formats.csv;

/// Takes the fields of one record after the other.
sealed interface RecordFields permits HeaderFields, RowFields {

  /// Begins a record.
  ///
  /// @param line the number of its first line, from 1
  void start(long line);

  /// Takes the next field, which lies between two positions of a buffer that is not ours to keep.
  void field(int index, char[] text, int from, int to);

  /// Ends the record.
  ///
  /// @param count how many fields it had
  /// @return what takes the next record
  RecordFields end(int count);
}
