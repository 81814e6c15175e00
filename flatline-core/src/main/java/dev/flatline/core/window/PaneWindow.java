package dev.flatline.core.window;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.numeric.Quantiles;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Arrays;

/// The sliding event-time window of one workload, cut into panes of fixed length aligned to the
/// epoch. A total covers the newest pane, still open, and those before it, as many as the window
/// has.
///
/// Of a pane that is over its means remain, and the variance of CPU inside it; totals are computed
/// anew from these whenever they are asked for, once a pane. The cost of a sample does not depend
/// on the window's length, nor does a spike that has left leave anything behind. Memory grows with
/// the panes that hold samples and stops at the window's number of panes.
public final class PaneWindow {
  /// Moments of CPU, and behind them the means of what was measured beside it.
  private static final int CPU = 0;

  private static final int NETWORK = Moments.WIDTH;
  private static final int DISK = NETWORK + 1;
  private static final int THROTTLED = DISK + 1;
  private static final int STEAL = THROTTLED + 1;
  private static final int WIDTH = STEAL + 1;

  /// So many panes tell about what those to come will take.
  private static final int LEAST_TOLD = 5;

  private static final int OPEN_WIDTH = 3;
  private static final int FIRST_ROWS = 8;

  private final long paneMillis;
  private final int panes;

  private double[] rows = new double[FIRST_ROWS * WIDTH];
  private long[] indices = new long[FIRST_ROWS];
  private int head;
  private int size;

  /// Panes before those of the rows, or, once they were asked for, the first of these.
  private final PackedPanes packed = new PackedPanes();

  private boolean unpacked = true;

  /// Of the newest pane for each quantity beside CPU the number of samples that measured it, the
  /// first of them, and by how much the others exceed that in all: its mean keeps its digits. Only
  /// of a pane of several samples; of one the means are its values.
  private final double[] open = new double[OPEN_WIDTH * (WIDTH - NETWORK)];

  private boolean several;
  private int bytesToCome;

  /// @param paneMillis length of a pane, above 0
  /// @param panes how many panes make up the window, 2 or more
  public PaneWindow(long paneMillis, int panes) {
    if (paneMillis <= 0 || panes < 2) {
      throw new IllegalArgumentException(panes + " panes of " + paneMillis + " ms");
    }
    this.paneMillis = paneMillis;
    this.panes = panes;
  }

  /// Adds one sample, not older than the one before. What was not measured is left out of the means
  /// that need it.
  public void add(long atMillis, MetricValues values) {
    addTo(Math.floorDiv(atMillis, paneMillis), values);
  }

  /// The same, of the pane that it falls into.
  public void addTo(long pane, MetricValues values) {
    if (pane != newestPane()) {
      open(pane);
    } else if (!several) {
      several = true;
      reopen(row(size - 1));
    }
    int row = row(size - 1);
    double cpu = GrantedCpu.of(values);
    if (!Double.isNaN(cpu)) {
      Moments.add(rows, row + CPU, cpu);
      add(
          row,
          NETWORK,
          values.sum(
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND));
      add(
          row,
          DISK,
          values.sum(Metric.DISK_READ_BYTES_PER_SECOND, Metric.DISK_WRITE_BYTES_PER_SECOND));
    }
    add(row, THROTTLED, values.get(Metric.CPU_THROTTLED));
    add(row, STEAL, values.get(Metric.CPU_STEAL));
  }

  /// Forgets everything, as after a gap.
  public void clear() {
    head = 0;
    size = 0;
    packed.clear();
    unpacked = true;
  }

  /// The number of the newest pane: its start divided by its length; [Long#MIN_VALUE] while empty.
  public long newestPane() {
    return size == 0 ? Long.MIN_VALUE : indices[slot(size - 1)];
  }

  /// Mean CPU of the newest pane; NaN where it has none.
  public double newestCpu() {
    return size == 0 ? Double.NaN : Moments.mean(rows, row(size - 1) + CPU);
  }

  /// Mean network throughput of the newest pane, bytes per second; NaN where unmeasured.
  public double newestNetwork() {
    return newest(NETWORK);
  }

  /// Mean disk throughput of the newest pane, bytes per second; NaN where unmeasured.
  public double newestDisk() {
    return newest(DISK);
  }

  /// Fills the cell with what the CPU of the whole window comes to, and nothing else.
  public void totalOfCpu(WindowAggregate into) {
    unpack();
    into.clear();
    for (int i = 0; i < size; i++) {
      into.addCpu(rows, row(i) + CPU);
    }
  }

  /// Fills the cell with what the whole window comes to.
  public void total(WindowAggregate into) {
    totalOfCpu(into);
    for (int i = 0; i < size; i++) {
      int row = row(i);
      into.addPane(
          Moments.mean(rows, row + CPU),
          rows[row + NETWORK],
          rows[row + DISK],
          rows[row + THROTTLED],
          rows[row + STEAL]);
    }
  }

  /// Splits the variation of CPU over the panes from this one on: moments of the panes' means, into
  /// the first [Moments#WIDTH] cells of an array, and behind them the mean variance inside a pane.
  public void paneMoments(long fromPane, double[] into) {
    unpack();
    Arrays.fill(into, 0, Moments.WIDTH + 1, 0);
    for (int i = 0; i < size; i++) {
      int cpu = row(i) + CPU;
      if (indices[slot(i)] >= fromPane && Moments.count(rows, cpu) > 0) {
        Moments.add(into, 0, Moments.mean(rows, cpu));
        into[Moments.WIDTH] += Moments.variance(rows, cpu);
      }
    }
    into[Moments.WIDTH] /= Moments.count(into, 0);
  }

  /// A quantile of the CPU means of the panes; NaN where there are none.
  public double paneQuantile(double p) {
    unpack();
    double[] sorted = new double[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (Moments.count(rows, row(i) + CPU) > 0) {
        sorted[count++] = Moments.mean(rows, row(i) + CPU);
      }
    }
    Arrays.sort(sorted, 0, count);
    return Quantiles.ofSorted(sorted, count, p);
  }

  /// Writes what a window of the same shape can [#read].
  ///
  /// @param nearPane the number of a pane near the newest
  public void write(StateWriter to, long nearPane) {
    int own = unpacked ? packed.count() : 0;
    int count = packed.count() + size - own;
    to.putInt(count);
    if (count == 0) {
      bytesToCome = 0;
      return;
    }
    to.putLong(newestPane() - nearPane);
    long oldest = packed.count() > 0 ? packed.oldest() : indices[head];
    to.putLong(newestPane() - oldest);
    int begin = to.beginSlice();
    packed.write(to);
    long before = packed.count() > 0 ? packed.newest() : indices[head];
    for (int i = own; i < size - 1; i++) {
      PaneRows.write(rows, row(i), indices[slot(i)] - before, to);
      before = indices[slot(i)];
    }
    to.endSlice(begin);
    bytesToCome = bytesToCome(to.size() - begin, count - 1, (int) (newestPane() - oldest));
    PaneRows.write(rows, row(size - 1), newestPane() - before, to);
    boolean sums = several && ofSeveral();
    to.putBoolean(sums);
    if (sums) {
      to.putDoubles(open);
    }
  }

  /// By how many bytes more [#write] will write once the window is full, if samples come as they
  /// did; 0 where that cannot be told yet, and before it wrote.
  public int bytesToCome() {
    return bytesToCome;
  }

  /// @param bytes of the rows before the newest
  /// @param rows how many these are
  /// @param before how many panes the oldest is before the newest
  private int bytesToCome(int bytes, int rows, int before) {
    if (before < LEAST_TOLD) {
      return 0;
    }
    int gap = before / rows;
    int full = (panes - 1) / gap * gap;
    return Math.max(0, bytes * full / before - bytes);
  }

  /// Becomes what was written.
  public void read(StateReader from, long nearPane) {
    clear();
    int count = from.getInt(panes);
    if (count == 0) {
      return;
    }
    long newest = nearPane + from.getLong();
    packed.read(from, count - 1, newest - from.getLong());
    unpacked = count == 1;
    size = 1;
    indices[head] = newest;
    packed.endAt(newest - PaneRows.read(from, rows, row(0)));
    several = from.getBoolean();
    if (several) {
      from.getDoubles(open, 0, open.length);
    }
  }

  /// Puts the packed panes before those of the rows, for somebody asks.
  private void unpack() {
    if (unpacked) {
      return;
    }
    unpacked = true;
    int count = packed.count();
    while (indices.length < count + size) {
      grow();
    }
    head = head < count ? head - count + indices.length : head - count;
    size += count;
    StateReader from = packed.reader();
    long index = packed.oldest();
    for (int i = 0; i < count; i++) {
      long gap = PaneRows.read(from, rows, row(i));
      index += i == 0 ? 0 : gap;
      indices[slot(i)] = index;
    }
  }

  /// Whether several samples of the newest pane measured the same beside CPU.
  private boolean ofSeveral() {
    boolean several = false;
    for (int at = 0; at < open.length; at += OPEN_WIDTH) {
      several |= open[at] > 1;
    }
    return several;
  }

  /// Of one sample the means are its values.
  private void reopen(int row) {
    for (int quantity = NETWORK; quantity < WIDTH; quantity++) {
      int at = OPEN_WIDTH * (quantity - NETWORK);
      boolean measured = !Double.isNaN(rows[row + quantity]);
      open[at] = measured ? 1 : 0;
      open[at + 1] = measured ? rows[row + quantity] : 0;
      open[at + 2] = 0;
    }
  }

  private void add(int row, int quantity, double value) {
    if (!several) {
      rows[row + quantity] = value;
    } else if (!Double.isNaN(value)) {
      int at = OPEN_WIDTH * (quantity - NETWORK);
      double count = ++open[at];
      if (count == 1) {
        open[at + 1] = value;
      }
      open[at + 2] += value - open[at + 1];
      rows[row + quantity] = open[at + 1] + open[at + 2] / count;
    }
  }

  private double newest(int quantity) {
    return size == 0 ? Double.NaN : rows[row(size - 1) + quantity];
  }

  private void open(long index) {
    while (packed.count() > 0 && packed.oldest() <= index - panes) {
      packed.dropOldest();
      dropFirst(unpacked);
    }
    while (packed.count() == 0 && size > 0 && indices[head] <= index - panes) {
      dropFirst(true);
    }
    if (size == indices.length) {
      grow();
    }
    size++;
    int row = row(size - 1);
    indices[slot(size - 1)] = index;
    rows[row + CPU] = 0;
    rows[row + NETWORK] = Double.NaN;
    rows[row + DISK] = Double.NaN;
    several = false;
  }

  private void dropFirst(boolean ofRows) {
    if (ofRows) {
      head = slot(1);
      size--;
    }
  }

  private void grow() {
    int capacity = Math.min(indices.length * 2, panes);
    double[] newRows = new double[capacity * WIDTH];
    long[] newIndices = new long[capacity];
    for (int i = 0; i < size; i++) {
      System.arraycopy(rows, row(i), newRows, i * WIDTH, WIDTH);
      newIndices[i] = indices[slot(i)];
    }
    rows = newRows;
    indices = newIndices;
    head = 0;
  }

  private int row(int fromHead) {
    return slot(fromHead) * WIDTH;
  }

  private int slot(int fromHead) {
    int slot = head + fromHead;
    return slot < indices.length ? slot : slot - indices.length;
  }
}
