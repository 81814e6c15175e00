package dev.flatline.server.guard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The text of a token: `flt_`, 256 random bits in base64url, and a checksum in hexadecimal, so
/// that
/// scanners for leaked secrets can tell it from everything else and a mistyped one is told apart
/// from a revoked one. A text with so much chance in it needs no slow hash: nobody can try them
/// all.
///
/// @param value the text itself, shown once
record TokenText(String value) {
  private static final String PREFIX = "flt_";
  private static final int RANDOM_BYTES = 32;
  private static final int CHECKSUM_DIGITS = 8;
  private static final Pattern SHAPE = Pattern.compile("flt_[A-Za-z0-9_-]{43}[0-9a-f]{8}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static TokenText random() {
    byte[] bits = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bits);
    String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    return new TokenText(text + checksum(text));
  }

  /// Whether it can be a token at all.
  boolean isWellFormed() {
    if (!SHAPE.matcher(value).matches()) {
      return false;
    }
    int end = value.length() - CHECKSUM_DIGITS;
    return value.substring(end).equals(checksum(value.substring(0, end)));
  }

  /// By what it is kept: SHA-256, in hexadecimal.
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
