package dev.flatline.connectors.prometheus.promql;

import dev.flatline.connectors.prometheus.promql.Expression.Aggregate;
import dev.flatline.connectors.prometheus.promql.Expression.Binary;
import dev.flatline.connectors.prometheus.promql.Expression.Clamp;
import dev.flatline.connectors.prometheus.promql.Expression.Constant;
import dev.flatline.connectors.prometheus.promql.Expression.LabelReplace;
import dev.flatline.connectors.prometheus.promql.Expression.Newest;
import dev.flatline.connectors.prometheus.promql.Expression.OverRange;
import dev.flatline.connectors.prometheus.promql.Matching.Grouping;
import dev.flatline.connectors.prometheus.promql.Operator.Kind;
import java.util.List;
import java.util.Optional;

/// Reads the part of PromQL that profiles may use, by recursive descent. What is understood means
/// what it means to Prometheus; all else is refused with its place.
public final class PromqlParser {
  /// Deeper nesting is nobody's profile.
  private static final int DEEPEST = 100;

  private final Tokens tokens;
  private final SelectorParser selectors;
  private int depth;

  private PromqlParser(String query) {
    tokens = new Tokens(query);
    selectors = new SelectorParser(tokens);
  }

  /// The expression of a query.
  ///
  /// @throws PromqlException where it is not understood
  public static Expression parse(String query) {
    PromqlParser parser = new PromqlParser(query);
    Expression expression = parser.expression(0);
    Token rest = parser.tokens.peek();
    if (rest.kind() != Token.Kind.END) {
      throw parser.tokens.notUnderstood(rest);
    }
    return expression;
  }

  /// Operators of at least this precedence; those of the same bind from the left.
  private Expression expression(int least) {
    Token at = tokens.peek();
    if (++depth > DEEPEST) {
      throw tokens.refused(at, "nested too deeply");
    }
    Expression left = signed();
    Optional<Operator> operator = operator(least);
    while (operator.isPresent()) {
      Token sign = tokens.take();
      Matching matching = matching(operator.get());
      Expression right = expression(operator.get().precedence() + 1);
      left = binary(sign, operator.get(), left, right, matching);
      operator = operator(least);
    }
    depth--;
    return left;
  }

  private Optional<Operator> operator(int least) {
    Token token = tokens.peek();
    if (token.kind() != Token.Kind.SIGN && token.kind() != Token.Kind.NAME) {
      return Optional.empty();
    }
    return Operator.named(token.text()).filter(found -> found.precedence() >= least);
  }

  private Expression binary(
      Token sign, Operator operator, Expression left, Expression right, Matching matching) {
    boolean numbers = left instanceof Constant || right instanceof Constant;
    if (numbers && operator.kind() == Kind.SET) {
      throw tokens.refused(sign, "\"" + operator.text() + "\" stands between sets of series");
    }
    if (numbers && !matching.equals(Matching.ALL)) {
      throw tokens.refused(sign, "a number has no labels to match");
    }
    if (left instanceof Constant one && right instanceof Constant other) {
      if (operator.kind() == Kind.COMPARISON) {
        throw tokens.refused(sign, "numbers alone cannot be compared here");
      }
      return new Constant(operator.apply(one.value(), other.value()));
    }
    return new Binary(operator, left, right, matching);
  }

  private Matching matching(Operator operator) {
    Token word = tokens.peek();
    if (word.isWord("bool")) {
      throw tokens.notUnderstood(word);
    }
    if (!word.isWord("on") && !word.isWord("ignoring")) {
      return Matching.ALL;
    }
    tokens.take();
    List<String> labels = selectors.labels();
    Token grouping = tokens.peek();
    boolean left = grouping.isWord("group_left");
    if (!left && !grouping.isWord("group_right")) {
      return new Matching(word.isWord("on"), labels, Grouping.NONE, List.of());
    }
    if (operator.kind() == Kind.SET) {
      throw tokens.refused(grouping, "\"" + operator.text() + "\" has no grouping");
    }
    tokens.take();
    List<String> include = tokens.peek().is("(") ? selectors.labels() : List.of();
    return new Matching(word.isWord("on"), labels, left ? Grouping.LEFT : Grouping.RIGHT, include);
  }

  private Expression signed() {
    boolean negative = false;
    while (tokens.peek().is("+") || tokens.peek().is("-")) {
      negative ^= tokens.take().is("-");
    }
    Expression of = operand();
    if (!negative) {
      return of;
    }
    return of instanceof Constant number
        ? new Constant(-number.value())
        : new Binary(Operator.MULTIPLY, new Constant(-1), of, Matching.ALL);
  }

  private Expression operand() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER -> number(tokens.take());
      case NAME -> named(token);
      case SIGN -> {
        if (tokens.takes("(")) {
          Expression inside = expression(0);
          tokens.require(")");
          yield inside;
        }
        if (token.is("{")) {
          yield newest();
        }
        throw tokens.notUnderstood(token);
      }
      case DURATION, TEXT, END -> throw tokens.notUnderstood(token);
    };
  }

  private static Constant number(Token token) {
    String text = token.text();
    boolean hexadecimal = text.startsWith("0x") || text.startsWith("0X");
    return new Constant(
        hexadecimal ? Long.parseLong(text.substring(2), 16) : Double.parseDouble(text));
  }

  private Expression named(Token name) {
    if (name.isWord("inf")) {
      tokens.take();
      return new Constant(Double.POSITIVE_INFINITY);
    }
    if (name.isWord("nan")) {
      tokens.take();
      return new Constant(Double.NaN);
    }
    Optional<Aggregation> aggregation = Aggregation.named(name.text());
    if (aggregation.isPresent()) {
      tokens.take();
      return aggregate(aggregation.get());
    }
    return isCall() ? call(name) : newest();
  }

  private boolean isCall() {
    return tokens.peekSecond().is("(");
  }

  /// A bare selector; a range or an offset behind it is refused by whoever reads on.
  private Expression newest() {
    return new Newest(selectors.selector());
  }

  private Expression aggregate(Aggregation function) {
    Token modifier = tokens.peek();
    List<String> labels = modified();
    tokens.require("(");
    Expression vector = vector();
    tokens.require(")");
    if (!isModifier(modifier)) {
      modifier = tokens.peek();
      labels = modified();
    }
    return new Aggregate(function, modifier.isWord("without"), labels, vector);
  }

  private static boolean isModifier(Token token) {
    return token.isWord("by") || token.isWord("without");
  }

  private List<String> modified() {
    if (!isModifier(tokens.peek())) {
      return List.of();
    }
    tokens.take();
    return selectors.labels();
  }

  private Expression call(Token name) {
    Optional<RangeFunction> function = RangeFunction.named(name.text());
    if (function.isPresent()) {
      tokens.take();
      tokens.require("(");
      SeriesSelector selector = selectors.selector();
      long rangeMillis = selectors.rangeMillis();
      tokens.require(")");
      return new OverRange(function.get(), selector, rangeMillis);
    }
    return switch (name.text()) {
      case "clamp_min", "clamp_max" -> clamp(name);
      case "label_replace" -> labelReplace();
      default -> throw tokens.notUnderstood(name);
    };
  }

  private Expression clamp(Token name) {
    tokens.take();
    tokens.require("(");
    Expression vector = vector();
    tokens.require(",");
    Token at = tokens.peek();
    if (!(expression(0) instanceof Constant bound)) {
      throw tokens.refused(at, "a number expected");
    }
    tokens.require(")");
    return new Clamp(vector, name.text().equals("clamp_min"), bound.value());
  }

  private Expression labelReplace() {
    tokens.take();
    tokens.require("(");
    Expression vector = vector();
    tokens.require(",");
    String target = selectors.label(tokens.require(Token.Kind.TEXT, "a label in quotes"));
    tokens.require(",");
    String replacement = tokens.require(Token.Kind.TEXT, "a text in quotes").text();
    tokens.require(",");
    String source = selectors.label(tokens.require(Token.Kind.TEXT, "a label in quotes"));
    tokens.require(",");
    AnchoredRegex regex = selectors.regex(tokens.require(Token.Kind.TEXT, "a text in quotes"));
    tokens.require(")");
    return new LabelReplace(vector, target, replacement, source, regex);
  }

  private Expression vector() {
    Token at = tokens.peek();
    Expression expression = expression(0);
    if (expression instanceof Constant) {
      throw tokens.refused(at, "series expected, not a number");
    }
    return expression;
  }
}
