package dev.flatline.bench;

import dev.flatline.core.engine.Engine;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/// The records of an engine in a file, each behind its length.
final class SnapshotFile {
  private static final int BUFFER = 1 << 20;
  private static final int END = -1;

  private SnapshotFile() {}

  static void write(Path file, Engine engine) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      engine.snapshot(
          record -> {
            try {
              out.writeInt(record.length);
              out.write(record);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      out.writeInt(END);
    }
  }

  static Engine read(Path file, Function<Iterator<byte[]>, Engine> restore) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
      return restore.apply(new Records(in));
    }
  }

  private static final class Records implements Iterator<byte[]> {
    private final DataInputStream in;
    private int length;

    private Records(DataInputStream in) throws IOException {
      this.in = in;
      this.length = in.readInt();
    }

    @Override
    public boolean hasNext() {
      return length != END;
    }

    @Override
    public byte[] next() {
      if (length == END) {
        throw new NoSuchElementException();
      }
      try {
        byte[] record = in.readNBytes(length);
        if (record.length < length) {
          throw new EOFException();
        }
        length = in.readInt();
        return record;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
