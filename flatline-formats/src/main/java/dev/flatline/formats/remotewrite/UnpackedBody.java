package dev.flatline.formats.remotewrite;

import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import dev.flatline.formats.series.TextSlice;
import java.io.IOException;
import org.xerial.snappy.Snappy;

/// A request out of its snappy block, in a buffer that is used again.
final class UnpackedBody {
  /// A buffer beyond this is not kept for the next request.
  private static final int MOST_KEPT_BYTES = 4 << 20;

  private final int mostBytes;
  private byte[] kept = {};
  private byte[] bytes = {};
  private int length;

  UnpackedBody(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// The message, with [TextSlice#SPARE_BYTES] behind it.
  byte[] bytes() {
    return bytes;
  }

  /// How many bytes the message has.
  int length() {
    return length;
  }

  /// Of a length that so few packed bytes cannot hold, snappy says so by itself.
  void unpack(byte[] body) {
    try {
      length = Snappy.uncompressedLength(body);
      checkLength();
      reserve(length + TextSlice.SPARE_BYTES);
      Snappy.uncompress(body, 0, body.length, bytes, 0);
    } catch (IOException e) {
      throw new SeriesDecodeException(Reason.MALFORMED, "the body is no snappy block", e);
    }
  }

  /// Lets go of a buffer that is too large to keep.
  void release() {
    bytes = kept;
  }

  private void checkLength() {
    if (length > mostBytes) {
      throw new SeriesDecodeException(
          Reason.TOO_LARGE,
          "the request has %d bytes when unpacked; at most %d are taken"
              .formatted(length, mostBytes));
    }
  }

  private void reserve(int wanted) {
    if (kept.length >= wanted) {
      bytes = kept;
      return;
    }
    bytes = new byte[wanted];
    if (wanted <= MOST_KEPT_BYTES) {
      kept = bytes;
    }
  }
}
