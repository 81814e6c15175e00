package dev.flatline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Programs whose time a bench takes.
final class Commands {
  private Commands() {}

  /// Runs a program to its end, its words going where the bench's go.
  ///
  /// @throws IllegalStateException if it ends with another status than 0
  static void run(String... command) {
    try {
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IllegalStateException(List.of(command) + " ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
