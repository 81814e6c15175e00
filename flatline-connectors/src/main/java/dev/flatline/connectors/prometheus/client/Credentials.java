package dev.flatline.connectors.prometheus.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// How a client says who it is. None of them shows its secret in [Object#toString].
public sealed interface Credentials {

  /// Nobody in particular.
  record Anonymous() implements Credentials {}

  /// User name and password.
  record Basic(String user, String password) implements Credentials {
    @Override
    public String toString() {
      return "basic, user " + user;
    }
  }

  /// A token.
  record Bearer(String token) implements Credentials {
    @Override
    public String toString() {
      return "bearer token";
    }
  }

  /// A token in a file, read anew for every request because platforms rotate it.
  record BearerFile(Path file) implements Credentials {
    @Override
    public String toString() {
      return "bearer token from " + file;
    }
  }

  /// The secret part of it, empty where there is none.
  ///
  /// @throws SourceException where a file with the secret cannot be read
  default String secret() {
    return switch (this) {
      case Anonymous anonymous -> "";
      case Basic basic -> basic.password;
      case Bearer bearer -> bearer.token;
      case BearerFile bearerFile -> tokenIn(bearerFile.file);
    };
  }

  /// The value of the `Authorization` header, empty where there is none to send.
  ///
  /// @throws SourceException where a file with the secret cannot be read
  default String authorization() {
    return switch (this) {
      case Anonymous anonymous -> "";
      case Basic basic -> "Basic " + encoded(basic.user + ":" + basic.password);
      case Bearer bearer -> "Bearer " + bearer.token;
      case BearerFile bearerFile -> "Bearer " + tokenIn(bearerFile.file);
    };
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String tokenIn(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new SourceException(
          SourceException.Reason.SETTINGS, "cannot read the bearer token file " + file, e);
    }
  }
}
