package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.TextSlice;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;

/// Labels of remote write 1.0: each a message with a name and a value.
final class SpelledLabels implements LabelReader {
  private static final int LABEL = 1 << 3 | 2;
  private static final int NAME = 1 << 3 | 2;
  private static final int VALUE = 2 << 3 | 2;

  /// The tags and lengths of a short label's name and value.
  private static final int FRAME_BYTES = 4;

  private final byte[] bytes;

  SpelledLabels(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean read(int tag, CodedInputStream in, LabelSlices labels) throws IOException {
    if (tag != LABEL) {
      return false;
    }
    if (labels.areUnwanted()) {
      WireFields.skip(tag, in);
    } else if (!readShort(in, labels)) {
      readAny(in, labels);
    }
    return true;
  }

  /// Only a series whose labels and samples have less than 128 bytes each is seen to be plain.
  @Override
  public int samplesOfPlain(int from, int to) {
    int samples = behind(LABEL, from, to);
    return samples < to && behind(SeriesTags.SAMPLE, samples, to) == to ? samples : NOT_PLAIN;
  }

  /// The place behind all short fields of one tag that follow each other, maybe beyond the end.
  private int behind(int tag, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == tag && bytes[at + 1] >= 0) {
      at += 2 + bytes[at + 1];
    }
    return at;
  }

  @Override
  public void end() {}

  /// Reads a label as every sender writes it, name before value and each below 128 bytes: four
  /// single bytes around two texts.
  ///
  /// @return whether it was one; if not, nothing was read
  private boolean readShort(CodedInputStream in, LabelSlices labels) throws IOException {
    int at = in.getTotalBytesRead();
    int length = bytes[at];
    if (length < FRAME_BYTES || at + length >= bytes.length || bytes[at + 1] != NAME) {
      return false;
    }
    int nameLength = bytes[at + 2];
    int valueLength = length - FRAME_BYTES - nameLength;
    int valueAt = at + 1 + FRAME_BYTES + nameLength;
    if (nameLength < 0
        || valueLength < 0
        || bytes[valueAt - 2] != VALUE
        || bytes[valueAt - 1] != valueLength) {
      return false;
    }
    in.skipRawBytes(1 + length);
    add(TextSlice.of(at + 3, nameLength), TextSlice.of(valueAt, valueLength), labels);
    return true;
  }

  private void readAny(CodedInputStream in, LabelSlices labels) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    long name = 0;
    long value = 0;
    for (int field = in.readTag(); field != 0; field = in.readTag()) {
      switch (field) {
        case NAME -> name = WireFields.slice(in, 0);
        case VALUE -> value = WireFields.slice(in, 0);
        default -> WireFields.skip(field, in);
      }
    }
    in.popLimit(outer);
    add(name, value, labels);
  }

  private void add(long name, long value, LabelSlices labels) {
    labels.add(name, TextSlice.hash(bytes, name), value, TextSlice.hash(bytes, value));
  }
}
