package dev.flatline.server.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/// A token by which a server sends telemetry to itself: it ends with the process, and is kept
/// nowhere.
public final class OwnToken {
  private final String text = TokenText.random().value();
  private final Caller caller;

  /// @param name what the server calls itself
  OwnToken(String name) {
    this.caller = new Caller(name, List.of(Grant.ofAll(Set.of(Scope.INGEST))));
  }

  /// What is sent.
  public String text() {
    return text;
  }

  Caller caller() {
    return caller;
  }

  /// Whether this is it, in a time that tells nothing of it.
  boolean is(String shown) {
    return MessageDigest.isEqual(bytes(text), bytes(shown));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
