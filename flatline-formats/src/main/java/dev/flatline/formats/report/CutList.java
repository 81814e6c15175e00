package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// A list to be opened, cut where it would be endless.
final class CutList {
  private static final int MOST_ITEMS = 200;

  private CutList() {}

  static Element of(String summary, List<String> items) {
    return of(summary, items, item -> item);
  }

  /// @param text of an item that is shown
  static <T> Element of(String summary, List<T> items, Function<T, String> text) {
    Element list = Element.of("ul", "plain");
    items.stream()
        .limit(MOST_ITEMS)
        .map(text)
        .forEach(item -> list.add(Element.of("li").add(Element.of("bdi").text(item))));
    if (items.size() > MOST_ITEMS) {
      String rest = String.format(Locale.ROOT, "and %,d more", items.size() - MOST_ITEMS);
      list.add(Element.of("li").text(rest));
    }
    return Element.of("details").add(Element.of("summary").text(summary)).add(list);
  }
}
