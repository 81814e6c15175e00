package dev.flatline.connectors.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// Files with telemetry in a folder of a test.
final class SampleFiles {
  static final String HEADER = "workload,timestamp,cpu_utilization\n";

  private final Path folder;

  SampleFiles(Path folder) {
    this.folder = folder;
  }

  Path text(String name, String text) {
    return bytes(name, text.getBytes(UTF_8));
  }

  Path gzip(String name, String text) {
    return bytes(name, packed(text.getBytes(UTF_8)));
  }

  Path bytes(String name, byte[] bytes) {
    try {
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a query gives, as Parquet.
  Path parquet(String name, String query) {
    Path file = folder.resolve(name);
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  /// A header and so many rows that do not pack well.
  static String rows(int count) {
    Random random = new Random(count);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < count; i++) {
      text.append("vm-").append(i % 7).append(',').append(1_372_629_804 + i).append(',');
      text.append(random.nextDouble()).append('\n');
    }
    return text.toString();
  }

  static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
