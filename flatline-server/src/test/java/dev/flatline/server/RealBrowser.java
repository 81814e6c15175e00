package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.flatline.testkit.InstalledProgram;
import java.util.Map;
import java.util.regex.Pattern;

/// Debian's chromium, without a window.
public final class RealBrowser implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;

  private RealBrowser(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts one.
  public static RealBrowser launch() {
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions()
            .setExecutablePath(InstalledProgram.require("chromium"))
            .setChromiumSandbox(false);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new RealBrowser(playwright, playwright.chromium().launch(options));
  }

  /// What opens contexts and pages.
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
  }

  /// Asserts that axe finds nothing on a page that keeps anybody out.
  public static void assertAccessible(Page page) {
    assertThat(new AxeBuilder(page).analyze().getViolations())
        .as(page.url())
        .extracting(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
        .isEmpty();
  }

  /// What has this text and no other, the space around it left out.
  ///
  /// @param text a regular expression
  public static Page.LocatorOptions text(String text) {
    return new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + text + "\\s*$"));
  }
}
