package dev.flatline.connectors.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts of the kernel for tests of what reads them.
final class KernelTexts {
  private KernelTexts() {}

  /// This content, as if just read.
  static KernelText read(String content) {
    try {
      Path file = Files.createTempFile("kernel", ".txt");
      try {
        Files.writeString(file, content);
        KernelText text = new KernelText();
        text.read(file.toFile());
        return text;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
