package dev.flatline.server.console;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Names;
import java.util.List;

/// A table across the page: a name in its first column, words and numbers in the others.
final class ConsoleTable {
  private static final String WORDS = "words";

  private ConsoleTable() {}

  /// @param heads of its columns, by [#head] and [#numbers]
  /// @param body its rows
  static Element of(List<Element> heads, Element body) {
    return Element.of("table", "workloads")
        .add(Element.of("thead").add(Element.of("tr").addAll(heads)))
        .add(body);
  }

  /// The head of a column of names or words.
  static Element head(String title) {
    return Element.of("th", WORDS).with("scope", "col").text(title);
  }

  /// The head of a column of numbers.
  static Element numbers(String title) {
    return Element.of("th").with("scope", "col").text(title);
  }

  /// The head of a row.
  static Element name(Element name) {
    return Element.of("th", "workload").with("scope", "row").add(name);
  }

  /// The head of a row that is a workload's, with the way to its page.
  static Element workload(String name) {
    return name(Element.of("a").with("href", Addresses.workload(name)).add(Names.of(name)));
  }

  /// Words in a row.
  static Element words(String words) {
    return Element.of("td", WORDS).text(words);
  }

  /// A number or a time in a row.
  static Element number(String number) {
    return Element.of("td", "number").text(number);
  }
}
