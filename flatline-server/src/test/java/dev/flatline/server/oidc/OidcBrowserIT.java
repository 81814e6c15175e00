package dev.flatline.server.oidc;

import static dev.flatline.server.RealBrowser.assertAccessible;
import static dev.flatline.server.RealBrowser.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.RealBrowser;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.guard.Tenants;
import dev.flatline.testkit.RunningProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real browser logs in by a provider at another site, and out again.
class OidcBrowserIT {
  private static final Duration LIFE = Duration.ofMinutes(5);

  @TempDir private static Path folder;

  private final List<String> complaints = new ArrayList<>();

  @Test
  void whoLogsIn_comesBackToWhatTheyWanted_andOutAgain() throws Exception {
    int port = RunningProgram.freePort();
    try (ScriptedProvider provider = ScriptedProvider.start();
        FlatlineServer server = server(provider, port);
        RealBrowser browser = RealBrowser.launch()) {
      Page page = browser.browser().newPage();
      page.onConsoleMessage(
          message -> {
            if (!message.text().startsWith("[DOM]")) {
              complaints.add(message.text());
            }
          });
      page.onPageError(complaints::add);
      page.navigate(server.uri().resolve("/fleet").toString());
      assertAccessible(page);
      provider.expectAnna(claims("shop-team"), LIFE);
      page.locator("a", text("Log in with Ops")).click();
      page.waitForURL(Pattern.compile(".*/fleet"));
      assertThat(page.locator(".leaving").textContent()).contains("anna (Ops)");
      assertThat(page.locator("nav").textContent()).contains("Coverage").doesNotContain("Health");
      assertAccessible(page);
      page.locator("button", text("Log out")).click();
      page.waitForURL(Pattern.compile(".*/login"));
      page.navigate(server.uri().resolve("/findings").toString());
      page.locator("h1", text("Who are you\\?")).waitFor();
      assertThat(complaints).isEmpty();
      provider.expectAnna(claims("cooks"), LIFE);
      page.locator("a", text("Log in with Ops")).click();
      page.locator("h1", text("You are not logged in")).waitFor();
      assertAccessible(page);
    }
  }

  private static FlatlineServer server(ScriptedProvider provider, int port) throws Exception {
    URI here = URI.create("http://127.0.0.1:" + port);
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            folder.resolve("data"),
            EngineSettings.DEFAULT,
            Policy.none(),
            ServerConfig.none()
                .withAccess(new AccessConfig(true, false))
                .withTenants(new Tenants(Map.of("shop", WorkloadSelection.NOTHING)))
                .withOidc(provider.config(folder, here)),
            "test"));
  }

  private static Map<String, Object> claims(String group) {
    return Map.of("preferred_username", "anna", "groups", List.of(group));
  }
}
