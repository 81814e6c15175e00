package dev.flatline.connectors;

import dev.flatline.connectors.SourceException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A password, a token or a key that lies outside of what people write down: in a file or in the
/// environment. It is read each time anew, so that it can be changed while a process runs, and its
/// text names only where it lies.
public sealed interface Secret {

  /// Of a file: its text without white space around it.
  ///
  /// @param path of the file
  record OfFile(Path path) implements Secret {
    @Override
    public String read() {
      try {
        return present(Files.readString(path).strip());
      } catch (IOException e) {
        throw new SourceException(
            Reason.SETTINGS, this + " cannot be read: " + e.getClass().getSimpleName(), e);
      }
    }

    private String present(String text) {
      if (text.isEmpty()) {
        throw new SourceException(Reason.SETTINGS, this + " is empty");
      }
      return text;
    }

    @Override
    public String toString() {
      return "the file " + path;
    }
  }

  /// Of the environment.
  ///
  /// @param name of the variable
  record OfEnvironment(String name) implements Secret {
    @Override
    public String read() {
      String text = System.getenv(name);
      if (text == null || text.isEmpty()) {
        throw new SourceException(Reason.SETTINGS, this + " is not set");
      }
      return text;
    }

    @Override
    public String toString() {
      return "the environment variable " + name;
    }
  }

  /// The secret as it is now; never empty.
  ///
  /// @throws SourceException where there is none, naming where it should lie
  String read();
}
