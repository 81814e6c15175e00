package dev.flatline.connectors.prometheus.promql;

import java.util.Locale;
import java.util.Optional;

/// An operator between two values, or two sets of them.
public enum Operator {
  /// Either set.
  OR("or", 1, Kind.SET),
  /// Those of the left that the right has too.
  AND("and", 2, Kind.SET),
  /// Those of the left that the right has not.
  UNLESS("unless", 2, Kind.SET),
  /// Keeps the left where both are the same.
  EQUAL("==", 3, Kind.COMPARISON),
  /// Keeps the left where they differ.
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  /// Keeps the left where it is smaller.
  LESS("<", 3, Kind.COMPARISON),
  /// Keeps the left where it is greater.
  GREATER(">", 3, Kind.COMPARISON),
  /// Keeps the left where it is not greater.
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  /// Keeps the left where it is not smaller.
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  /// The sum.
  ADD("+", 4, Kind.ARITHMETIC),
  /// The difference.
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  /// The product.
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  /// The quotient.
  DIVIDE("/", 5, Kind.ARITHMETIC);

  /// What an operator does.
  public enum Kind {
    /// Chooses among elements.
    SET,
    /// Keeps or drops a value.
    COMPARISON,
    /// Reckons with values.
    ARITHMETIC
  }

  private final String text;
  private final int precedence;
  private final Kind kind;

  Operator(String text, int precedence, Kind kind) {
    this.text = text;
    this.precedence = precedence;
    this.kind = kind;
  }

  /// As PromQL writes it.
  public String text() {
    return text;
  }

  /// What it does.
  public Kind kind() {
    return kind;
  }

  /// The higher, the tighter it binds.
  int precedence() {
    return precedence;
  }

  /// The value of an arithmetic operator.
  ///
  /// @throws IllegalStateException for the others
  public double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case OR, AND, UNLESS, EQUAL, NOT_EQUAL, LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL ->
          throw new IllegalStateException(text + " makes no number");
    };
  }

  /// Whether a comparison holds; NaN is unequal to all.
  ///
  /// @throws IllegalStateException for the others
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case GREATER -> left > right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER_OR_EQUAL -> left >= right;
      case OR, AND, UNLESS, ADD, SUBTRACT, MULTIPLY, DIVIDE ->
          throw new IllegalStateException(text + " compares nothing");
    };
  }

  static Optional<Operator> named(String text) {
    for (Operator operator : values()) {
      if (operator.text.equals(text.toLowerCase(Locale.ROOT))) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }
}
