package dev.flatline.server.guard;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that forgets what was put first where it would grow beyond a bound: what strangers send
/// must not fill the memory.
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  /// @param most entries that it holds
  BoundedMap(int most) {
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
