package dev.flatline.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

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
    Playwright.CreateOptions options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    BrowserType.LaunchOptions installed =
        new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of(arguments[0]))
            .setChromiumSandbox(false);
    try (Playwright playwright = Playwright.create(options);
        Browser browser = playwright.chromium().launch(installed)) {
      for (int visit = 0; visit < VISITS; visit++) {
        visit(browser, arguments[1]);
      }
    }
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
