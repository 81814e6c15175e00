package dev.flatline.connectors.host;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A small text file of the kernel, read whole and then walked line by line and field by field.
///
/// One buffer serves all files: a reading of thousands of cgroups makes no garbage worth the name.
/// After a failed read there is no line. Not safe for use by several threads at once.
final class KernelText {
  /// No file that is read here comes near it (the longest, `mountinfo` of a host with thousands of
  /// containers, has a few MiB); what is longer is not what it claims to be.
  static final int LARGEST_BYTES = 16 << 20;

  private static final int FIRST_BYTES = 8192;

  /// What became of a read.
  enum Outcome {
    /// The file was read.
    READ,
    /// There is no such file; a cgroup or process that ended looks like this.
    MISSING,
    /// The file is there and this user may not read it.
    DENIED,
    /// The kernel would not give it, or it is no text of a sane length.
    UNREADABLE
  }

  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;
  private int lineEnd;
  private int position;

  /// Reads a file from its beginning; the first [#nextLine] moves to its first line.
  Outcome read(File file) {
    length = 0;
    lineEnd = -1;
    position = 0;
    try (FileInputStream stream = new FileInputStream(file)) {
      return fill(stream);
    } catch (FileNotFoundException e) {
      return !file.exists()
          ? Outcome.MISSING
          : file.canRead() ? Outcome.UNREADABLE : Outcome.DENIED;
    } catch (IOException e) {
      // ENODEV and ESRCH: the cgroup or process went away between open and read.
      length = 0;
      return file.exists() ? Outcome.UNREADABLE : Outcome.MISSING;
    }
  }

  /// Reads a file and says whether that worked.
  boolean reads(File file) {
    return read(file) == Outcome.READ;
  }

  /// Moves to the next line; false where there is none.
  boolean nextLine() {
    int start = lineEnd + 1;
    if (start >= length) {
      position = lineEnd = length;
      return false;
    }
    position = start;
    lineEnd = start;
    while (lineEnd < length && bytes[lineEnd] != '\n') {
      lineEnd++;
    }
    return true;
  }

  /// The next field of this line, separated by blanks; empty at the line's end.
  String nextWord() {
    skipBlanks();
    int start = position;
    while (position < lineEnd && !isBlank(bytes[position])) {
      position++;
    }
    return new String(bytes, start, position - start, StandardCharsets.UTF_8);
  }

  /// What stands before this letter in the rest of this line, without blanks around it; the letter
  /// is passed over. All of the rest where the letter does not occur.
  String nextUntil(char end) {
    skipBlanks();
    int start = position;
    while (position < lineEnd && bytes[position] != end) {
      position++;
    }
    String text = new String(bytes, start, position - start, StandardCharsets.UTF_8);
    position = Math.min(position + 1, lineEnd);
    return text.stripTrailing();
  }

  /// The next field of this line as a whole number; NaN where it is none, or at the line's end.
  double nextNumber() {
    skipBlanks();
    boolean negative = position < lineEnd && bytes[position] == '-';
    position += negative ? 1 : 0;
    int start = position;
    double number = 0;
    boolean digits = true;
    for (; position < lineEnd && !isBlank(bytes[position]); position++) {
      digits &= bytes[position] >= '0' && bytes[position] <= '9';
      number = number * 10 + (bytes[position] - '0');
    }
    return digits && position > start ? (negative ? -number : number) : Double.NaN;
  }

  /// Passes over fields of this line.
  void skipFields(int count) {
    for (int i = 0; i < count; i++) {
      skipBlanks();
      while (position < lineEnd && !isBlank(bytes[position])) {
        position++;
      }
    }
  }

  /// Passes over everything up to the last of this letter in this line; over nothing where it does
  /// not occur.
  void skipPastLast(char last) {
    for (int i = lineEnd - 1; i >= position; i--) {
      if (bytes[i] == last) {
        position = i + 1;
        return;
      }
    }
  }

  /// The only number of a file that holds one; NaN where it cannot be read or holds something else.
  double onlyNumber(File file) {
    return reads(file) && nextLine() ? nextNumber() : Double.NaN;
  }

  /// How many lines are left.
  int countLines() {
    int lines = 0;
    while (nextLine()) {
      lines++;
    }
    return lines;
  }

  private Outcome fill(FileInputStream stream) throws IOException {
    int count;
    while ((count = stream.read(bytes, length, bytes.length - length)) > 0) {
      length += count;
      if (length >= LARGEST_BYTES) {
        length = 0;
        return Outcome.UNREADABLE;
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
    return Outcome.READ;
  }

  private void skipBlanks() {
    while (position < lineEnd && isBlank(bytes[position])) {
      position++;
    }
  }

  private static boolean isBlank(byte letter) {
    return letter == ' ' || letter == '\t';
  }
}
