package dev.flatline.formats.series;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;

/// Fields of a protobuf message that are not read as they come.
public final class WireFields {
  private WireFields() {}

  /// Where the message or text that follows lies in the buffer; it is passed over.
  ///
  /// @param beginAt where in the buffer the stream began
  public static long slice(CodedInputStream in, int beginAt) throws IOException {
    int length = in.readRawVarint32();
    int at = beginAt + in.getTotalBytesRead();
    in.skipRawBytes(length);
    return TextSlice.of(at, length);
  }

  /// Passes over a field that is none of ours.
  public static void skip(int tag, CodedInputStream in) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that did not begin");
    }
  }
}
