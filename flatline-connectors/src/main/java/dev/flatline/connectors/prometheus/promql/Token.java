package dev.flatline.connectors.prometheus.promql;

/// A word or sign of a query.
///
/// @param kind what it is
/// @param text as written; of a text in quotes, what it says
/// @param position where it begins
record Token(Kind kind, String text, int position) {
  enum Kind {
    NUMBER,
    DURATION,
    TEXT,
    NAME,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /// Whether this is a word of the language, which may be written in capitals.
  boolean isWord(String word) {
    return kind == Kind.NAME && text.equalsIgnoreCase(word);
  }
}
