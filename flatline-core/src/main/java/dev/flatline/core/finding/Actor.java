package dev.flatline.core.finding;

/// Who does something, and from where.
///
/// @param name of a person or a program, 1 to [#LONGEST_NAME] characters
/// @param address from which it is done; empty where it is done in the server itself
public record Actor(String name, String address) {
  /// What a name, an e-mail address or the subject of a certificate takes.
  public static final int LONGEST_NAME = 256;

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException where it is empty or too long
  public Actor {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "a name of " + name.length() + " characters is not 1 to " + LONGEST_NAME + " long");
    }
  }
}
