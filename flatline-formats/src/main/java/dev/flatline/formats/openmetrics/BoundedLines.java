package dev.flatline.formats.openmetrics;

import dev.flatline.formats.DecodeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of UTF-8 text, none longer than a bound, without a byte order mark. Bytes that are not
/// UTF-8 become U+FFFD.
final class BoundedLines {
  /// Longer than any exposition line; bounds what a file that is no text can cost.
  static final int MAX_CHARACTERS = 64 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader reader;
  private final char[] buffer = new char[16 * 1024];
  private int next;
  private int end;
  private long number;

  BoundedLines(InputStream bytes) {
    reader = new InputStreamReader(bytes, StandardCharsets.UTF_8);
  }

  /// The next line without its end, null after the last.
  @Nullable String next() throws IOException {
    number++;
    StringBuilder line = new StringBuilder();
    while (next < end || fill()) {
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      line.append(buffer, from, next - from);
      if (line.length() > MAX_CHARACTERS) {
        throw new DecodeException(
            DecodeException.Reason.TOO_LARGE,
            "line " + number + " is longer than " + MAX_CHARACTERS + " characters");
      }
      if (next < end) {
        next++;
        return line.toString();
      }
    }
    return line.isEmpty() ? null : line.toString();
  }

  /// The number of the latest line, from 1.
  long number() {
    return number;
  }

  private boolean fill() throws IOException {
    boolean first = end == 0;
    end = reader.read(buffer);
    next = first && end > 0 && buffer[0] == BYTE_ORDER_MARK ? 1 : 0;
    return end > 0;
  }
}
