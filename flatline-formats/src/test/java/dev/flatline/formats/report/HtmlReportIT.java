package dev.flatline.formats.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The report in a real browser. Pictures of it are left in `target/report`.
class HtmlReportIT {
  private static final Path FOLDER = Path.of("target", "report").toAbsolutePath();

  /// Text whose colour has a contrast of less than 4.5 with what is behind it (WCAG 2.2, 1.4.3).
  private static final String FAINT_TEXTS =
      """
      (() => {
        const canvas = document.createElement('canvas').getContext('2d');
        const light = (colour) => {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (e) => {
          const colour = getComputedStyle(e).backgroundColor;
          return colour === 'rgba(0, 0, 0, 0)' && e.parentElement ? behind(e.parentElement) : colour;
        };
        return [...document.querySelectorAll('body *')]
          .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim() !== ''))
          .filter((e) => !['SCRIPT', 'STYLE', 'title'].includes(e.tagName))
          .filter((e) => {
            const style = getComputedStyle(e);
            const front = light(e instanceof SVGElement ? style.fill : style.color);
            const back = light(behind(e));
            return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05) < 4.5;
          })
          .map((e) => e.outerHTML.slice(0, 200));
      })()
      """;

  private static @Nullable Chromium started;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty() && System.getenv("CI") != null) {
      throw new IllegalStateException("no chromium on the path: apt-get install chromium");
    }
    assumeTrue(program.isPresent(), "no chromium on the path: apt-get install chromium");
    started = Chromium.start(program.orElseThrow());
    Files.createDirectories(FOLDER);
  }

  @AfterAll
  static void stop() throws IOException {
    if (started != null) {
      started.close();
    }
  }

  @Test
  void open_ordinaryReport_complainsOfNothingAndAsksForNothing() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).containsExactly(file("ordinary").toUri().toString());
  }

  @Test
  void open_strangersScript_isStoppedByThePolicyAndSeenByThisTest() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    browser.evaluate(
        "document.body.insertAdjacentHTML('beforeend',"
            + " '<p id=p onclick=\"window.pwned=1\" style=\"color:red\">'); p.click()");

    assertThat(browser.evaluate("window.pwned === undefined").asBoolean()).isTrue();
    assertThat(browser.complaints()).hasSize(2).allMatch(text -> text.contains("Content Security"));
  }

  @Test
  void open_hostileNames_runNothing() throws IOException {
    Chromium browser = open("hostile", Reports.hostile());

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).hasSize(1);
    assertThat(browser.evaluate("window.pwned === undefined").asBoolean()).isTrue();
    assertThat(browser.evaluate("document.scripts.length").asInt()).isOne();
    assertThat(browser.evaluate("document.images.length").asInt()).isZero();
    assertThat(browser.evaluate("document.querySelector('article h3').textContent").stringValue())
        .isEqualTo("\"><img src=x onerror='window.pwned = 2'>");
  }

  @Test
  void figure_ofAFinding_hasAPointForEachMeasurement() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());

    assertThat(points(browser, "#finding-1 .cpu .line")).isEqualTo(Reports.MEASURED_POINTS);
    assertThat(points(browser, "#finding-1 .network .line")).isEqualTo(Reports.MEASURED_POINTS);
    assertThat(count(browser, "#finding-1 .disk .line")).isZero();
    assertThat(count(browser, "#finding-1 .cpu .gap")).isOne();
    assertThat(count(browser, "#finding-1 .detected")).isEqualTo(2);
  }

  @Test
  void fleet_ofThousands_hasADotOrAMarkerForEach() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    int dots =
        browser
            .evaluate("document.querySelector('.dots').getAttribute('d').split('M').length - 1")
            .asInt();

    assertThat(dots + count(browser, ".marker")).isEqualTo(Reports.FLEET_SIZE);
    assertThat(browser.evaluate("document.querySelector('.dots').getTotalLength() > 0").asBoolean())
        .isTrue();
  }

  @Test
  void marker_hovered_namesItsWorkload() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    browser.hover(".marker.high path");

    assertThat(readout(browser, ".fleet")).startsWith("high: shop/Deployment/web, mean 0.9");
  }

  @Test
  void dot_hovered_namesItsWorkload() throws IOException {
    Chromium browser = open("small", Reports.with(List.of()));
    browser.hoverAt(
        """
        (() => {
          const area = document.querySelector('.fleet .area');
          area.scrollIntoView({block: 'center'});
          const box = area.getBoundingClientRect();
          const [, x, y] = document.querySelector('.dots').getAttribute('d').match(/M(\\d+) (\\d+)/);
          return {x: box.left + x / 2000 * box.width, y: box.top + y / 1000 * box.height};
        })()
        """);

    assertThat(readout(browser, ".fleet")).isEqualTo("shop/Deployment/service-0");
  }

  @Test
  void figure_hoveredOrFocused_readsItsValues() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    browser.hover("#finding-1 .cpu .area");
    assertThat(readout(browser, "#finding-1"))
        .matches("21 Nov, 20:\\d\\d:00 · CPU 0\\.5\\d+ · network 2.* kB/s · disk not measured");

    browser.evaluate("document.querySelector('#finding-1 .behaviour').focus()");
    browser.press("Home");
    assertThat(readout(browser, "#finding-1")).startsWith("21 Nov, 17:21:00 · CPU 0.1");
    browser.press("ArrowRight");
    assertThat(readout(browser, "#finding-1")).startsWith("21 Nov, 17:22:00 · CPU 0.1");
  }

  @Test
  void table_headerClicked_sortsAndTurns() throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    String click = "document.querySelector('.findings th.confidence button').click()";
    String first = "document.querySelector('.findings tbody td').textContent";

    browser.evaluate(click);
    assertThat(browser.evaluate(first).stringValue()).isEqualTo("high");
    browser.evaluate(click);
    assertThat(browser.evaluate(first).stringValue()).isEqualTo("low");
  }

  @ParameterizedTest
  @CsvSource({"ordinary, 320", "hostile, 390", "ordinary, 390", "hostile, 710", "hostile, 1280"})
  void page_anyWidth_neverScrollsSideways(String name, int width) throws IOException {
    Chromium browser = open(name, name.equals("hostile") ? Reports.hostile() : Reports.ordinary());
    browser.screen(width, 844, "light");
    if (name.equals("ordinary")) {
      picture("width-" + width);
    }

    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void page_eitherScheme_isReadable(String scheme) throws IOException {
    Chromium browser = open("ordinary", Reports.ordinary());
    browser.screen(1280, 900, scheme);
    picture(scheme);
    String background =
        browser.evaluate("getComputedStyle(document.body).backgroundColor").stringValue();

    assertThat(background)
        .isEqualTo(scheme.equals("dark") ? "rgb(14, 19, 24)" : "rgb(246, 247, 248)");
    assertThat(browser.evaluate(FAINT_TEXTS)).isEmpty();
  }

  private static Chromium open(String name, HuntReport report) throws IOException {
    Files.writeString(file(name), HtmlReport.render(report), UTF_8);
    Chromium browser = browser();
    browser.screen(1280, 900, "light");
    browser.open(file(name));
    return browser;
  }

  private static Chromium browser() {
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private static Path file(String name) {
    return FOLDER.resolve(name + ".html");
  }

  private static void picture(String name) throws IOException {
    Files.write(FOLDER.resolve(name + ".png"), browser().picture());
  }

  private static int count(Chromium browser, String selector) {
    return browser.evaluate("document.querySelectorAll('" + selector + "').length").asInt();
  }

  /// How many points a path goes through.
  private static int points(Chromium browser, String selector) {
    String path = "document.querySelector('" + selector + "').getAttribute('d')";
    return browser.evaluate(path + ".match(/[Ml]/g).length").asInt();
  }

  private static String readout(Chromium browser, String selector) {
    return browser
        .evaluate("document.querySelector('" + selector + " .readout').textContent")
        .stringValue();
  }
}
