package dev.flatline.server.oidc;

import org.jspecify.annotations.Nullable;

/// Somebody could not be logged in. The message says why, for people and the audit log; of what the
/// provider sent it holds no secret.
public final class OidcException extends Exception {
  private static final long serialVersionUID = 1;

  private final Reason reason;

  /// Why.
  public enum Reason {
    /// The provider does not answer, or not as one.
    UNREACHABLE,
    /// The browser brings back no login that it began.
    NOT_BEGUN,
    /// The login did not go as it was begun, or what the provider says of it does not hold.
    REFUSED,
    /// The person is who they say, and may do nothing here.
    NO_GROUP
  }

  OidcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  OidcException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// The message with what lies behind it, which may name files: for whoever runs the server.
  public String detail() {
    Throwable deepest = this;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String message = String.valueOf(getMessage());
    String cause = deepest.getMessage();
    return cause == null || message.contains(cause) ? message : message + " (" + cause + ")";
  }
}
