package dev.flatline.core.telemetry;

/// Why something that came in was not judged. Each is counted and printed.
public enum DropReason {
  /// The row has fewer fields than the header.
  TOO_FEW_FIELDS(Scope.ROW, "row with fewer fields than the header"),
  /// The row has more fields than the header, and those are not empty.
  TOO_MANY_FIELDS(Scope.ROW, "row with more fields than the header"),
  /// The row names no workload.
  NO_WORKLOAD(Scope.ROW, "row without a workload"),
  /// The timestamp is not epoch seconds, epoch milliseconds or ISO-8601.
  BAD_TIMESTAMP(Scope.ROW, "row whose timestamp cannot be read"),
  /// The row carries no usable value.
  NO_VALUES(Scope.ROW, "row without any usable value"),
  /// A second value for the same workload, time and metric.
  DUPLICATE(Scope.ROW, "duplicate of a workload's time"),
  /// Older than the allowed lateness, which is a minute.
  LATE(
      Scope.ROW,
      "more than a minute older than its workload's newest sample (sort the rows by time)"),
  /// More than a day ahead of the samples before and after it.
  AHEAD(Scope.ROW, "more than a day ahead of the samples beside it (a wrong clock?)"),
  /// A field that is no number.
  BAD_NUMBER(Scope.VALUE, "value that is not a number in writing"),
  /// NaN.
  NOT_A_NUMBER(Scope.VALUE, "NaN"),
  /// Plus or minus infinity.
  INFINITE(Scope.VALUE, "infinite value"),
  /// Below zero.
  NEGATIVE(Scope.VALUE, "negative value"),
  /// A share far above 1: most often a percentage.
  SHARE_ABOVE_RANGE(Scope.VALUE, "share above 2 (a percentage? map it with /100)"),
  /// A series that carries none of the labels by which the source names workloads.
  NO_LABELS(Scope.ROW, "series without the labels that name a workload"),
  /// More than ten minutes ahead of the clock of the server that takes it.
  FUTURE(Scope.ROW, "more than ten minutes ahead of the server's clock"),
  /// Older than what is remembered of any workload.
  ANCIENT(Scope.ROW, "more than 31 days old"),
  /// Under a name that the server keeps for itself, and not of the server.
  RESERVED(Scope.ROW, "named flatline-canary/…, which only the server itself may send"),
  /// Of a workload that is new where as many are known as there is room for.
  NO_ROOM(Scope.ROW, "of new workloads for which there is no room (a larger heap gives more)");

  /// What is dropped: the whole row, or one value of it.
  public enum Scope {
    /// The whole row.
    ROW,
    /// One value; the rest of the row is judged.
    VALUE
  }

  private final Scope scope;
  private final String text;

  DropReason(Scope scope, String text) {
    this.scope = scope;
    this.text = text;
  }

  /// Whether the whole row is dropped or one value.
  public Scope scope() {
    return scope;
  }

  /// The reason in words, to be read after a count.
  public String text() {
    return text;
  }
}
