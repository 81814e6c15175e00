package dev.flatline.server.judge;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// The records of a file that [SnapshotWriter] wrote, one after the other, each checked.
final class SnapshotRecords implements Iterator<byte[]>, AutoCloseable {
  private static final int BUFFER = 1 << 20;

  /// No record of a workload has more: 64 MiB.
  private static final int LONGEST = 1 << 26;

  private final Path file;
  private final DataInputStream in;
  private long taken;
  private int length;

  private SnapshotRecords(Path file, DataInputStream in) {
    this.file = file;
    this.in = in;
  }

  /// @throws SnapshotException where the file is no snapshot or of another version
  static SnapshotRecords open(Path file) throws IOException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    SnapshotRecords records = new SnapshotRecords(file, in);
    try {
      records.requireMagic();
      records.readLength();
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return records;
  }

  @Override
  public boolean hasNext() {
    return length != SnapshotWriter.END;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      int checksum = in.readInt();
      byte[] record = in.readNBytes(length);
      if (record.length < length || SnapshotWriter.checksum(record) != checksum) {
        throw damaged("its checksum differs");
      }
      taken++;
      readLength();
      return record;
    } catch (IOException e) {
      throw damaged("it ends too soon", e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void requireMagic() throws IOException {
    byte[] magic = in.readNBytes(SnapshotWriter.MAGIC.length());
    String text = new String(magic, StandardCharsets.ISO_8859_1);
    if (!text.equals(SnapshotWriter.MAGIC)) {
      throw new SnapshotException(
          text.startsWith("flatline snapshot ")
              ? file + " was written by another version of Flatline: " + text.strip()
              : file + " is no snapshot of Flatline");
    }
  }

  private void readLength() throws IOException {
    try {
      length = in.readInt();
      if (length == SnapshotWriter.END && in.readLong() != taken) {
        throw damaged("records are missing");
      }
    } catch (java.io.EOFException e) {
      throw damaged("it ends too soon", e);
    }
    if (length < SnapshotWriter.END || length > LONGEST) {
      throw damaged("no record has " + length + " bytes");
    }
  }

  private SnapshotException damaged(String how) {
    return new SnapshotException(place() + how);
  }

  private SnapshotException damaged(String how, IOException cause) {
    return new SnapshotException(place() + how, cause);
  }

  private String place() {
    return "%s is damaged at record %,d: ".formatted(file, taken + 1);
  }
}
