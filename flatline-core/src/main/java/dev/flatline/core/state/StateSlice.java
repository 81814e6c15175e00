package dev.flatline.core.state;

/// A part of a state that is not read yet: it lies where it was found, in bytes that must not
/// change as long as it is held, and is written again as it lies.
public final class StateSlice {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int from;
  private int to;
  private boolean held;

  /// Holds nothing.
  public StateSlice() {}

  /// Whether it holds anything, were it no bytes.
  public boolean isHeld() {
    return held;
  }

  /// Holds nothing from now on.
  public void clear() {
    bytes = NOTHING;
    from = 0;
    to = 0;
    held = false;
  }

  /// Reads what is held.
  public StateReader reader() {
    return new StateReader(bytes, from, to);
  }

  /// Holds no more than what this reader of it did not read.
  public void dropBefore(StateReader reader) {
    from = reader.position();
  }

  void hold(byte[] itsBytes, int begin, int end) {
    bytes = itsBytes;
    from = begin;
    to = end;
    held = true;
  }

  void write(StateWriter writer) {
    writer.putAll(bytes, from, to - from);
  }
}
