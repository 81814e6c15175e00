package dev.flatline.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.flatline.server.api.LogCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/// Lets [#MOST] lines of a logger with the same pattern through in a minute. How many more there
/// were is told before the first line after that minute, whosever it is, and counted.
final class LogLimit extends TurboFilter {
  /// Enough to see that something comes again and again, and with what.
  static final int MOST = 10;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /// Texts that are no patterns are new each time; the oldest are forgotten.
  private static final int MOST_PATTERNS = 1_000;

  private final InstantSource clock;
  private final Map<Pattern, Window> windows = new LinkedHashMap<>();

  /// @param clock by which minutes end
  LogLimit(InstantSource clock) {
    this.clock = clock;
  }

  private record Pattern(Logger logger, String text) {}

  private static final class Window {
    private final Instant end;
    private int lines;

    Window(Instant end) {
      this.end = end;
    }
  }

  private record LeftOut(Pattern pattern, int lines) {
    void tell() {
      pattern.logger.warn("{} more were left out of: {}", lines, pattern.text);
    }
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    List<LeftOut> over = new ArrayList<>();
    boolean passes = passes(new Pattern(logger, format), over);
    over.forEach(LeftOut::tell);
    if (!passes) {
      LogCounts.leftOut();
    }
    return passes ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private synchronized boolean passes(Pattern pattern, List<LeftOut> over) {
    Instant now = clock.instant();
    endWindows(now, over);
    Window window = windows.computeIfAbsent(pattern, one -> new Window(now.plus(WINDOW)));
    window.lines++;
    return window.lines <= MOST;
  }

  /// The oldest windows come first.
  private void endWindows(Instant now, List<LeftOut> over) {
    Iterator<Map.Entry<Pattern, Window>> all = windows.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Pattern, Window> one = all.next();
      if (now.isBefore(one.getValue().end) && windows.size() < MOST_PATTERNS) {
        return;
      }
      all.remove();
      int more = one.getValue().lines - MOST;
      if (more > 0) {
        over.add(new LeftOut(one.getKey(), more));
      }
    }
  }
}
