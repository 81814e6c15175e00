package dev.flatline.server.judge;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Writes the records of an engine into a file (`docs/reference/server.md`).
final class SnapshotWriter {
  /// The first bytes of the file: what it is, and the version of its format.
  static final String MAGIC = "flatline snapshot 2\n";

  /// Those of the version before, which has no record of the sources.
  static final String MAGIC_WITHOUT_SOURCES = "flatline snapshot 1\n";

  /// Stands where a record's length would, behind the last one.
  static final int END = -1;

  private static final int BUFFER = 1 << 20;

  private SnapshotWriter() {}

  /// Writes all records and forces them to the disk.
  ///
  /// @param records calls back with each record
  static void write(Path file, Consumer<Consumer<byte[]>> records) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER))) {
      out.writeBytes(MAGIC);
      long[] written = new long[1];
      records.accept(
          record -> {
            write(record, out);
            written[0]++;
          });
      out.writeInt(END);
      out.writeLong(written[0]);
      out.flush();
      channel.force(true);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(byte[] record, DataOutputStream out) {
    try {
      out.writeInt(record.length);
      out.writeInt(checksum(record));
      out.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// CRC-32C (Castagnoli), as iSCSI and ext4 use it.
  static int checksum(byte[] record) {
    CRC32C checksum = new CRC32C();
    checksum.update(record);
    return (int) checksum.getValue();
  }
}
