package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.flatline.formats.series.TextSlice;
import java.io.IOException;

/// Fields of a message in a stream that began at its buffer's first byte.
final class Fields {
  private Fields() {}

  /// The place and length of a text, which is passed over.
  static long text(CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    int at = in.getTotalBytesRead();
    in.skipRawBytes(length);
    return TextSlice.of(at, length);
  }

  /// Passes over a field that is none of ours.
  static void skip(int tag, CodedInputStream in) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }
}
