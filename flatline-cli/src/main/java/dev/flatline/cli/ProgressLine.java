package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// A progress bar with rate and time left on standard error. Where that is no terminal, nothing.
final class ProgressLine implements Progress, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final ProgressBar bar;

  private ProgressLine(ProgressBar bar) {
    this.bar = bar;
  }

  /// Runs something that reports progress.
  ///
  /// @param task what is going on, in a word or two
  /// @param unit what is counted
  static <T> T during(Terminal terminal, String task, Unit unit, Reading<T> reading) {
    if (!terminal.stderr()) {
      return reading.with(NONE);
    }
    try (ProgressLine line = new ProgressLine(bar(terminal, task, unit))) {
      return reading.with(line);
    }
  }

  private static ProgressBar bar(Terminal terminal, String task, Unit unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setUnit(unit.symbol, unit.size)
        .setInitialMax(1)
        .showSpeed()
        .setSpeedUnit(ChronoUnit.SECONDS)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setMaxRenderedLength(terminal.columns())
        .setStyle(
            terminal.unicode() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setEtaFunction(ProgressLine::timeLeft)
        .clearDisplayOnFinish()
        .build();
  }

  private static java.util.Optional<Duration> timeLeft(me.tongfei.progressbar.ProgressState state) {
    long done = state.getCurrent();
    return done <= 0 || state.getMax() <= done
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            state.getElapsedAfterStart().multipliedBy(state.getMax() - done).dividedBy(done));
  }

  @Override
  public void at(long done, long total) {
    if (total > 0) {
      bar.maxHint(total);
    }
    bar.stepTo(done);
  }

  @Override
  public void close() {
    bar.close();
  }

  /// What a bar counts.
  enum Unit {
    /// Megabytes, counted in bytes.
    MEGABYTES(" MB", 1_000_000),
    /// Requests.
    REQUESTS(" requests", 1);

    private final String symbol;
    private final long size;

    Unit(String symbol, long size) {
      this.symbol = symbol;
      this.size = size;
    }
  }

  /// Something that takes a while and says how far it is.
  @FunctionalInterface
  interface Reading<T> {
    T with(Progress progress);
  }
}
