package dev.flatline.server.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A login that was begun. The browser alone keeps it, in a cookie that no other site can set or
/// read, so strangers who begin logins fill no memory here.
///
/// @param state comes back from the provider with the browser (RFC 6749, 10.12)
/// @param nonce comes back in the ID token (OpenID Connect Core 1.0, 15.5.2)
/// @param verifier proves to the provider who began (RFC 7636)
/// @param wanted the page to go on to
record LoginAttempt(String state, String nonce, String verifier, String wanted) {
  private static final int RANDOM_BYTES = 32;

  /// What fits into a cookie with the rest of it; a longer address is forgotten.
  private static final int LONGEST_WANTED_BYTES = 2_000;

  private static final String RANDOM_TEXT = "([A-Za-z0-9_-]{43})";
  private static final Pattern SHAPE =
      Pattern.compile(
          RANDOM_TEXT + "\\." + RANDOM_TEXT + "\\." + RANDOM_TEXT + "\\.([A-Za-z0-9_-]{0,2700})");

  private static final SecureRandom RANDOM = new SecureRandom();

  static LoginAttempt begin(String wanted) {
    boolean fits = wanted.getBytes(StandardCharsets.UTF_8).length <= LONGEST_WANTED_BYTES;
    return new LoginAttempt(random(), random(), random(), fits ? wanted : "");
  }

  /// One that a cookie holds; empty where it holds none.
  static Optional<LoginAttempt> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] wanted = Base64.getUrlDecoder().decode(matcher.group(4));
      return Optional.of(
          new LoginAttempt(
              matcher.group(1),
              matcher.group(2),
              matcher.group(3),
              new String(wanted, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// As a cookie holds it.
  String text() {
    return String.join(
        ".", state, nonce, verifier, base64(wanted.getBytes(StandardCharsets.UTF_8)));
  }

  boolean isOf(String otherState) {
    return MessageDigest.isEqual(
        state.getBytes(StandardCharsets.UTF_8), otherState.getBytes(StandardCharsets.UTF_8));
  }

  private static String random() {
    byte[] bits = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bits);
    return base64(bits);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
