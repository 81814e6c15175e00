package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.html.PageResource;

/// What a page needs that shows parts of a report.
public final class ReportAssets {
  static final PageResource STYLE = PageResource.load(ReportAssets.class, "report.css");
  static final PageResource SCRIPT = PageResource.load(ReportAssets.class, "report.js");

  private ReportAssets() {}

  /// The style sheet of all parts.
  public static String style() {
    return STYLE.text();
  }

  /// Their script; they can be read without it.
  public static String script() {
    return SCRIPT.text();
  }

  /// Patterns that drawings are filled with, once a page.
  public static Element patterns() {
    return Drawing.gapPattern();
  }
}
