package dev.flatline.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Appends messages to a file, a line each, forced to the disk. The file is opened anew for each,
/// so that whoever moves it away (logrotate) gets a new one begun. Above a size it is moved away by
/// itself, to `NAME.1`, and older ones on; so the disk is never filled.
public final class FileSink implements MessageSink {
  /// Above this a new file is begun.
  public static final long MOST_BYTES = 64L << 20;

  /// Files that are kept beside the one that is written.
  public static final int KEPT_FILES = 5;

  private final Path file;
  private final long mostBytes;

  /// @param file to which is appended
  public FileSink(Path file) {
    this(file, MOST_BYTES);
  }

  FileSink(Path file, long mostBytes) {
    this.file = file;
    this.mostBytes = mostBytes;
  }

  @Override
  public Delivery send(Payload payload) {
    byte[] line = (payload.text() + "\n").getBytes(UTF_8);
    try {
      if (Files.exists(file) && Files.size(file) + line.length > mostBytes) {
        moveAway();
      }
      append(line);
      return new Delivery.Delivered(line.length + " bytes appended");
    } catch (IOException e) {
      return Delivery.TryAgain.because(
          "cannot write " + file + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }

  private void append(byte[] line) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long end = channel.size();
      long start =
          end > 0 && !endsLine(channel, end) ? writeAt(channel, end, new byte[] {'\n'}) : end;
      writeAt(channel, start, line);
      channel.force(true);
    }
  }

  /// A line that a crash cut off gets its end, and does not spoil the next.
  private static boolean endsLine(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, end - 1);
    return last.get(0) == '\n';
  }

  private static long writeAt(FileChannel channel, long position, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    long at = position;
    while (rest.hasRemaining()) {
      at += channel.write(rest, at);
    }
    return at;
  }

  private void moveAway() throws IOException {
    for (int number = KEPT_FILES - 1; number >= 1; number--) {
      if (Files.exists(numbered(number))) {
        Files.move(numbered(number), numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, numbered(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path numbered(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
