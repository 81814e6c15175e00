package dev.flatline.connectors.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signatures of Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`, so that a receiver
/// knows who sent it, and refuses what is old or came before.
final class WebhookSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "whsec_";

  /// What the specification asks of a secret.
  private static final int LEAST_KEY_BYTES = 24;

  private static final int MOST_KEY_BYTES = 64;

  private final Secret secrets;

  /// @param secrets one or more, with white space between them: while one replaces another, both
  ///     sign
  WebhookSignature(Secret secrets) {
    this.secrets = secrets;
  }

  /// The value of the header `webhook-signature`.
  ///
  /// @throws SourceException where there is no secret, or one of another form
  String of(String id, long epochSeconds, String body) {
    byte[] signed = (id + "." + epochSeconds + "." + body).getBytes(UTF_8);
    List<String> signatures = new ArrayList<>();
    for (String secret : secrets.read().strip().split("\\s+", -1)) {
      signatures.add("v1," + Base64.getEncoder().encodeToString(hmac(key(secret), signed)));
    }
    return String.join(" ", signatures);
  }

  private byte[] key(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw unusable();
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      if (key.length < LEAST_KEY_BYTES || key.length > MOST_KEY_BYTES) {
        throw unusable();
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw unusable();
    }
  }

  private SourceException unusable() {
    return new SourceException(
        SourceException.Reason.SETTINGS,
        secrets
            + " holds no secret of the form whsec_ and 24 to 64 bytes in base64; make one:"
            + " echo whsec_$(openssl rand -base64 32)");
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
