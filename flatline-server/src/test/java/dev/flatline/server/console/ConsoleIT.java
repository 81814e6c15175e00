package dev.flatline.server.console;

import static dev.flatline.server.RealBrowser.assertAccessible;
import static dev.flatline.server.RealBrowser.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.RoleAssignment;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadRole;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.RealBrowser;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.AccessConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.GpuLoad;
import dev.flatline.testkit.GpuTraces;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real browser walks through the console of a server that found a miner.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {
  private static final String MINER = "shop/cart";
  private static final String LATER_MINER = "shop/checkout";
  private static final String GPU_MINER = "ml/rig";
  private static final double PATIENCE_MILLIS = 30_000;

  private static final Policy POLICY =
      new Policy(
          List.of(new RoleAssignment(WorkloadPattern.named("web/*"), WorkloadRole.WEB)),
          List.of(),
          ThresholdPolicy.DEFAULTS,
          List.of());

  @TempDir private static Path folder;

  private final List<String> complaints = new ArrayList<>();
  private RealBrowser browser;
  private FlatlineServer server;
  private BrowserContext context;
  private Page page;

  @BeforeAll
  void start() throws IOException {
    browser = RealBrowser.launch();
    server =
        served(
            folder,
            ServerConfig.none()
                .withPolicy(Files.writeString(folder.resolve("policy.yaml"), "version: 1\n")));
    feed(Traces.minerMovesIntoWebServer(), MINER, Map.of("namespace", "shop"));
    feed(Traces.nightlyBatch(), "jobs/nightly", Map.of("namespace", "jobs"));
    feed(Traces.webServer(), "web/api", Map.of("namespace", "web", "cluster", "eu"));
    feed(GpuTraces.afterTraining(GpuLoad.memoryHardHashing()), GPU_MINER, Map.of());
    feed(Traces.webServer(), "<img src=x onerror=alert(1)>", Map.of("namespace", "shop"));
    push();
    await().atMost(Duration.ofSeconds(30)).until(() -> server.queue().waiting() == 0);
  }

  private static FlatlineServer served(Path data, ServerConfig config) {
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            data,
            EngineSettings.DEFAULT,
            POLICY,
            config,
            "test"));
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  @BeforeEach
  void open() {
    open(new Browser.NewContextOptions());
  }

  private void open(Browser.NewContextOptions options) {
    context = browser.browser().newContext(options);
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = context.newPage();
    page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
    page.onPageError(complaints::add);
    page.onRequestFailed(request -> complaints.add(request.failure() + ": " + request.url()));
  }

  @AfterEach
  void nothingWasComplainedOf() {
    // What a page still asks for when it is left.
    complaints.removeIf(one -> one.startsWith("net::ERR_ABORTED"));
    context.close();
    assertThat(complaints).isEmpty();
  }

  @Test
  void fromTheFindings_toTheFinding_toItsWorkload() {
    goTo("/");
    awaitMiner();
    page.locator("table.findings a", text(MINER)).click();
    assertThat(page.locator("article h3").textContent()).isEqualTo(MINER);
    assertThat(page.locator(".reasons li").count()).isGreaterThan(1);
    assertThat(page.locator(".calculation").first().textContent()).contains("rate = (");
    assertThat(page.locator(".timeline li strong").allTextContents())
        .startsWith("Began", "Evidence from here")
        .contains("Detected", "Last seen");
    page.locator("a", text("Its workload")).click();
    assertThat(page.locator("h1").textContent()).isEqualTo(MINER);
    assertThat(page.locator(".facts").textContent())
        .contains("cpu_utilization", "shop", "Judged by", "compute.novelty")
        .contains("Not judged by", "needs gpu_utilization, gpu_power_watts");
    assertThat(page.locator("table.findings tbody tr").count()).isPositive();
  }

  @Test
  void chartOfAFinding_readsItsValuesOutByPointerAndKeyboard_alsoOnAPhone() {
    goTo("/");
    awaitMiner();
    page.locator("table.findings a", text(MINER)).click();
    Locator figure = page.locator("figure.behaviour");
    figure.waitFor();
    assertThat(figure.locator(".marks .line").count()).isEqualTo(3);
    assertThat(figure.locator(".cursor").count()).isEqualTo(figure.locator(".area").count());
    assertThat(figure.locator(".marks .usual").count()).isEqualTo(3);
    assertThat(figure.locator("figcaption").textContent()).contains("10th to 90th percentile");
    figure.focus();
    page.keyboard().press("End");
    assertThat(figure.locator(".readout").textContent()).containsPattern("CPU 0\\.9\\d\\d");
    page.keyboard().press("Home");
    assertThat(figure.locator(".readout").textContent()).doesNotContainPattern("CPU 0\\.9");
    figure.locator(".chart.network .area").hover();
    assertThat(figure.locator(".readout").textContent()).contains("network", "B/s");
    page.setViewportSize(360, 740);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void whatIsExpected_becomesAChangeOfThePolicyThatCanBeTaken() throws IOException {
    goTo("/findings");
    awaitMiner();
    page.locator("table.findings a", text(MINER)).click();
    page.locator("select[name=kind]").selectOption("suppression");
    page.locator("input[name=reason]").last().fill("<b>load</b> test");
    page.locator("button", text("Show the change")).click();
    page.locator("[role=alert]", new Page.LocatorOptions().setHasText("owner:")).waitFor();
    page.locator("input[name=owner]").fill("ann");
    page.locator("button", text("Show the change")).click();
    page.locator("pre.diff").waitFor();
    assertThat(page.locator("pre.diff").textContent())
        .contains(
            "--- policy.yaml\n+++ policy.yaml\n@@ ",
            "+suppressions:",
            "<b>load</b> test",
            "shop/cart");
    assertThat(page.locator(".lead").textContent()).contains("the finding is low instead of");
    Download download =
        page.waitForDownload(() -> page.locator("a", text("Download the change")).click());
    assertThat(Files.readString(download.path())).contains("+suppressions:", "ann");
    assertAccessible(page);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.setViewportSize(320, 740);
    assertAccessible(page);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
    complaints.removeIf(one -> one.contains("400 (Bad Request)"));
  }

  @Test
  void chartOfAGpu_readsItsValuesOut() {
    goTo("/findings?workload=rig");
    page.locator("table.findings a", text(GPU_MINER)).first().click();
    Locator figure = page.locator("figure.behaviour");
    figure.waitFor();
    assertThat(figure.locator(".chart.gpu").count()).isEqualTo(1);
    figure.focus();
    page.keyboard().press("End");
    assertThat(figure.locator(".readout").textContent())
        .containsPattern("GPU \\d\\.\\d\\d\\d")
        .containsPattern("power \\d+");
  }

  @Test
  void suppress_onAFindingsPage_hidesItForSoManyDays() {
    Finding finding = Findings.movedIn();
    try (FlatlineServer own = servedWith("suppressed", finding)) {
      page.navigate(own.uri().resolve("/findings/" + finding.id()).toString());
      suppress("9", "<b>load</b> test");
      Instant until = Instant.now().plus(Duration.ofDays(9));
      page.locator(".timeline li", new Page.LocatorOptions().setHasText("<b>load</b> test"))
          .waitFor();
      assertThat(page.locator(".timeline").textContent())
          .contains(TimeText.minute(until).substring(0, 10));
      page.navigate(own.uri().resolve("/findings").toString());
      assertThat(page.locator("table.findings").count()).isZero();
      leave();
    }
  }

  @Test
  void suppress_ofSeveralAtOnce_hidesTheChosenOnes() {
    Finding other = Findings.withId(Findings.named("shop/mail"), "0dd0000000000001");
    Finding third = Findings.withId(Findings.named("shop/search"), "0dd0000000000002");
    try (FlatlineServer own = servedWith("several", Findings.movedIn(), other, third)) {
      page.navigate(own.uri().resolve("/findings").toString());
      page.locator("input[value='" + other.id() + "']").check();
      page.locator("input[value='" + third.id() + "']").check();
      suppress("1", "both");
      page.waitForCondition(() -> page.locator("tbody tr").count() == 1);
      page.navigate(own.uri().resolve("/findings?handling=suppressed").toString());
      assertThat(page.locator("td.state small").allTextContents())
          .containsExactly("suppressed by loopback", "suppressed by loopback");
      leave();
    }
  }

  /// Pages complain of a server that goes.
  private void leave() {
    page.navigate("about:blank");
  }

  private void suppress(String days, String reason) {
    page.locator("select[name=action]").selectOption("suppress");
    page.locator("input[name=days]").first().fill(days);
    page.locator("input[name=reason]").first().fill(reason);
    page.locator("button", text("Do it")).click();
  }

  private static FlatlineServer servedWith(String name, Finding... findings) {
    Path data = folder.resolve(name);
    try (DataFolder taken = DataFolder.take(data);
        Database database = Database.embedded(taken)) {
      new SqlFindingStore(database).save(List.of(findings));
    }
    return served(data, ServerConfig.none());
  }

  @ParameterizedTest
  @CsvSource({"cluster, eu", "role, web"})
  void fleet_byClusterOrRole_showsItsOwn(String label, String chosen) {
    goTo("/fleet");
    page.locator("select[name=" + label + "]").selectOption(chosen);
    page.locator("button", text("Show")).click();
    page.waitForURL(Pattern.compile(".*" + label + "=" + chosen + ".*"));
    assertThat(page.locator("table.workloads a").allTextContents()).containsExactly("web/api");
  }

  @Test
  void pagesThatDoNotRenewThemselves_sayAsOfWhenTheyAre() {
    for (String address : List.of("/fleet", "/coverage")) {
      goTo(address);
      assertThat(page.locator("main .note").first().textContent())
          .matches("As of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC");
    }
  }

  @Test
  void aFindingThatOpens_appearsOnAPageThatIsLeftOpen() {
    goTo("/findings?workload=checkout");
    assertThat(page.locator("table.findings").count()).isZero();
    page.locator("input[name=workload]").fill("check");
    feed(Traces.newWorkloadThatMines(), LATER_MINER, Map.of());
    page.locator("table.findings a", text(LATER_MINER)).waitFor();
    assertThat(page.locator("input[name=workload]").inputValue()).isEqualTo("check");
  }

  @Test
  void aFindingsPage_thatRenewsItself_keepsWhatIsTypedInEachForm() {
    goTo("/findings");
    awaitMiner();
    page.locator("table.findings a", text(MINER)).click();
    Locator act = page.locator("form[action='/findings/act']");
    Locator expected = page.locator("form[action$='/expected']");
    act.locator("input[name=days]").fill("3");
    expected.locator("input[name=owner]").fill("ann");
    act.locator("input[name=reason]").fill("half a sen");
    comment(act.locator("input[name=id]").inputValue(), "meanwhile");
    page.locator(".timeline li", new Page.LocatorOptions().setHasText("meanwhile")).waitFor();
    page.keyboard().type("tence");
    assertThat(act.locator("input[name=reason]").inputValue()).isEqualTo("half a sentence");
    assertThat(act.locator("input[name=days]").inputValue()).isEqualTo("3");
    assertThat(expected.locator("input[name=reason]").inputValue()).isEmpty();
    assertThat(expected.locator("input[name=days]").inputValue()).isEqualTo("30");
    assertThat(expected.locator("input[name=owner]").inputValue()).isEqualTo("ann");
  }

  /// Somebody else's, while a page is open.
  private void comment(String finding, String reason) {
    FormData form =
        FormData.create().set("id", finding).set("action", "comment").set("reason", reason);
    APIResponse answer =
        context
            .request()
            .post(
                server.uri().resolve("/findings/act").toString(),
                RequestOptions.create().setForm(form).setMaxRedirects(0));
    assertThat(answer.status()).as(answer.text()).isEqualTo(303);
  }

  @Test
  void aPage_whoseSessionIsOver_leadsToTheLoginWhenItRenewsItself() throws IOException {
    ServerConfig asking = ServerConfig.none().withAccess(new AccessConfig(true, false));
    try (FlatlineServer guarded = served(folder.resolve("guarded"), asking)) {
      page.navigate(guarded.uri().resolve("/findings").toString());
      page.locator("input[name=token]")
          .fill(Files.readString(guarded.firstToken().orElseThrow()).strip());
      page.locator("button", text("Log in")).click();
      page.locator("#live").waitFor();
      context.clearCookies();
      page.evaluate("htmx.trigger('#live', 'sse:findings')");
      page.locator("h1", text("Who are you\\?")).waitFor();
      assertThat(page.url()).endsWith("/login?to=%2Ffindings");
    }
    complaints.removeIf(one -> one.contains("[DOM]"));
  }

  @Test
  void actions_onSeveralAtOnce_areKeptAndTold() {
    goTo("/findings?severity=medium&handling=all&workload=cart");
    awaitMiner();
    page.locator("tr", new Page.LocatorOptions().setHasText(MINER))
        .locator("input[type=checkbox]")
        .check();
    page.locator("select[name=action]").selectOption("acknowledge");
    page.locator("button", text("Do it")).click();
    page.locator("td.state small", text("acknowledged by loopback")).waitFor();
    page.locator("table.findings a", text(MINER)).click();
    page.locator("select[name=action]").selectOption("suppress");
    page.locator("button", text("Do it")).click();
    page.locator("[role=alert]", new Page.LocatorOptions().setHasText("reason")).waitFor();
    page.goBack();
    page.locator("select[name=action]").selectOption("comment");
    page.locator("input[name=reason]").first().fill("<b>looked at it</b>");
    page.locator("button", text("Do it")).click();
    page.locator(".timeline li", new Page.LocatorOptions().setHasText("<b>looked at it</b>"))
        .waitFor();
    complaints.removeIf(one -> one.contains("400 (Bad Request)"));
  }

  @Test
  void filter_bySeverityAndName_isInTheAddress() {
    goTo("/findings");
    awaitMiner();
    page.locator("select[name=severity]").selectOption("high");
    page.locator("input[name=workload]").fill("cart");
    page.locator("button", text("Show")).click();
    page.waitForURL(Pattern.compile(".*severity=high.*workload=cart.*"));
    assertThat(page.locator("table.findings tbody tr").count()).isEqualTo(1);
  }

  @Test
  void fleet_byNamespace_showsItsOwn_andADotLeadsToItsWorkload() {
    goTo("/fleet?namespace=web");
    assertThat(page.locator("h1").textContent()).contains("1 of ");
    assertThat(page.locator("table.workloads a").allTextContents()).containsExactly("web/api");
    page.locator(".fleet .area").scrollIntoViewIfNeeded();
    Locator dots = page.locator(".fleet .dots");
    var box = dots.boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    assertThat(page.locator(".fleet .readout").textContent()).isEqualTo("web/api");
    page.mouse().click(box.x + box.width / 2, box.y + box.height / 2);
    page.waitForURL(Pattern.compile(".*/workload\\?name=web%2Fapi"));
  }

  @Test
  void everyPart_isReachedByKeyboardAlone() {
    goTo("/findings");
    page.keyboard().press("Tab");
    assertThat(page.locator(":focus").textContent()).isEqualTo("Skip to the content");
    for (String part : List.of("Flatline", "Findings", "Fleet", "Coverage", "Health")) {
      page.keyboard().press("Tab");
      assertThat(page.locator(":focus").textContent()).isEqualTo(part);
    }
    page.keyboard().press("Enter");
    page.locator("h1", text("All is well")).waitFor();
  }

  @Test
  void withoutScripts_everythingCanBeRead() {
    context.close();
    open(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    goTo("/findings?severity=low");
    assertThat(page.locator("h1").count()).isEqualTo(1);
    page.locator("nav a", text("Fleet")).click();
    assertThat(page.locator(".fleet").count()).isEqualTo(1);
  }

  @Test
  void coverage_tellsWhoSends() {
    goTo("/coverage");
    Locator row = page.locator("tr", new Page.LocatorOptions().setHasText("loopback, by OTLP"));
    assertThat(row.locator("td").first().innerText()).isEqualTo("heard");
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyPage_inThisScheme_isAccessible(ColorScheme scheme) {
    context.close();
    open(new Browser.NewContextOptions().setColorScheme(scheme));
    goTo("/findings");
    awaitMiner();
    String finding = page.locator("table.findings a", text(MINER)).getAttribute("href");
    for (String address :
        List.of(
            "/findings",
            finding,
            "/fleet",
            "/workload?name=shop%2Fcart",
            "/coverage",
            "/health",
            "/findings?workload=nobody")) {
      goTo(address);
      if (address.equals(finding)) {
        page.locator("figure.behaviour").waitFor();
      }
      assertAccessible(page);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/findings?severity=low",
        "/fleet",
        "/workload?name=shop%2Fcart",
        "/coverage",
        "/health"
      })
  void onAPhone_nothingNeedsScrollingAside(String address) {
    context.close();
    open(new Browser.NewContextOptions().setViewportSize(360, 740));
    goTo(address);
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }

  /// A point that no profile wants: what sends it is heard, and nothing else changes.
  private void push() {
    String point =
        """
        {"resourceMetrics": [{"scopeMetrics": [{"metrics": [
          {"name": "m", "gauge": {"dataPoints": [{"timeUnixNano": "1", "asDouble": 1}]}}]}]}]}
        """;
    AggregatedHttpResponse answer =
        WebClient.of(server.uri())
            .prepare()
            .post("/v1/metrics")
            .content(MediaType.JSON, point)
            .execute()
            .aggregate()
            .join();
    assertThat(answer.status()).isEqualTo(HttpStatus.OK);
  }

  private void awaitMiner() {
    page.locator("table.findings a", text(MINER)).waitFor();
  }

  private void goTo(String address) {
    page.navigate(server.uri().resolve(address).toString());
  }

  /// What has exactly this text, of letters, spaces and slashes.
  /// A trace as though it ended now.
  private void feed(Trace trace, String name, Map<String, String> labels) {
    List<Sample> samples = trace.endingNow(new Workload(name, labels)).samples();
    server.queue().offer(new Batch(name, samples));
  }
}
