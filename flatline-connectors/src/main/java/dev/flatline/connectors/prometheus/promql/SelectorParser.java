package dev.flatline.connectors.prometheus.promql;

import dev.flatline.connectors.prometheus.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads selectors, the range behind them, and lists of labels.
final class SelectorParser {
  private static final Map<String, Long> UNIT_MILLIS =
      Map.of(
          "ms", 1L,
          "s", 1_000L,
          "m", 60_000L,
          "h", 3_600_000L,
          "d", 86_400_000L,
          "w", 604_800_000L,
          "y", 31_536_000_000L);

  /// Points are kept as long as a range looks back.
  private static final long LONGEST_RANGE_MILLIS = 86_400_000;

  private final Tokens tokens;

  SelectorParser(Tokens tokens) {
    this.tokens = tokens;
  }

  SeriesSelector selector() {
    Token first = tokens.peek();
    String metric = first.kind() == Kind.NAME ? tokens.take().text() : "";
    List<LabelMatcher> matchers = new ArrayList<>();
    if (tokens.takes("{")) {
      while (!tokens.takes("}")) {
        matchers.add(matcher());
        if (!tokens.peek().is("}")) {
          tokens.require(",");
        }
      }
    }
    if (metric.isEmpty() && matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw tokens.refused(first, "a selector needs a metric, or a matcher that not all match");
    }
    return new SeriesSelector(metric, matchers);
  }

  /// The span between brackets.
  long rangeMillis() {
    Token open = tokens.peek();
    tokens.require("[");
    Token span = tokens.require(Kind.DURATION, "a duration such as 5m");
    long millis = millis(span.text());
    if (millis <= 0 || millis > LONGEST_RANGE_MILLIS) {
      throw tokens.refused(open, "a range of more than a day, or of nothing");
    }
    tokens.require("]");
    return millis;
  }

  /// The labels between parentheses.
  List<String> labels() {
    List<String> labels = new ArrayList<>();
    tokens.require("(");
    while (!tokens.takes(")")) {
      labels.add(label(tokens.require(Kind.NAME, "a label")));
      if (!tokens.peek().is(")")) {
        tokens.require(",");
      }
    }
    return labels;
  }

  /// A label by which something is grouped, matched or written; the metric's name is none.
  String label(Token token) {
    if (token.text().equals("__name__") || !token.text().matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
      throw tokens.notUnderstood(token);
    }
    return token.text();
  }

  private LabelMatcher matcher() {
    Token label = tokens.require(Kind.NAME, "a label");
    if (label.text().contains(":")) {
      throw tokens.refused(label, "a label expected");
    }
    Token operator = tokens.take();
    boolean negated = operator.is("!=") || operator.is("!~");
    boolean regex = operator.is("=~") || operator.is("!~");
    if (!negated && !regex && !operator.is("=")) {
      throw tokens.refused(operator, "one of = != =~ !~ expected");
    }
    Token value = tokens.require(Kind.TEXT, "a text in quotes");
    return new LabelMatcher(
        label.text(), negated, value.text(), regex ? Optional.of(regex(value)) : Optional.empty());
  }

  AnchoredRegex regex(Token text) {
    try {
      return AnchoredRegex.of(text.text());
    } catch (IllegalArgumentException e) {
      throw tokens.refused(text, String.valueOf(e.getMessage()));
    }
  }

  private static long millis(String text) {
    long millis = 0;
    for (String part : text.split("(?<=[a-z])(?=[0-9])", -1)) {
      String number = part.replaceAll("[a-z]", "");
      if (number.length() > 12) {
        return Long.MAX_VALUE;
      }
      String unit = part.substring(number.length());
      millis += Long.parseLong(number) * UNIT_MILLIS.getOrDefault(unit, 0L);
    }
    return millis;
  }
}
