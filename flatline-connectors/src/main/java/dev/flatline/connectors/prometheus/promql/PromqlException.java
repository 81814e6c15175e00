package dev.flatline.connectors.prometheus.promql;

/// A query that is not understood, with the place in it.
public final class PromqlException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  private final int position;

  PromqlException(String query, int position, String problem) {
    super("character " + (position + 1) + ", at " + excerpt(query, position) + ": " + problem);
    this.position = position;
  }

  /// Where in the query, from 0.
  public int position() {
    return position;
  }

  private static String excerpt(String query, int position) {
    if (position >= query.length()) {
      return "the end";
    }
    int end = Math.min(query.length(), position + SHOWN);
    String shown = query.substring(position, end).replaceAll("\\s+", " ");
    return "\"" + shown + (end < query.length() ? "…" : "") + "\"";
  }
}
