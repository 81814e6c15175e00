package dev.flatline.formats.otlp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.TextSlice;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;

/// One attribute: its key, and its value as text. Used again for the next one.
final class Attribute {
  private static final int KEY = Wire.tag(1);
  private static final int VALUE = Wire.tag(2);
  private static final int STRING = 1 << 3 | 2;
  private static final int BOOLEAN = 2 << 3;
  private static final int INTEGER = 3 << 3;
  private static final int DOUBLE = 4 << 3 | 1;

  /// Beyond it not every whole double is a `long`.
  private static final double LARGEST_WHOLE = 1L << 53;

  private byte[] bytes = {};
  private byte[] text = {};
  private long key;
  private long value;
  private boolean scalar;

  /// Reads a message.
  ///
  /// @return whether the value is one that a label can have: no list, map or bytes
  boolean read(byte[] buffer, long attribute) throws IOException {
    bytes = buffer;
    key = TextSlice.of(0, 0);
    useText("");
    Wire.each(
        bytes,
        attribute,
        (tag, slice) -> {
          if (tag == KEY) {
            key = slice;
          } else if (tag == VALUE) {
            readValue(slice);
          }
        });
    return scalar;
  }

  /// Where the key is, in the buffer that was read.
  long key() {
    return key;
  }

  /// What holds the value.
  byte[] text() {
    return text;
  }

  /// Where in [#text] the value is.
  long value() {
    return value;
  }

  private void readValue(long anyValue) throws IOException {
    CodedInputStream in = Wire.open(bytes, anyValue);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case BOOLEAN -> useText(Boolean.toString(in.readBool()));
        case INTEGER -> useText(Long.toString(in.readInt64()));
        case DOUBLE -> useText(decimal(in.readDouble()));
        default -> {
          scalar = tag == STRING;
          if (scalar) {
            value = Wire.slice(in, anyValue);
            text = bytes;
          } else {
            WireFields.skip(tag, in);
          }
        }
      }
    }
  }

  private void useText(String written) {
    text = written.getBytes(US_ASCII);
    value = TextSlice.of(0, text.length);
    scalar = true;
  }

  private static String decimal(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }
}
