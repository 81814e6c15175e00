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

  /// What stands for bytes that are not UTF-8.
  private static final char REPLACEMENT = '\uFFFD';

  /// In text that is mostly ASCII, UTF-16 has a zero in every other byte.
  private static final int UTF16_ZEROS_ONE_IN = 4;

  /// Text of another character set has some such characters, noise has more than half.
  private static final int FOREIGN_ONE_IN = 3;

  private static final Pattern METRICS_NAME = Pattern.compile(".*\\.(om|prom)(\\.gz)?");
  private static final Pattern METRICS_START =
      Pattern.compile(
          "\\uFEFF?\\s*(# (HELP|TYPE|UNIT|EOF)\\b.*|[a-zA-Z_:][\\w:]*\\s*(\\{[^}]*=.*"
              + "|\\s[-+]?(\\.?\\d[-+.\\w]*|(?i:nan|inf|infinity))(\\s.*)?))",
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

  /// What the bytes are if they are no text that can be read, in words and with what to do.
  static Optional<String> foreignText(byte[] head) {
    if (startsWith(head, 0xfe, 0xff) || startsWith(head, 0xff, 0xfe)) {
      return Optional.empty();
    }
    int[] zeros = new int[2];
    for (int i = 0; i < head.length; i++) {
      zeros[i % 2] += head[i] == 0 ? 1 : 0;
    }
    int most = Math.max(zeros[0], zeros[1]);
    if (most > head.length / UTF16_ZEROS_ONE_IN && zeros[0] + zeros[1] - most < most / 2) {
      return Optional.of("UTF-16 without a byte order mark: save it as UTF-8");
    }
    String text = new String(head, StandardCharsets.UTF_8);
    long foreign = text.chars().filter(FileFormat::isForeign).count();
    return foreign > text.length() / FOREIGN_ONE_IN
        ? Optional.of("neither text in UTF-8 nor Parquet: nothing can be read from it")
        : Optional.empty();
  }

  private static boolean isForeign(int character) {
    boolean control = Character.isISOControl(character) && !Character.isWhitespace(character);
    return control || character == REPLACEMENT;
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
