package dev.flatline.connectors;

/// How far a long reading has come; the command draws it.
@FunctionalInterface
public interface Progress {
  /// Shown to nobody.
  Progress NONE = (done, total) -> {};

  /// So much of so much is done, in units of the source's choice (bytes, requests).
  ///
  /// @param done units done so far
  /// @param total units in all as far as known now, 0 where unknown
  void at(long done, long total);
}
