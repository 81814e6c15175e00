package dev.flatline.connectors.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a file holds, told by its content; its name decides only between kinds of text.
enum FileFormat {
  /// Telemetry CSV.
  CSV,
  /// OpenMetrics or Prometheus text.
  METRICS_TEXT,
  /// Parquet.
  PARQUET;

  private static final Pattern METRICS_NAME = Pattern.compile(".*\\.(om|prom)(\\.gz)?");
  private static final Pattern METRICS_START =
      Pattern.compile(
          "\\uFEFF?\\s*(# (HELP|TYPE|UNIT|EOF)\\b.*|[a-zA-Z_:][\\w:]*\\s*(\\{[^}]*=.*|\\s[-+.\\w]+(\\s.*)?))",
          Pattern.DOTALL);

  /// The format of what begins like this.
  ///
  /// @param name the file's name
  /// @param head the first bytes, unpacked
  static FileFormat of(String name, byte[] head) {
    if (startsWith(head, 'P', 'A', 'R', '1')) {
      return PARQUET;
    }
    String text = new String(head, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String firstLine = end < 0 ? text : text.substring(0, end);
    boolean metrics =
        METRICS_NAME.matcher(name).matches() || METRICS_START.matcher(firstLine).matches();
    return metrics ? METRICS_TEXT : CSV;
  }

  /// Whether bytes begin like gzip.
  static boolean isGzip(byte[] head) {
    return startsWith(head, 0x1f, 0x8b);
  }

  /// What the bytes are if they are packed in a way that is not read, in words.
  static Optional<String> foreignPacking(byte[] head) {
    if (startsWith(head, 'P', 'K', 3, 4)) {
      return Optional.of("a ZIP archive");
    }
    if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
      return Optional.of("packed with zstd");
    }
    if (startsWith(head, 'B', 'Z', 'h')) {
      return Optional.of("packed with bzip2");
    }
    return startsWith(head, 0xfd, '7', 'z', 'X', 'Z')
        ? Optional.of("packed with xz")
        : Optional.empty();
  }

  private static boolean startsWith(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
