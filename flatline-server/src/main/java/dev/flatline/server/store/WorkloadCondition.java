package dev.flatline.server.store;

import dev.flatline.core.policy.Glob;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Workloads of a selection as a condition of SQL. It holds for all of them and for a few others,
/// which differ in case or in what is not ASCII: whoever asks looks again.
///
/// @param selection which workloads are meant
record WorkloadCondition(WorkloadSelection selection) {
  private static final String LIKE = " like :%s escape '!'";

  /// A text in one case; the document keeps it as it is.
  static String searchable(String text) {
    return StorableText.of(text.toLowerCase(Locale.ROOT));
  }

  /// Labels as a text: each a line, with a line break before and after.
  static String searchable(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> searchable(label.getKey() + "=" + label.getValue()) + "\n")
            .collect(Collectors.joining("", "\n", ""));
  }

  /// The condition, of the columns `workload` and `labels`.
  String sql() {
    if (selection.isEverything()) {
      return "1 = 1";
    }
    List<String> any = new ArrayList<>();
    for (int i = 0; i < selection.patterns().size(); i++) {
      any.add(sql(selection.patterns().get(i), i));
    }
    return any.isEmpty() ? "1 = 0" : "((" + String.join(") or (", any) + "))";
  }

  private static String sql(WorkloadPattern pattern, int number) {
    String labels =
        new TreeMap<>(pattern.labels())
            .keySet().stream()
                .map(label -> " and labels" + LIKE.formatted(name(pattern, number, label)))
                .collect(Collectors.joining());
    return "workload"
        + LIKE.formatted("among" + number)
        + " and (labels is null or (1 = 1"
        + labels
        + "))";
  }

  /// What is bound to the names in it.
  Map<String, String> bound() {
    Map<String, String> bound = new TreeMap<>();
    if (selection.isEverything()) {
      return bound;
    }
    for (int i = 0; i < selection.patterns().size(); i++) {
      WorkloadPattern pattern = selection.patterns().get(i);
      bound.put("among" + i, like(pattern.name()));
      for (Map.Entry<String, Glob> label : pattern.labels().entrySet()) {
        bound.put(
            name(pattern, i, label.getKey()),
            "%\n" + literal(label.getKey()) + "=" + like(label.getValue()) + "\n%");
      }
    }
    return bound;
  }

  private static String name(WorkloadPattern pattern, int number, String label) {
    int place = new TreeMap<>(pattern.labels()).headMap(label).size();
    return "among" + number + "label" + place;
  }

  /// A pattern of SQL that fits at least what a glob fits.
  private static String like(Glob glob) {
    StringBuilder like = new StringBuilder();
    int[] characters = glob.toString().codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      boolean isLiteral = characters[i] == '\\';
      if (isLiteral) {
        i++;
      }
      like.append(
          !isLiteral && (characters[i] == '*' || characters[i] == '?')
              ? "%"
              : literal(characters[i]));
    }
    return like.toString();
  }

  private static String literal(String text) {
    return text.codePoints().mapToObj(WorkloadCondition::literal).collect(Collectors.joining());
  }

  /// Outside of ASCII a change of case may change the length, and what cannot be stored is stored
  /// as something else.
  private static String literal(int character) {
    if (character < ' ' || character > '~') {
      return "%";
    }
    String lower = Character.toString(character).toLowerCase(Locale.ROOT);
    return "!%_".contains(lower) ? "!" + lower : lower;
  }
}
