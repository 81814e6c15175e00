package dev.flatline.server;

import dev.flatline.core.finding.Actor;
import dev.flatline.server.guard.Tokens;
import dev.flatline.server.store.DataFolder;
import java.nio.file.Path;
import java.util.Optional;

/// The token with which a server begins that asks everybody who they are.
final class FirstToken {
  private static final String FILE = "admin.token";

  private FirstToken() {}

  /// Makes it where nobody has one that may make others.
  ///
  /// @return the file that holds it; empty where somebody has one
  /// @throws dev.flatline.server.store.StoreException where the file cannot be written
  static Optional<Path> of(Tokens tokens, DataFolder folder, Actor by) {
    return tokens.makeFirst(by).map(made -> folder.keepSecret(FILE, made.text()));
  }
}
