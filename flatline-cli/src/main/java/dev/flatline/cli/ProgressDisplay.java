package dev.flatline.cli;

import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBarConsumer;

/// The line of a terminal on which a progress bar is drawn, untouched until it is worth it.
final class ProgressDisplay implements ProgressBarConsumer {
  private final PrintStream out;
  private final int columns;
  private final BooleanSupplier isWorthIt;
  private boolean drawn;

  ProgressDisplay(PrintStream out, int columns, BooleanSupplier isWorthIt) {
    this.out = out;
    this.columns = columns;
    this.isWorthIt = isWorthIt;
  }

  /// One less than there are, so that the line does not wrap.
  @Override
  public int getMaxRenderedLength() {
    return columns - 1;
  }

  @Override
  public synchronized void accept(String rendered) {
    if (isWorthIt.getAsBoolean()) {
      drawn = true;
      out.print('\r' + rendered);
      out.flush();
    }
  }

  @Override
  public synchronized void clear() {
    if (drawn) {
      out.print('\r' + " ".repeat(getMaxRenderedLength()) + '\r');
      out.flush();
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
