package dev.flatline.server.console;

import static dev.flatline.server.RealBrowser.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.RealBrowser;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pages of the console that are left open while something changes, in a real browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConsoleIT {
  private static final Finding WORST = Findings.movedIn();
  private static final Finding OTHER =
      Findings.withId(Findings.named("shop/Deployment/cart"), "0dd0000000000001");
  private static final Finding THIRD =
      Findings.withId(Findings.named("shop/Deployment/mail"), "0dd0000000000002");
  private static final double PATIENCE_MILLIS = 15_000;

  private RealBrowser browser;
  private BrowserContext context;
  private Path folder;
  private FlatlineServer server;
  private Page page;

  @BeforeAll
  void launch() {
    browser = RealBrowser.launch();
  }

  @AfterAll
  void quit() {
    browser.close();
  }

  @BeforeEach
  void start(@TempDir Path data) {
    folder = data;
    save(WORST, OTHER, THIRD);
    server = served(0);
    context = browser.browser().newContext();
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
  }

  @AfterEach
  void stop() {
    context.close();
    server.close();
  }

  @Test
  void aPage_whoseServerWasAway_saysSinceWhen_andCatchesUp() {
    int port = server.uri().getPort();
    goTo("/findings");
    page.evaluate("window.neverLeft = true");
    server.close();
    assertThat(lineOnceShown()).containsPattern("^Not live since \\d\\d:\\d\\d UTC: ");
    Finding meanwhile = Findings.withId(Findings.named("shop/meanwhile"), "0dd0000000000003");
    save(meanwhile);
    server = served(port);
    page.locator("table.findings a[href$='" + meanwhile.id() + "']").waitFor();
    page.waitForCondition(() -> line().textContent().isEmpty());
    assertThat(page.evaluate("window.neverLeft")).isEqualTo(true);
  }

  @Test
  void aPage_forWhichThereIsNoRoom_saysThatItIsNotLive_untilThereIs() {
    HttpClient others = HttpClient.newHttpClient();
    // Each on a connection of its own, as browsers are: one of HTTP/2 may not ask for so much.
    HttpRequest events =
        HttpRequest.newBuilder(server.uri().resolve("/events"))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    List<CompletableFuture<HttpResponse<InputStream>>> open =
        Stream.generate(() -> others.sendAsync(events, BodyHandlers.ofInputStream()))
            .limit(LiveEvents.MOST_PAGES)
            .toList();
    try {
      open.forEach(one -> assertThat(one.join().statusCode()).isEqualTo(200));
      goTo("/findings");
      assertThat(lineOnceShown()).startsWith("Not live since ");
    } finally {
      others.shutdownNow();
    }
    page.waitForCondition(() -> line().textContent().isEmpty());
  }

  @Test
  void aPage_thatAsksByItself_saysWhenNobodyAnswers() {
    goTo("/health");
    server.close();
    assertThat(lineOnceShown()).startsWith("Not live since ");
  }

  @Test
  void anActionByTheApi_showsOnAPageThatIsLeftOpen() {
    goTo("/findings");
    acknowledgeByForm(THIRD);
    acknowledged(THIRD).waitFor();
    acknowledge(OTHER);
    acknowledged(OTHER).waitFor();
  }

  @Test
  void aPage_thatRenewsItself_staysSorted() {
    goTo("/findings");
    Locator sort = page.locator("thead button", text("Workload"));
    sort.click();
    sort.click();
    List<String> sorted = page.locator("tbody th.workload").allTextContents();
    assertThat(sorted).isSortedAccordingTo(Comparator.reverseOrder());
    acknowledge(OTHER);
    acknowledged(OTHER).waitFor();
    assertThat(page.locator("tbody th.workload").allTextContents()).isEqualTo(sorted);
    assertThat(page.locator("th[aria-sort=descending]").textContent()).isEqualTo("Workload");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tbody tr:last-child a", "tbody tr:last-child input", "th.cost button", "select"})
  void aPage_thatRenewsItself_keepsWhatHasTheFocus(String focused) {
    goTo("/findings");
    page.locator("#live " + focused).first().focus();
    String before = (String) page.evaluate("document.activeElement.outerHTML");
    acknowledge(WORST);
    acknowledged(WORST).waitFor();
    assertThat(page.evaluate("document.activeElement.outerHTML")).isEqualTo(before);
  }

  @Test
  void aPage_ofWhichNothingChanged_isLeftAsItIs() {
    goTo("/findings/" + WORST.id());
    page.evaluate("document.getElementById('live').isTheSame = true");
    page.evaluate("document.addEventListener('htmx:afterOnLoad', () => { window.asked = true; })");
    acknowledge(OTHER);
    page.waitForCondition(() -> page.evaluate("window.asked === true").equals(true));
    assertThat(page.evaluate("document.getElementById('live').isTheSame")).isEqualTo(true);
    acknowledge(WORST);
    page.locator(".timeline li", new Page.LocatorOptions().setHasText("by loopback")).waitFor();
  }

  @Test
  void aFindingsPage_thatRenewsItself_keepsTheFocusOnACalculation() {
    goTo("/findings/" + WORST.id());
    page.locator(".calculation summary").first().focus();
    acknowledge(WORST);
    page.locator(".timeline li", new Page.LocatorOptions().setHasText("by loopback")).waitFor();
    assertThat(page.evaluate("document.activeElement.tagName")).isEqualTo("SUMMARY");
  }

  private Locator line() {
    return page.locator("body > [role=status]");
  }

  private String lineOnceShown() {
    line().filter(new Locator.FilterOptions().setHasText("Not live")).waitFor();
    return line().textContent();
  }

  /// By somebody else, on a page of theirs.
  private void acknowledgeByForm(Finding finding) {
    FormData form = FormData.create().set("id", finding.id()).set("action", "acknowledge");
    APIResponse answer =
        context
            .request()
            .post(
                server.uri().resolve("/findings/act").toString(),
                RequestOptions.create().setForm(form).setMaxRedirects(0));
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
  }

  /// By somebody else's program.
  private void acknowledge(Finding finding) {
    APIResponse answer =
        context
            .request()
            .post(
                server.uri().resolve("/api/v1/findings/actions").toString(),
                RequestOptions.create()
                    .setData(Map.of("ids", List.of(finding.id()), "action", "acknowledge")));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Locator acknowledged(Finding finding) {
    return page.locator("tr")
        .filter(new Locator.FilterOptions().setHas(page.locator("a[href$='" + finding.id() + "']")))
        .locator("td.state small");
  }

  /// What has exactly this text.
  private void goTo(String address) {
    page.navigate(server.uri().resolve(address).toString());
  }

  private void save(Finding... findings) {
    try (DataFolder data = DataFolder.take(folder);
        Database database = Database.embedded(data)) {
      new SqlFindingStore(database).save(List.of(findings));
    }
  }

  private FlatlineServer served(int port) {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            "test"));
  }
}
