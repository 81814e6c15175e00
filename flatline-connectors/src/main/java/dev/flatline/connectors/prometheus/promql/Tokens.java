package dev.flatline.connectors.prometheus.promql;

import dev.flatline.connectors.prometheus.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words and signs of a query, read one after another.
final class Tokens {
  private static final String NOT_UNDERSTOOD =
      " is not understood here; a profile that is also used for remote write may use selectors,"
          + " sum, max, min, avg and count, rate, irate, increase, last_over_time, avg_over_time,"
          + " max_over_time, min_over_time, clamp_min, clamp_max, label_replace, + - * /,"
          + " == != < > <= >=, and, or, unless";

  private static final Pattern BLANK = Pattern.compile("(?:\\s|#[^\n]*)+");
  private static final Pattern DURATION = Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+");
  private static final Pattern NUMBER =
      Pattern.compile("0[xX][0-9a-fA-F]+|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern NAME = Pattern.compile("\\$?[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern SIGN = Pattern.compile("==|!=|<=|>=|=~|!~|[-+*/%^(){}\\[\\],=<>@]");

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  Tokens(String query) {
    this.query = query;
    int at = blankEnd(0);
    while (at < query.length()) {
      at = blankEnd(read(at));
    }
    tokens.add(new Token(Kind.END, "", query.length()));
  }

  Token peek() {
    return tokens.get(next);
  }

  /// The one after the next.
  Token peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  /// Takes the sign where it is next.
  boolean takes(String sign) {
    if (!peek().is(sign)) {
      return false;
    }
    take();
    return true;
  }

  void require(String sign) {
    if (!takes(sign)) {
      throw refused(peek(), "\"" + sign + "\" expected");
    }
  }

  Token require(Kind kind, String what) {
    if (peek().kind() != kind) {
      throw refused(peek(), what + " expected");
    }
    return take();
  }

  PromqlException refused(Token at, String problem) {
    return new PromqlException(query, at.position(), problem);
  }

  PromqlException notUnderstood(Token at) {
    return refused(
        at, at.kind() == Kind.END ? "the query ends" : "`" + at.text() + "`" + NOT_UNDERSTOOD);
  }

  private int blankEnd(int from) {
    Matcher blank = BLANK.matcher(query).region(from, query.length());
    return blank.lookingAt() ? blank.end() : from;
  }

  private int read(int from) {
    char first = query.charAt(from);
    if (first == '"' || first == '\'' || first == '`') {
      return readText(from, first);
    }
    int end = readAs(Kind.DURATION, DURATION, from);
    end = end < 0 ? readAs(Kind.NUMBER, NUMBER, from) : end;
    end = end < 0 ? readAs(Kind.NAME, NAME, from) : end;
    end = end < 0 ? readAs(Kind.SIGN, SIGN, from) : end;
    if (end < 0) {
      throw new PromqlException(query, from, "\"" + first + "\" is not understood here");
    }
    return end;
  }

  private int readAs(Kind kind, Pattern pattern, int from) {
    Matcher matcher = pattern.matcher(query).region(from, query.length());
    if (!matcher.lookingAt()) {
      return -1;
    }
    tokens.add(new Token(kind, matcher.group(), from));
    return matcher.end();
  }

  private int readText(int from, char quote) {
    StringBuilder text = new StringBuilder();
    int at = from + 1;
    while (at < query.length() && query.charAt(at) != quote) {
      char c = query.charAt(at);
      if (c == '\\' && quote != '`' && at + 1 < query.length()) {
        at++;
        text.append(escaped(at));
      } else {
        text.append(c);
      }
      at++;
    }
    if (at >= query.length()) {
      throw new PromqlException(query, from, "nothing closes the " + quote);
    }
    tokens.add(new Token(Kind.TEXT, text.toString(), from));
    return at + 1;
  }

  private char escaped(int at) {
    return switch (query.charAt(at)) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case '\\', '"', '\'' -> query.charAt(at);
      default ->
          throw new PromqlException(
              query, at - 1, "\"\\" + query.charAt(at) + "\" is not understood in a text");
    };
  }
}
