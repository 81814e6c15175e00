package dev.flatline.formats.otlp;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.TextSlice;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;

/// Messages inside messages, as slices of one buffer.
final class Wire {
  /// Takes a field that is a message or a text.
  @FunctionalInterface
  interface SliceVisitor {
    void field(int tag, long slice) throws IOException;
  }

  private static final int TYPE_BITS = 7;
  private static final int BY_LENGTH = 2;

  private Wire() {}

  /// The tag of a message or a text.
  static int tag(int number) {
    return number << 3 | BY_LENGTH;
  }

  static CodedInputStream open(byte[] bytes, long message) {
    return CodedInputStream.newInstance(bytes, TextSlice.at(message), TextSlice.length(message));
  }

  /// Visits the messages and texts of a message in their order. As fields may be in any, who needs
  /// one before the others visits twice.
  static void each(byte[] bytes, long message, SliceVisitor visitor) throws IOException {
    CodedInputStream in = open(bytes, message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if ((tag & TYPE_BITS) == BY_LENGTH) {
        visitor.field(tag, slice(in, message));
      } else {
        WireFields.skip(tag, in);
      }
    }
  }

  /// The message or text that follows in a stream over a message; it is passed over.
  static long slice(CodedInputStream in, long message) throws IOException {
    return WireFields.slice(in, TextSlice.at(message));
  }
}
