package dev.flatline.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Unpacks gzip of one member or several, and says at the end whether bytes came after it that are
/// none: [GZIPInputStream] passes over them without a word.
final class GzipBytes extends GZIPInputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  /// A checksum and a length, which the inflater has not taken.
  private static final int TRAILER_BYTES = 8;

  private boolean ended;
  private boolean foreignTail;

  GzipBytes(InputStream packed) throws IOException {
    super(packed, BUFFER_BYTES);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0 && !ended) {
      ended = true;
      foreignTail = inf.getRemaining() > TRAILER_BYTES || in.read() >= 0;
    }
    return read;
  }

  /// Whether bytes that are no gzip came after the end; known once the end was read.
  boolean hasForeignTail() {
    return foreignTail;
  }
}
