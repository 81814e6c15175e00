package dev.flatline.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Locale;

/// How long a page takes until a browser shows the first of it, by the browser's own clock (Paint
/// Timing, first contentful paint), and until all of it is there. Each visit is that of a browser
/// that knows nothing yet. A plain program.
public final class FirstPaint {
  private static final int VISITS = 3;

  private static final String PAINTED =
      "() => performance.getEntriesByName('first-contentful-paint')[0].startTime";

  private static final String LOADED =
      "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd";

  private FirstPaint() {}

  /// Prints a line each visit.
  ///
  /// @param arguments where chromium is, and the address of the page
  public static void main(String[] arguments) {
    Chromium.open(
        arguments[0],
        browser -> {
          for (int visit = 0; visit < VISITS; visit++) {
            visit(browser, arguments[1]);
          }
        });
  }

  private static void visit(Browser browser, String address) {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(address);
      System.out.printf(
          Locale.ROOT,
          "%s: first paint after %.2f s, all there after %.2f s%n",
          address,
          seconds(page, PAINTED),
          seconds(page, LOADED));
    }
  }

  private static double seconds(Page page, String expression) {
    page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length > 0");
    return ((Number) page.evaluate(expression)).doubleValue() / 1e3;
  }
}
