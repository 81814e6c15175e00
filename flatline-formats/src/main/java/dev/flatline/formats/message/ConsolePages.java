package dev.flatline.formats.message;

import java.net.URI;

/// Pages of the console that messages link to.
final class ConsolePages {
  private ConsolePages() {}

  /// @param console where it is, with or without a slash at its end
  static URI of(URI console, String page) {
    String base = console.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + page);
  }
}
