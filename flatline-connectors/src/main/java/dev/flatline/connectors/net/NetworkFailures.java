package dev.flatline.connectors.net;

import dev.flatline.formats.message.Redaction;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/// What a failure of the network means, in words.
public final class NetworkFailures {
  private NetworkFailures() {}

  /// A few words, without secrets.
  public static String text(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
        return "the host's name is not known";
      }
      if (cause instanceof SSLException) {
        return "TLS: " + message(cause);
      }
      if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
        return "no answer in time";
      }
    }
    Throwable first = failure.getCause() == null ? failure : failure.getCause();
    if (failure instanceof ConnectException || first instanceof ConnectException) {
      return "nothing listens there";
    }
    return first instanceof EOFException ? "the connection was closed" : message(first);
  }

  private static String message(Throwable cause) {
    return Redaction.of(
        Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName()));
  }
}
