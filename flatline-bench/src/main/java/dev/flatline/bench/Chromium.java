package dev.flatline.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/// The chromium that is installed.
final class Chromium {
  private Chromium() {}

  /// Starts it, and ends it once it was used.
  ///
  /// @param program where it is
  static void open(String program, Consumer<Browser> use) {
    Playwright.CreateOptions options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    BrowserType.LaunchOptions installed =
        new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of(program))
            .setChromiumSandbox(false);
    try (Playwright playwright = Playwright.create(options);
        Browser browser = playwright.chromium().launch(installed)) {
      use.accept(browser);
    }
  }
}
