package dev.flatline.server.judge;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes the records of an engine into a file (`docs/reference/server.md`).
final class SnapshotWriter implements Consumer<byte[]>, Closeable {
  /// The first bytes of the file: what it is, and the version of its format.
  static final String MAGIC = "flatline snapshot 2\n";

  /// Stands where a record's length would, behind the last one.
  static final int END = -1;

  private static final int BUFFER = 1 << 20;

  private final FileChannel channel;
  private final DataOutputStream out;
  private long written;
  private @Nullable IOException failure;

  private SnapshotWriter(FileChannel channel) {
    this.channel = channel;
    this.out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER));
  }

  /// Begins a file; one that is there is written over.
  static SnapshotWriter begin(Path file) throws IOException {
    SnapshotWriter writer =
        new SnapshotWriter(
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE));
    writer.out.writeBytes(MAGIC);
    return writer;
  }

  /// Writes a record. Who hands it over may be in the middle of something: that it cannot be
  /// written is told by [#finish].
  @Override
  public void accept(byte[] record) {
    if (failure != null) {
      return;
    }
    try {
      out.writeInt(record.length);
      out.writeInt(checksum(record));
      out.write(record);
      written++;
    } catch (IOException e) {
      failure = e;
    }
  }

  /// Whether something could not be written.
  boolean hasFailed() {
    return failure != null;
  }

  /// Writes the end and forces all to the disk. May be called on another thread.
  ///
  /// @throws IOException where that fails, or any record before failed
  void finish() throws IOException {
    if (failure != null) {
      throw failure;
    }
    out.writeInt(END);
    out.writeLong(written);
    out.flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// CRC-32C (Castagnoli), as iSCSI and ext4 use it.
  static int checksum(byte[] record) {
    CRC32C checksum = new CRC32C();
    checksum.update(record);
    return (int) checksum.getValue();
  }
}
