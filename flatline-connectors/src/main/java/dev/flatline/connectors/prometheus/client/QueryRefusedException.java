package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.SourceException;

/// A query is more than the server does at once. Smaller slices may pass; where there are none
/// left, [#asFailure] is what to throw.
public final class QueryRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Why the server does not answer.
  public enum Kind {
    /// Too many samples or points for a limit of the server's.
    TOO_LARGE(SourceException.Reason.REJECTED),
    /// More series than the server selects at once, however short the time.
    TOO_MANY_SERIES(SourceException.Reason.REJECTED),
    /// It takes longer than the server or we wait.
    TOO_SLOW(SourceException.Reason.TIMEOUT);

    private final SourceException.Reason reason;

    Kind(SourceException.Reason reason) {
      this.reason = reason;
    }
  }

  private final Kind kind;

  QueryRefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// Why the server does not answer.
  public Kind kind() {
    return kind;
  }

  /// The same as a failure of the source, for where the query cannot be made smaller.
  public SourceException asFailure(String whatNow) {
    return new SourceException(kind.reason, getMessage() + "; " + whatNow, this);
  }
}
