package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.VisibleText;

/// Names of workloads on the page: isolated from the text around them, and shortened, because a
/// name may have ten thousand letters.
public final class Names {
  static final int MOST_CODE_POINTS = 120;

  private Names() {}

  /// The name; of a very long one both ends. Its lines break after slashes before elsewhere.
  public static Element of(String workload) {
    Element name = Element.of("bdi", "name");
    String shortened = VisibleText.shortened(workload, MOST_CODE_POINTS);
    int start = 0;
    for (int end; (end = shortened.indexOf('/', start) + 1) > 0; start = end) {
      name.text(shortened.substring(start, end)).add(Element.of("wbr"));
    }
    return name.text(shortened.substring(start));
  }

  /// What was hunted, or both ends of it.
  static String ofSource(String source) {
    return VisibleText.shortened(source, 2 * MOST_CODE_POINTS);
  }

  /// Whether [#of] leaves something out.
  static boolean isLong(String workload) {
    return !VisibleText.shortened(workload, MOST_CODE_POINTS).equals(VisibleText.of(workload));
  }
}
