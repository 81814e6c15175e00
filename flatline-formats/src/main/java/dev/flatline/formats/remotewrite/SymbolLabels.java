package dev.flatline.formats.remotewrite;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.TextSlice;
import dev.flatline.formats.series.WireFields;
import java.io.IOException;
import java.util.Arrays;

/// Labels of remote write 2.0: references to a table of symbols, which is read first, wherever in
/// the request it is. Each symbol is hashed once at most.
final class SymbolLabels implements LabelReader {
  private static final int SYMBOL = 4 << 3 | 2;
  private static final int PACKED_REFERENCES = 1 << 3 | 2;
  private static final int REFERENCE = 1 << 3;
  private static final int NONE = -1;

  /// What is no hash of UTF-8: those of symbols of unwanted series alone are never asked for.
  private static final long NOT_HASHED = TextSlice.NOT_UTF8;

  private static final int FEW_SYMBOLS = 1024;

  /// 16 bytes each.
  private static final int MOST_SYMBOLS = 1 << 19;

  /// A table beyond this is not kept for the next request.
  private static final int MOST_KEPT = 1 << 16;

  private byte[] bytes = {};
  private long[] symbols = new long[FEW_SYMBOLS];
  private long[] hashes = new long[FEW_SYMBOLS];
  private int count;
  private int name = NONE;

  /// Reads the symbols of a request.
  SymbolLabels over(byte[] request, int length) throws IOException {
    bytes = request;
    count = 0;
    name = NONE;
    if (symbols.length > MOST_KEPT) {
      symbols = new long[FEW_SYMBOLS];
      hashes = new long[FEW_SYMBOLS];
    }
    CodedInputStream in = CodedInputStream.newInstance(bytes, 0, length);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == SYMBOL) {
        addSymbol(WireFields.slice(in, 0));
      } else {
        WireFields.skip(tag, in);
      }
    }
    return this;
  }

  /// Lets go of the request.
  void release() {
    bytes = new byte[0];
  }

  @Override
  public boolean read(int tag, CodedInputStream in, LabelSlices labels) throws IOException {
    if (tag == REFERENCE) {
      addReference(in.readRawVarint32(), labels);
      return true;
    }
    if (tag != PACKED_REFERENCES) {
      return false;
    }
    int outer = in.pushLimit(in.readRawVarint32());
    while (!in.isAtEnd() && !labels.areUnwanted()) {
      addReference(in.readRawVarint32(), labels);
    }
    in.skipRawBytes(in.getBytesUntilLimit());
    in.popLimit(outer);
    return true;
  }

  @Override
  public void end() throws IOException {
    if (name != NONE) {
      throw new InvalidProtocolBufferException("the last label of a series has no value");
    }
  }

  private void addReference(int reference, LabelSlices labels) throws IOException {
    if (reference < 0 || reference >= count) {
      throw new InvalidProtocolBufferException(
          "symbol %d of %d".formatted(Integer.toUnsignedLong(reference), count));
    }
    if (labels.areUnwanted()) {
      return;
    }
    if (name == NONE) {
      name = reference;
      return;
    }
    labels.add(symbols[name], hash(name), symbols[reference], hash(reference));
    name = NONE;
  }

  private long hash(int symbol) {
    if (hashes[symbol] == NOT_HASHED) {
      hashes[symbol] = TextSlice.hash(bytes, symbols[symbol]);
    }
    return hashes[symbol];
  }

  private void addSymbol(long slice) throws IOException {
    if (count == 0 && TextSlice.length(slice) != 0) {
      throw new InvalidProtocolBufferException("the first symbol is not empty");
    }
    if (count == MOST_SYMBOLS) {
      throw new SeriesDecodeException(
          SeriesDecodeException.Reason.TOO_LARGE,
          "there are more than " + MOST_SYMBOLS + " symbols");
    }
    if (count == symbols.length) {
      symbols = Arrays.copyOf(symbols, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    symbols[count] = slice;
    hashes[count] = NOT_HASHED;
    count++;
  }
}
