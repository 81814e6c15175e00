package dev.flatline.connectors.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// Adds the bytes that were read to a count that another thread may watch.
final class CountingStream extends FilterInputStream {
  private final AtomicLong count;

  CountingStream(InputStream in, AtomicLong count) {
    super(in);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count.addAndGet(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count.addAndGet(Math.max(read, 0));
    return read;
  }
}
