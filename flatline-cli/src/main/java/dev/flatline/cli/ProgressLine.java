package dev.flatline.cli;

import dev.flatline.connectors.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/// A progress bar with rate and time left on standard error, without colour. Where that is no
/// terminal, nothing, and nothing before there is something to tell.
final class ProgressLine implements Progress, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  /// The bar knows its rate after the first second; what is over sooner needs no bar.
  private static final Duration LEAST_ELAPSED = Duration.ofMillis(1_200);

  private final Unit unit;
  private final long startedNanos = System.nanoTime();
  private final ProgressBar bar;
  private volatile boolean isTelling;

  private ProgressLine(Terminal terminal, String task, Unit unit, PrintStream err) {
    this.unit = unit;
    bar = bar(terminal, task, unit, new ProgressDisplay(err, terminal.columns(), this::isWorthIt));
  }

  /// Runs something that reports progress.
  ///
  /// @param task what is going on, in a word or two
  /// @param unit what is counted
  static <T> T during(Terminal terminal, String task, Unit unit, Reading<T> reading) {
    return during(terminal, task, unit, System.err, reading);
  }

  static <T> T during(
      Terminal terminal, String task, Unit unit, PrintStream err, Reading<T> reading) {
    if (!terminal.stderr()) {
      return reading.with(NONE);
    }
    try (ProgressLine line = new ProgressLine(terminal, task, unit, err)) {
      return reading.with(line);
    }
  }

  private static ProgressBar bar(
      Terminal terminal, String task, Unit unit, ProgressDisplay display) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setUnit(unit.symbol, unit.size)
        .setInitialMax(1)
        .showSpeed()
        .setSpeedUnit(ChronoUnit.SECONDS)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(display)
        .setStyle(terminal.unicode() ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
        .setEtaFunction(ProgressLine::timeLeft)
        .clearDisplayOnFinish()
        .build();
  }

  private boolean isWorthIt() {
    return isTelling && System.nanoTime() - startedNanos > LEAST_ELAPSED.toNanos();
  }

  private static Optional<Duration> timeLeft(ProgressState state) {
    long done = state.getCurrent();
    return done <= 0
        ? Optional.empty()
        : Optional.of(
            state
                .getElapsedAfterStart()
                .multipliedBy(Math.max(0, state.getMax() - done))
                .dividedBy(done));
  }

  @Override
  public void at(long done, long total) {
    if (total > 0) {
      bar.maxHint(total);
    }
    bar.stepTo(done);
    isTelling = unit.isTelling(done, total);
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

    /// Whether so much of so much says more than a row of zeros and question marks.
    boolean isTelling(long done, long total) {
      return done > 0 && total >= size;
    }
  }

  /// Something that takes a while and says how far it is.
  @FunctionalInterface
  interface Reading<T> {
    T with(Progress progress);
  }
}
