package dev.flatline.cli;

import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.DoubleUnaryOperator;

/// A counter as an exporter serves it.
///
/// @param perSecond how fast it grows, at a time in seconds
/// @param fromMinute when it is first served
/// @param untilMinute when it is last served
/// @param resetMinute when it starts again from 0, or -1
/// @param lostScrape every scrape with this number is lost, or 0
record CounterTrace(
    DoubleUnaryOperator perSecond,
    int fromMinute,
    int untilMinute,
    int resetMinute,
    int lostScrape) {
  private static final int STEP_SECONDS = 5;

  static CounterTrace growing(DoubleUnaryOperator perSecond) {
    return new CounterTrace(perSecond, 0, Integer.MAX_VALUE / 60, -1, 0);
  }

  CounterTrace from(int minute) {
    return new CounterTrace(perSecond, minute, untilMinute, resetMinute, lostScrape);
  }

  CounterTrace until(int minute) {
    return new CounterTrace(perSecond, fromMinute, minute, resetMinute, lostScrape);
  }

  CounterTrace resetAt(int minute) {
    return new CounterTrace(perSecond, fromMinute, untilMinute, minute, lostScrape);
  }

  CounterTrace losingEvery(int scrape) {
    return new CounterTrace(perSecond, fromMinute, untilMinute, resetMinute, scrape);
  }

  /// The values of a promtool input series.
  String values(int scrapeSeconds, int minutes) {
    StringJoiner values = new StringJoiner(" ");
    double total = 1_000_000;
    for (int second = 0; second <= minutes * 60; second += STEP_SECONDS) {
      total = second == resetMinute * 60 ? 0 : total;
      if (second % scrapeSeconds == 0) {
        values.add(scraped(second, scrapeSeconds, total));
      }
      total += STEP_SECONDS * perSecond.applyAsDouble(second + STEP_SECONDS / 2.0);
    }
    return values.toString();
  }

  private String scraped(int second, int scrapeSeconds, double total) {
    int scrape = second / scrapeSeconds;
    if (second > untilMinute * 60 && second - scrapeSeconds <= untilMinute * 60) {
      return "stale";
    }
    boolean lost = lostScrape > 0 && scrape % lostScrape == lostScrape - 1;
    if (lost || second < fromMinute * 60 || second > untilMinute * 60) {
      return "_";
    }
    return String.format(Locale.ROOT, "%.6f", total);
  }
}
