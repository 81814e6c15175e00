package dev.flatline.server.heard;

/// Keeps what was heard last.
public interface HeardStore {
  /// What was kept last.
  Heard kept();

  /// Keeps this, and nothing of what was kept before.
  void keep(Heard heard);
}
