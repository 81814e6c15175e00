package dev.flatline.server.store;

/// What people make of a finding at one time, in SQL over the columns of `finding`.
final class HandlingNow {
  /// Suppressed and closed hold up to the severity that the finding had then, and a suppression
  /// until its end. Takes `:now`, epoch milliseconds.
  static final String SQL =
      """
      case
        when handling in ('SUPPRESSED', 'CLOSED') and severity > handled_severity then 'NEW'
        when handling = 'SUPPRESSED' and handled_until <= :now then 'NEW'
        else handling
      end""";

  /// Whether nobody is to be told of it.
  static final String IS_QUIET = "(" + SQL + ") in ('SUPPRESSED', 'CLOSED')";

  private HandlingNow() {}
}
