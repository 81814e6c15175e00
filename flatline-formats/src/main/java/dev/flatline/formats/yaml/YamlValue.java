package dev.flatline.formats.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A value in the document and the way to it. What it cannot be read as is noted as a problem, and
/// the answer is empty: so one reading finds every problem.
///
/// @param node the value
/// @param path the way to it
/// @param problems where problems are noted
public record YamlValue(Node node, String path, YamlProblems problems) {
  private static final int MAX_ITEMS = 1_000;
  private static final int FOUND_LENGTH = 60;

  /// A mapping with no other keys than these.
  public Optional<YamlMapping> mapping(String... keys) {
    return entries("expected a mapping with the keys " + String.join(", ", keys))
        .map(entries -> new YamlMapping(this, entries, new LinkedHashSet<>(Arrays.asList(keys))));
  }

  /// The entries of a mapping of whatever keys, each key once.
  public Optional<List<YamlEntry>> entries(String advice) {
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return Optional.of(YamlEntry.listOf(this, mapping));
    }
    refuse(YamlProblem.Kind.WRONG_TYPE, advice);
    return Optional.empty();
  }

  /// The items of a list, none where it is no list.
  public List<YamlValue> items() {
    if (!(node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ))) {
      refuse(YamlProblem.Kind.WRONG_TYPE, "expected a list");
      return List.of();
    }
    if (sequence.getValue().size() > MAX_ITEMS) {
      String found = sequence.getValue().size() + " items";
      refuse(YamlProblem.Kind.TOO_LARGE, found, "expected at most " + MAX_ITEMS);
      return List.of();
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlValue(item, path + "[" + items.size() + "]", problems));
    }
    return items;
  }

  /// A text, read further by a parser that throws [IllegalArgumentException] with the advice where
  /// it cannot.
  public <T> Optional<T> text(String advice, Function<String, T> parser) {
    Optional<String> text = scalar(Tag.STR);
    if (text.isEmpty()) {
      refuse(YamlProblem.Kind.WRONG_TYPE, advice);
    }
    try {
      return text.map(parser);
    } catch (IllegalArgumentException refused) {
      refuse(YamlProblem.Kind.BAD_VALUE, String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  /// Whether it is a text of this shape.
  public boolean isText(Pattern shape) {
    return scalar(Tag.STR).filter(text -> shape.matcher(text).matches()).isPresent();
  }

  /// A truth value.
  public Optional<Boolean> truth() {
    Optional<Boolean> truth = scalar(Tag.BOOL).map(Boolean::parseBoolean);
    if (truth.isEmpty()) {
      refuse(YamlProblem.Kind.WRONG_TYPE, "expected true or false");
    }
    return truth;
  }

  /// A finite number.
  public Optional<Double> number(String advice) {
    Optional<String> written = scalar(Tag.INT).or(() -> scalar(Tag.FLOAT));
    if (written.isEmpty()) {
      refuse(YamlProblem.Kind.WRONG_TYPE, advice);
      return Optional.empty();
    }
    Optional<Double> number = written.flatMap(YamlValue::finite);
    if (number.isEmpty()) {
      refuse(YamlProblem.Kind.BAD_VALUE, advice + ", finite and in decimal notation");
    }
    return number;
  }

  private static Optional<Double> finite(String written) {
    try {
      return Optional.of(Double.parseDouble(written)).filter(Double::isFinite);
    } catch (NumberFormatException notDecimal) {
      return Optional.empty();
    }
  }

  private Optional<String> scalar(Tag tag) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(tag)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /// Notes that this value cannot stand here.
  public void refuse(YamlProblem.Kind kind, String advice) {
    refuse(kind, found(), advice);
  }

  /// Notes a problem at this value.
  public void refuse(YamlProblem.Kind kind, String found, String advice) {
    problems.refuse(problem(kind, found, advice));
  }

  /// Notes an oddity at this value.
  public void warn(YamlProblem.Kind kind, String found, String advice) {
    problems.warn(problem(kind, found, advice));
  }

  private YamlProblem problem(YamlProblem.Kind kind, String found, String advice) {
    return new YamlProblem(kind, path, line(), mark().getColumn() + 1, found, advice);
  }

  /// The line at which it begins, from 1.
  public int line() {
    return mark().getLine() + 1;
  }

  private Mark mark() {
    return node.getStartMark().orElseThrow();
  }

  private String found() {
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case ANCHOR -> "an anchor";
      case SCALAR -> foundScalar((ScalarNode) node);
    };
  }

  private static String foundScalar(ScalarNode scalar) {
    if (scalar.getTag().equals(Tag.NULL)) {
      return "nothing";
    }
    if (scalar.getTag().equals(Tag.STR)) {
      return quoted(scalar.getValue());
    }
    return shortened(scalar.getValue());
  }

  /// In quotes, fit for one line of a report.
  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String shortened(String text) {
    String shown = text.length() <= FOUND_LENGTH ? text : text.substring(0, FOUND_LENGTH) + "…";
    return shown.replaceAll("\\p{Cntrl}", " ");
  }
}
