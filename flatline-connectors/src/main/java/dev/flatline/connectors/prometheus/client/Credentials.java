package dev.flatline.connectors.prometheus.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
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

  /// A token that lies elsewhere, read anew for every request because platforms rotate it.
  record BearerFrom(Secret token) implements Credentials {
    @Override
    public String toString() {
      return "bearer token from " + token;
    }
  }

  /// A user with a password that is read anew for every request as well.
  record BasicFrom(String user, Secret password) implements Credentials {
    @Override
    public String toString() {
      return "basic, user " + user;
    }
  }

  /// The secret part of it, empty where there is none.
  ///
  /// @throws SourceException where the secret cannot be read
  default String secret() {
    return switch (this) {
      case Anonymous anonymous -> "";
      case Basic basic -> basic.password;
      case Bearer bearer -> bearer.token;
      case BearerFrom bearer -> bearer.token.read();
      case BasicFrom basic -> basic.password.read();
    };
  }

  /// The value of the `Authorization` header, empty where there is none to send.
  ///
  /// @throws SourceException where the secret cannot be read
  default String authorization() {
    return switch (this) {
      case Anonymous anonymous -> "";
      case Basic basic -> "Basic " + encoded(basic.user + ":" + basic.password);
      case Bearer bearer -> "Bearer " + bearer.token;
      case BearerFrom bearer -> "Bearer " + bearer.token.read();
      case BasicFrom basic -> "Basic " + encoded(basic.user + ":" + basic.password.read());
    };
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
