package dev.flatline.formats.otlp;

import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.TextSlice;

/// Labels as they are written one behind the other, and unwritten again back to a mark. What is
/// beyond the limits is not written, which the marks remember.
final class LabelText {
  /// A place to go back to.
  record Mark(int labels, int bytes, boolean tooLarge) {
    static final Mark BEGINNING = new Mark(0, 0, false);
  }

  private final int mostLabelBytes;
  private final byte[] bytes;
  private final long[] names;
  private final long[] values;
  private final long[] nameHashes;
  private final long[] valueHashes;
  private int count;
  private int end;
  private boolean tooLarge;

  LabelText(SeriesLimits limits) {
    int most = limits.mostLabels();
    mostLabelBytes = limits.mostLabelBytes();
    bytes = new byte[2 * most * mostLabelBytes + TextSlice.SPARE_BYTES];
    names = new long[most];
    values = new long[most];
    nameHashes = new long[most];
    valueHashes = new long[most];
  }

  Mark mark() {
    return new Mark(count, end, tooLarge);
  }

  void backTo(Mark mark) {
    count = mark.labels();
    end = mark.bytes();
    tooLarge = mark.tooLarge();
  }

  /// Whether labels are missing, because they are too many or too long.
  boolean areTooLarge() {
    return tooLarge;
  }

  /// Writes a text as it is, or nothing of it where it is too long.
  long write(byte[] source, long slice) {
    int length = TextSlice.length(slice);
    if (!hasRoom(length)) {
      return written(end);
    }
    System.arraycopy(source, TextSlice.at(slice), bytes, end, length);
    return written(end + length);
  }

  /// Writes a text with one underscore for each run of bytes that a name cannot have, and the
  /// prefix where it would begin with a digit.
  ///
  /// @param colons whether the name can have colons
  long writeName(byte[] source, long slice, byte[] prefix, boolean colons) {
    int from = TextSlice.at(slice);
    int length = TextSlice.length(slice);
    int prefixed = length > 0 && isDigit(source[from]) ? prefix.length : 0;
    if (!hasRoom(prefixed + length)) {
      return written(end);
    }
    System.arraycopy(prefix, 0, bytes, end, prefixed);
    int to = end + prefixed;
    for (int i = from; i < from + length; i++) {
      byte next = allowed(source[i], colons) ? source[i] : (byte) '_';
      if (next != '_' || to == end || bytes[to - 1] != '_') {
        bytes[to++] = next;
      }
    }
    return written(to);
  }

  /// Makes a label of two texts that were written.
  void add(long name, long value) {
    if (count == names.length) {
      tooLarge = true;
      return;
    }
    names[count] = name;
    values[count] = value;
    nameHashes[count] = TextSlice.hash(bytes, name);
    valueHashes[count] = TextSlice.hash(bytes, value);
    count++;
  }

  /// Gives the labels away, but not those of the first ones whose name comes again behind them.
  ///
  /// @param outer how many the first ones are
  void fill(LabelSlices slices, int outer) {
    slices.over(bytes);
    for (int i = 0; i < count; i++) {
      if (i >= outer || !isNamedFrom(outer, i)) {
        slices.add(names[i], nameHashes[i], values[i], valueHashes[i]);
      }
    }
  }

  private boolean isNamedFrom(int first, int label) {
    for (int i = first; i < count; i++) {
      if (nameHashes[i] == nameHashes[label] && TextSlice.same(bytes, names[i], names[label])) {
        return true;
      }
    }
    return false;
  }

  private long written(int to) {
    long slice = TextSlice.of(end, to - end);
    end = to;
    return slice;
  }

  private boolean hasRoom(int length) {
    boolean room = length <= mostLabelBytes && length <= bytes.length - TextSlice.SPARE_BYTES - end;
    tooLarge |= !room;
    return room;
  }

  private static boolean allowed(byte character, boolean colons) {
    int letter = character | 0x20;
    return (letter >= 'a' && letter <= 'z' && character > 0)
        || isDigit(character)
        || character == '_'
        || (colons && character == ':');
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}
