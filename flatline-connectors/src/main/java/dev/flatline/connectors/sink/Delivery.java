package dev.flatline.connectors.sink;

import java.time.Duration;
import java.util.Optional;

/// What became of a message that was sent. No text in it holds a secret.
public sealed interface Delivery {

  /// It is there.
  ///
  /// @param answer what the other side said, in a few words
  record Delivered(String answer) implements Delivery {}

  /// It may be there later.
  ///
  /// @param why what was in the way
  /// @param after how long the other side asks to wait; empty where it does not
  record TryAgain(String why, Optional<Duration> after) implements Delivery {

    /// Without a wish of the other side.
    public static TryAgain because(String why) {
      return new TryAgain(why, Optional.empty());
    }
  }

  /// The other side will never take it as it is.
  ///
  /// @param why what it said
  record Refused(String why) implements Delivery {}
}
