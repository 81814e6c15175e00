package dev.flatline.server.outbox;

/// What is in the way at a sink.
///
/// @param kind whether it may pass
/// @param why what the other side said, or what failed
public record SinkTrouble(Kind kind, String why) {

  /// Whether it may pass.
  public enum Kind {
    /// It may: messages wait.
    FAILING("it fails, and is tried again"),

    /// It may not: messages are dead letters at once.
    REFUSING("it refuses messages, and they are given up");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /// For people.
    public String text() {
      return text;
    }
  }
}
