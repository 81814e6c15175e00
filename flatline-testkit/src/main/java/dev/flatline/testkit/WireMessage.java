package dev.flatline.testkit;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A protobuf message, written field by field: also one that no honest sender would write.
public final class WireMessage {
  /// Most messages are small, and there are many.
  private static final int BUFFER_BYTES = 256;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);

  /// What writes a field.
  @FunctionalInterface
  private interface Field {
    void write(CodedOutputStream out) throws IOException;
  }

  /// A field that holds a text.
  public WireMessage text(int number, String value) {
    return write(to -> to.writeString(number, value));
  }

  /// A field that holds bytes.
  public WireMessage bytes(int number, byte[] value) {
    return write(to -> to.writeByteArray(number, value));
  }

  /// A field that holds a message.
  public WireMessage message(int number, WireMessage value) {
    return bytes(number, value.toBytes());
  }

  /// A field that holds an integer of variable length.
  public WireMessage integer(int number, long value) {
    return write(to -> to.writeInt64(number, value));
  }

  /// A field that holds an integer in 64 bits.
  public WireMessage fixed(int number, long value) {
    return write(to -> to.writeFixed64(number, value));
  }

  /// A field that holds a double.
  public WireMessage number(int number, double value) {
    return write(to -> to.writeDouble(number, value));
  }

  /// Bytes as they are, without a tag.
  public WireMessage raw(byte... value) {
    return write(to -> to.writeRawBytes(value));
  }

  /// An integer of variable length without a tag, as packed fields have them.
  public WireMessage packed(int value) {
    return write(to -> to.writeUInt32NoTag(value));
  }

  /// The message so far.
  public byte[] toBytes() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private WireMessage write(Field field) {
    try {
      field.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
