package dev.flatline.connectors.prometheus.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A value in a profile's file. What cannot be read is noted with its line, and reading goes on: so
/// one reading finds every problem.
///
/// @param node the value
/// @param problems where problems are noted
record Place(Node node, List<String> problems) {

  /// The values by key, without keys other than these.
  Map<String, Place> fields(String... allowed) {
    Set<String> known = new TreeSet<>(Arrays.asList(allowed));
    Map<String, Place> fields = fields();
    fields.forEach(
        (key, place) -> {
          if (!known.contains(key)) {
            place.refuse("unknown key \"" + key + "\"; allowed are " + String.join(", ", known));
          }
        });
    fields.keySet().retainAll(known);
    return fields;
  }

  /// The values by whatever key, in their order.
  Map<String, Place> fields() {
    Map<String, Place> fields = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      refuse("keys with values expected");
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      Place value = new Place(tuple.getValueNode(), problems);
      new Place(tuple.getKeyNode(), problems)
          .text()
          .ifPresent(
              key -> {
                if (fields.put(key, value) != null) {
                  value.refuse("key \"" + key + "\" for the second time");
                }
              });
    }
    return fields;
  }

  /// One or more values: the items of a list, or the value itself where it is none.
  List<Place> items() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    return sequence.getValue().stream().map(item -> new Place(item, problems)).toList();
  }

  /// A text that is not blank.
  Optional<String> text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue().strip());
    }
    refuse("a text expected");
    return Optional.empty();
  }

  /// A text, read further by a parser that throws [IllegalArgumentException] where it cannot.
  <T> Optional<T> parsed(Function<String, T> parser) {
    try {
      return text().map(parser);
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /// One or more texts, each read further.
  <T> List<T> allParsed(Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    for (Place item : items()) {
      item.parsed(parser).ifPresent(values::add);
    }
    return values;
  }

  /// The texts by key; they may be empty.
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    fields()
        .forEach(
            (key, place) -> {
              if (place.node instanceof ScalarNode scalar) {
                texts.put(key, scalar.getValue().strip());
              } else {
                place.refuse("a text expected");
              }
            });
    return texts;
  }

  /// Notes a problem at this value.
  void refuse(String problem) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    problems.add(line + ": " + problem);
  }
}
