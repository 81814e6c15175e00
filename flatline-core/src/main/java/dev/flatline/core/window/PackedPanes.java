package dev.flatline.core.window;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateSlice;
import dev.flatline.core.state.StateWriter;

/// The older panes of a window as the bytes that they were written as: of most samples nobody asks
/// for them, so they are written again as they lie, without the oldest once it has left the window.
final class PackedPanes {
  private final StateSlice rows = new StateSlice();
  private int count;
  private long oldest;
  private long newest;

  void clear() {
    rows.clear();
    count = 0;
  }

  int count() {
    return count;
  }

  /// The number of the oldest pane; meaningless while there is none.
  long oldest() {
    return oldest;
  }

  /// The number of the newest; likewise.
  long newest() {
    return newest;
  }

  void dropOldest() {
    StateReader reader = rows.reader();
    PaneRows.skip(reader);
    rows.dropBefore(reader);
    count--;
    if (count > 0) {
      oldest += PaneRows.skip(reader);
    }
  }

  /// Reads them, oldest first; the gap before the oldest says nothing.
  StateReader reader() {
    return rows.reader();
  }

  /// Writes them as the first part of a slice.
  void write(StateWriter to) {
    to.putRest(rows);
  }

  /// Becomes so many panes, written as a slice.
  void read(StateReader from, int panes, long oldestPane) {
    from.getSlice(rows);
    count = panes;
    oldest = oldestPane;
  }

  /// The newest of them has this number.
  void endAt(long newestPane) {
    newest = newestPane;
  }
}
