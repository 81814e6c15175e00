package dev.flatline.connectors.prometheus.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How labels make a workload's name: `{label}` stands for a label's value, `{a|b}` for the first
/// of them that has one, and a part in brackets is left out where one of its labels has none.
public final class NameTemplate {
  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Value(List<String> labels) implements Part {}

  private record Group(List<Part> parts) implements Part {}

  private final List<Part> parts;

  private NameTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// The template of a text.
  ///
  /// @throws IllegalArgumentException where a brace or bracket is not closed
  static NameTemplate parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end =
          switch (text.charAt(at)) {
            case '{' -> closing(text, at, '}');
            case '[' -> closing(text, at, ']');
            default -> literalEnd(text, at);
          };
      parts.add(part(text.substring(at, end)));
      at = end;
    }
    return new NameTemplate(parts);
  }

  /// The name, empty where a label that is not in brackets has no value.
  public Optional<String> name(Map<String, String> labels) {
    Optional<String> name = joined(parts, labels);
    return name.filter(text -> !text.isBlank());
  }

  /// All labels that stand in the template.
  Set<String> labels() {
    return values(parts).flatMap(value -> value.labels.stream()).collect(Collectors.toSet());
  }

  /// Whether workloads that differ in one of these labels differ in their names: each stands in the
  /// template by itself.
  boolean tellsApart(Collection<String> labels) {
    return values(parts)
        .filter(value -> value.labels.size() == 1)
        .map(value -> value.labels.getFirst())
        .collect(Collectors.toSet())
        .containsAll(labels);
  }

  private static Stream<Value> values(List<Part> parts) {
    return parts.stream()
        .flatMap(
            part ->
                switch (part) {
                  case Literal literal -> Stream.empty();
                  case Value value -> Stream.of(value);
                  case Group group -> values(group.parts);
                });
  }

  private static Part part(String text) {
    String inside = text.substring(1, Math.max(1, text.length() - 1));
    return switch (text.charAt(0)) {
      case '{' -> new Value(List.of(inside.split("\\|")));
      case '[' -> new Group(parse(inside).parts);
      default -> new Literal(text);
    };
  }

  private static int closing(String text, int open, char close) {
    int end = text.indexOf(close, open);
    if (end < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\": nothing closes the " + text.charAt(open));
    }
    return end + 1;
  }

  private static int literalEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '[') {
      at++;
    }
    return at;
  }

  private static Optional<String> joined(List<Part> parts, Map<String, String> labels) {
    List<Optional<String>> texts = parts.stream().map(part -> text(part, labels)).toList();
    return texts.stream().allMatch(Optional::isPresent)
        ? Optional.of(texts.stream().map(Optional::get).collect(Collectors.joining()))
        : Optional.empty();
  }

  private static Optional<String> text(Part part, Map<String, String> labels) {
    return switch (part) {
      case Literal literal -> Optional.of(literal.text);
      case Value value -> firstValue(value.labels, labels);
      case Group group -> Optional.of(joined(group.parts, labels).orElse(""));
    };
  }

  /// The first of these labels that has a value.
  static Optional<String> firstValue(List<String> names, Map<String, String> labels) {
    return names.stream()
        .map(name -> labels.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
