package dev.flatline.testkit.ledger;

/// When a server is killed.
public enum KillMoment {
  /// Before it says where it listens, or just then.
  START("while it starts"),
  /// While telemetry comes and findings are read.
  JUDGING("while it judges"),
  /// While it writes its state in the middle of all that.
  SNAPSHOT("while it writes a snapshot"),
  /// While it ends in order: judges what waits and writes its state.
  END("while it ends and writes its state"),
  /// When a message has reached the sink and is not answered yet.
  DELIVERY("while a message is delivered");

  private final String words;

  KillMoment(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
