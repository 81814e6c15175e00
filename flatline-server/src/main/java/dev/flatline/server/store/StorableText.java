package dev.flatline.server.store;

import java.nio.charset.StandardCharsets;

/// Texts as every database can hold them.
final class StorableText {
  private StorableText() {}

  /// The text, with a question mark for what PostgreSQL's texts cannot hold: NUL and unpaired
  /// surrogates.
  static String of(String text) {
    byte[] wellFormed = text.getBytes(StandardCharsets.UTF_8);
    return new String(wellFormed, StandardCharsets.UTF_8).replace('\0', '?');
  }

  /// At most so many characters of it.
  static String of(String text, int most) {
    return of(text.substring(0, Math.min(text.length(), most)));
  }
}
