package dev.flatline.connectors.prometheus.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A PromQL query with words to fill in: `$by`, `$rate`, `$window`, `$matchers`, and those of the
/// profile's names.
public final class QueryTemplate {
  /// The words that every profile has.
  static final Set<String> WORDS = Set.of("by", "rate", "window", "matchers");

  private static final String MATCHERS = "$matchers";
  private static final Pattern WORD = Pattern.compile("\\$([a-z][a-z0-9_]*)");
  private static final Pattern METRIC_BEFORE = Pattern.compile("[$a-zA-Z0-9_:]*$");

  private final String text;
  private final List<Selector> selectors;

  private QueryTemplate(String text, List<Selector> selectors) {
    this.text = text;
    this.selectors = List.copyOf(selectors);
  }

  /// The template of a text.
  ///
  /// @param names the words of the profile's names
  /// @throws IllegalArgumentException where a word is unknown or no selector has `$matchers`
  static QueryTemplate parse(String text, Set<String> names) {
    Set<String> allowed = new TreeSet<>(names);
    allowed.addAll(WORDS);
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (!allowed.contains(words.group(1))) {
        throw new IllegalArgumentException(
            "\"" + words.group() + "\" is unknown; known are $" + String.join(", $", allowed));
      }
    }
    List<Selector> selectors = selectorsIn(text);
    if (selectors.isEmpty()) {
      throw new IllegalArgumentException(
          "no selector has $matchers between its braces, so the query cannot be split");
    }
    return new QueryTemplate(text.strip(), selectors);
  }

  /// The selectors that have `$matchers`, without it.
  public List<Selector> selectors() {
    return selectors;
  }

  /// The template with the names filled in that the server uses; empty where one of the metrics of
  /// its selectors, or of its names, is not there.
  ///
  /// @param names the profile's names
  /// @param present the metrics that the server has
  public Optional<QueryTemplate> resolved(Map<String, List<String>> names, Set<String> present) {
    List<Selector> named = new ArrayList<>();
    for (Selector selector : selectors) {
      Selector renamed = selector.renamed(metric -> nameOf(metric, names, present));
      if (!present.contains(renamed.metric())) {
        return Optional.empty();
      }
      named.add(renamed);
    }
    String filled =
        WORD.matcher(text)
            .replaceAll(word -> Matcher.quoteReplacement(nameOf(word.group(), names, present)));
    if (WORD.matcher(filled).results().anyMatch(word -> !WORDS.contains(word.group(1)))) {
      return Optional.empty();
    }
    return Optional.of(new QueryTemplate(filled, named));
  }

  /// The query.
  ///
  /// @param by labels that the result has, separated by commas
  /// @param spans the spans to fill in
  /// @param matchers what narrows it to a part of the series, may be empty
  public String promql(String by, Spans spans, String matchers) {
    return WORD.matcher(text)
        .replaceAll(
            word ->
                Matcher.quoteReplacement(
                    switch (word.group(1)) {
                      case "by" -> by;
                      case "rate" -> spans.rateMillis() + "ms";
                      case "window" -> spans.windowMillis() + "ms";
                      case "matchers" -> matchers;
                      default -> word.group();
                    }));
  }

  @Override
  public String toString() {
    return text;
  }

  /// Spans of time to look back.
  ///
  /// @param rateMillis of `rate()`
  /// @param windowMillis of `…_over_time()`
  public record Spans(long rateMillis, long windowMillis) {

    /// A rate needs two samples and survives a missing one when it looks back over four; a longer
    /// step must be looked back over whole, or what happens in between is lost.
    public static Spans of(long stepMillis, long scrapeMillis) {
      return new Spans(
          Math.max(stepMillis, 4 * scrapeMillis), Math.max(stepMillis, 2 * scrapeMillis));
    }
  }

  private static String nameOf(
      String metric, Map<String, List<String>> names, Set<String> present) {
    if (!metric.startsWith("$")) {
      return metric;
    }
    return names.getOrDefault(metric.substring(1), List.of()).stream()
        .filter(present::contains)
        .findFirst()
        .orElse(metric);
  }

  /// Finds the braces with `$matchers` in them; what stands in quotes is passed over.
  private static List<Selector> selectorsIn(String text) {
    List<Selector> found = new ArrayList<>();
    char quote = 0;
    int opened = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        i += c == '\\' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '{') {
        opened = i;
      } else if (c == '}' && opened >= 0) {
        addSelector(found, text.substring(0, opened), text.substring(opened + 1, i));
      }
    }
    return found;
  }

  private static void addSelector(List<Selector> found, String before, String inside) {
    Matcher metric = METRIC_BEFORE.matcher(before.stripTrailing());
    if (inside.contains(MATCHERS) && metric.find()) {
      String matchers = inside.replace(MATCHERS, "").strip().replaceAll(",$", "");
      found.add(new Selector(metric.group(), matchers));
    }
  }
}
