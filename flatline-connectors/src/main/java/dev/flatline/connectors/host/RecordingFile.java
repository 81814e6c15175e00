package dev.flatline.connectors.host;

import dev.flatline.connectors.SampleSink;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.csv.TelemetryCsvEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// A file of telemetry CSV that grows by whole readings, compressed where its name ends in `.gz`.
///
/// Each reading goes to the disk at its end, so a reader of the growing file, and whoever finds it
/// after a crash, misses at most the last one. Where the disk is full the file is cut back to the
/// last whole reading.
public final class RecordingFile implements SampleSink, AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private static final Collection<Metric> COLUMNS = columns();

  private final Path path;
  private final FileChannel channel;
  private final OutputStream stream;
  private final ByteArrayOutputStream reading = new ByteArrayOutputStream(BUFFER_BYTES);
  private final TelemetryCsvEncoder encoder;
  private long wholeBytes;

  private RecordingFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    OutputStream plain = Channels.newOutputStream(channel);
    stream = isCompressed() ? new GZIPOutputStream(plain, BUFFER_BYTES, true) : plain;
    encoder =
        new TelemetryCsvEncoder(new OutputStreamWriter(reading, StandardCharsets.UTF_8), COLUMNS);
  }

  /// What this host can tell; neither the GPU's metrics nor the hypervisor's word is among it.
  private static Collection<Metric> columns() {
    Set<Metric> columns =
        EnumSet.range(Metric.CPU_UTILIZATION, Metric.NETWORK_TRANSMIT_PACKETS_PER_SECOND);
    columns.remove(Metric.CPU_UTILIZATION_BY_HYPERVISOR);
    return columns;
  }

  /// Makes the file and writes the header.
  ///
  /// @param overwrite whether a file of this name may be replaced
  /// @throws RecordingException where it is there already or cannot be made
  public static RecordingFile create(Path path, boolean overwrite) {
    Set<StandardOpenOption> options =
        overwrite
            ? EnumSet.of(
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING)
            : EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      FileChannel channel = FileChannel.open(path, options);
      RecordingFile file = new RecordingFile(path, channel);
      file.endReading();
      return file;
    } catch (FileAlreadyExistsException e) {
      throw new RecordingException(
          RecordingException.Reason.EXISTS, path + " exists already; --force replaces it", e);
    } catch (IOException e) {
      throw notWritable("cannot write " + path + ": " + why(e), e);
    }
  }

  /// Adds one sample to the reading.
  @Override
  public void accept(Sample sample) {
    encoder.write(sample);
  }

  /// Puts the samples since the last call on the disk.
  ///
  /// @throws RecordingException where that fails; nothing can be added afterwards
  public void endReading() {
    encoder.flush();
    try {
      reading.writeTo(stream);
      stream.flush();
      wholeBytes = channel.position();
    } catch (IOException e) {
      cutBack();
      throw notWritable("cannot write " + path + ": " + why(e) + saved(), e);
    }
    reading.reset();
  }

  /// Ends the file; a compressed one gets its trailer.
  ///
  /// @throws RecordingException where that fails
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      stream.close();
    } catch (IOException e) {
      throw notWritable("cannot end " + path + ": " + why(e), e);
    }
  }

  private boolean isCompressed() {
    return path.toString().endsWith(".gz");
  }

  private String saved() {
    if (wholeBytes == 0) {
      return "";
    }
    return isCompressed()
        ? "; what was recorded before is in it, without the end that gzip expects"
        : "; what was recorded before is in it";
  }

  /// What is cut off is part of a reading; where not even that works (a device, a broken disk) the
  /// failure that led here says more.
  private void cutBack() {
    try (channel) {
      channel.truncate(wholeBytes);
    } catch (IOException e) {
      reading.reset();
    }
  }

  private static RecordingException notWritable(String message, IOException cause) {
    return new RecordingException(RecordingException.Reason.NOT_WRITABLE, message, cause);
  }

  private static String why(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no such folder";
      case AccessDeniedException denied -> "permission denied";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      case IOException other -> String.valueOf(other.getMessage());
    };
  }
}
