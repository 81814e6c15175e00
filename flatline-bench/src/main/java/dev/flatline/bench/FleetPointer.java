package dev.flatline.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.Fleet;
import dev.flatline.formats.report.FleetFigure;
import dev.flatline.formats.report.ReportAssets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Whether the plot of a fleet stays smooth while a pointer moves over it: how long a browser takes
/// for one move, and how far apart its frames are meanwhile. The fleet is as large as one may be
/// whose dots can be pointed at. A plain program.
public final class FleetPointer {
  private static final int WORKLOADS = 10_000;
  private static final int MOVES = 300;

  /// Times of frames, and of what each move takes until its values are laid out.
  private static final String WATCH =
      """
      () => {
        window.frames = [];
        window.moves = [];
        let last = performance.now();
        const frame = () => {
          const now = performance.now();
          window.frames.push(now - last);
          last = now;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
        const area = document.querySelector(".fleet .area");
        let began = 0;
        document.addEventListener("pointermove", () => { began = performance.now(); }, true);
        document.addEventListener("pointermove", () => {
          area.getBoundingClientRect();
          window.moves.push(performance.now() - began);
        });
      }
      """;

  private static final String QUANTILE =
      "([name, share]) => { const all = window[name].slice(1).sort((a, b) => a - b);"
          + " return all[Math.min(all.length - 1, Math.floor(all.length * share))]; }";

  private FleetPointer() {}

  /// Prints a line.
  ///
  /// @param arguments where chromium is
  public static void main(String[] arguments) {
    Chromium.open(arguments[0], FleetPointer::measure);
  }

  private static void measure(Browser browser) {
    Page page = browser.newPage();
    page.setContent(page());
    page.evaluate(WATCH);
    move(page);
    System.out.printf(
        Locale.ROOT,
        "%,d dots: a move takes %.2f ms (median) or %.2f ms (99th percentile), frames are %.1f ms"
            + " (median) or %.1f ms (99th percentile) apart%n",
        WORKLOADS,
        quantile(page, "moves", 0.5),
        quantile(page, "moves", 0.99),
        quantile(page, "frames", 0.5),
        quantile(page, "frames", 0.99));
  }

  private static void move(Page page) {
    BoundingBox box = page.locator(".fleet .area").boundingBox();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < MOVES; i++) {
      page.mouse()
          .move(box.x + random.nextDouble() * box.width, box.y + random.nextDouble() * box.height);
    }
  }

  private static double quantile(Page page, String name, double share) {
    return ((Number) page.evaluate(QUANTILE, List.of(name, share))).doubleValue();
  }

  private static String page() {
    Element figure =
        FleetFigure.of(Fleet.of(workloads()), List.of(), finding -> "", "/workload?name=");
    return "<!DOCTYPE html><style>"
        + ReportAssets.style()
        + "</style>"
        + ReportAssets.patterns()
        + figure
        + "<script>"
        + ReportAssets.script()
        + "</script>";
  }

  private static List<Coverage> workloads() {
    SplittableRandom random = new SplittableRandom(7);
    List<Coverage> all = new ArrayList<>(WORKLOADS);
    for (int i = 0; i < WORKLOADS; i++) {
      all.add(workload(i, random.nextDouble(), random.nextDouble(0.01, 2)));
    }
    return all;
  }

  private static Coverage workload(int number, double mean, double cv) {
    return new Coverage(
        Workload.named("shop/Deployment/pod-" + number),
        1_000,
        0,
        0,
        Set.of(Metric.CPU_UTILIZATION),
        mean,
        cv,
        false,
        Optional.empty(),
        Coverage.Gaps.NONE);
  }
}
