package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.TextSlice;
import java.io.IOException;

/// Labels of remote write 1.0: each a message with a name and a value.
final class SpelledLabels implements LabelReader {
  private static final int LABEL = 1 << 3 | 2;
  private static final int NAME = 1 << 3 | 2;
  private static final int VALUE = 2 << 3 | 2;

  private final byte[] bytes;

  SpelledLabels(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean read(int tag, CodedInputStream in, LabelSlices labels) throws IOException {
    if (tag != LABEL) {
      return false;
    }
    int outer = in.pushLimit(in.readRawVarint32());
    long name = 0;
    long value = 0;
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      switch (field) {
        case NAME -> name = Fields.text(in);
        case VALUE -> value = Fields.text(in);
        default -> Fields.skip(field, in);
      }
    }
    in.popLimit(outer);
    labels.add(name, TextSlice.hash(bytes, name), value, TextSlice.hash(bytes, value));
    return true;
  }

  @Override
  public void end() {}
}
