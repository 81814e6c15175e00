package dev.flatline.core.window;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// A sliding event-time window of a few quantities, cut into panes of fixed length aligned to the
/// epoch: a count and a sum of each quantity in each pane.
///
/// Nothing slides; sums are asked for once a minute, and only of workloads that have them. O(1) per
/// value, O(panes) per question, 16 bytes per pane and quantity.
public final class PlanePanes {
  private final long paneMillis;
  private final int panes;
  private final int quantities;
  private final double[] cells;
  private final long[] indices;
  private long newest = Long.MIN_VALUE;

  /// @param paneMillis length of a pane, above 0
  /// @param panes how many panes make up the window, 2 or more
  /// @param quantities how many quantities
  public PlanePanes(long paneMillis, int panes, int quantities) {
    if (paneMillis <= 0 || panes < 2 || quantities < 1) {
      throw new IllegalArgumentException(
          panes + " panes of " + paneMillis + " ms with " + quantities + " quantities");
    }
    this.paneMillis = paneMillis;
    this.panes = panes;
    this.quantities = quantities;
    this.cells = new double[panes * quantities * 2];
    this.indices = new long[panes];
    clear();
  }

  /// Moves to the pane of this time, not older than the one before.
  public void moveTo(long atMillis) {
    long index = Math.floorDiv(atMillis, paneMillis);
    if (index != newest) {
      newest = index;
      int slot = slot(index);
      indices[slot] = index;
      Arrays.fill(cells, slot * quantities * 2, (slot + 1) * quantities * 2, 0);
    }
  }

  /// Adds a value to the newest pane; NaN is not measured.
  public void add(int quantity, double value) {
    if (!Double.isNaN(value)) {
      int at = at(slot(newest), quantity);
      cells[at]++;
      cells[at + 1] += value;
    }
  }

  /// Forgets everything, as after a gap.
  public void clear() {
    newest = Long.MIN_VALUE;
    Arrays.fill(indices, Long.MIN_VALUE);
  }

  /// How many panes make up the window.
  public int panes() {
    return panes;
  }

  /// When the pane so many before the newest begins.
  public long startMillis(int ago) {
    return (newest - ago) * paneMillis;
  }

  /// The mean of a quantity in the pane so many before the newest; NaN where it has none.
  ///
  /// @param ago from 0, the newest, up to the number of panes less 1
  public double mean(int ago, int quantity) {
    int slot = slot(newest - ago);
    int at = at(slot, quantity);
    boolean known = indices[slot] == newest - ago && cells[at] > 0;
    return known ? cells[at + 1] / cells[at] : Double.NaN;
  }

  /// Writes what panes of the same number and quantities can [#read].
  public void write(StateWriter to) {
    to.putMillis(newest, 0);
    for (int slot = 0; slot < panes; slot++) {
      to.putMillis(indices[slot], newest);
      if (indices[slot] != Long.MIN_VALUE) {
        to.putDoubles(cells, at(slot, 0), 2 * quantities);
      }
    }
  }

  /// Becomes what was written.
  public void read(StateReader from) {
    newest = from.getMillis(0);
    for (int slot = 0; slot < panes; slot++) {
      indices[slot] = from.getMillis(newest);
      if (indices[slot] != Long.MIN_VALUE) {
        from.getDoubles(cells, at(slot, 0), 2 * quantities);
      }
    }
  }

  private int at(int slot, int quantity) {
    return (slot * quantities + quantity) * 2;
  }

  private int slot(long index) {
    return (int) Math.floorMod(index, (long) panes);
  }
}
