package dev.flatline.formats.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Set;

/// The names of the metrics that somebody wants, to be asked without making a text of a name.
public final class NameSet {
  /// Every name.
  public static final NameSet ALL = new NameSet(Set.of(), true);

  /// At most a quarter of the slots are taken, so that few names are compared in vain.
  private static final int SLOTS_PER_NAME = 4;

  private final boolean all;
  private final byte[][] slots;

  private NameSet(Set<String> names, boolean all) {
    this.all = all;
    slots = new byte[Integer.highestOneBit(SLOTS_PER_NAME * names.size() + 1) * 2][];
    Arrays.fill(slots, new byte[0]);
    for (String name : names) {
      byte[] text = name.getBytes(UTF_8);
      byte[] spare = Arrays.copyOf(text, text.length + TextSlice.SPARE_BYTES);
      slots[free(TextSlice.hash(spare, TextSlice.of(0, text.length)))] = spare;
    }
  }

  /// These names and no other.
  public static NameSet of(Set<String> names) {
    return new NameSet(names, false);
  }

  /// Whether a name is among them.
  ///
  /// @param bytes has [TextSlice#SPARE_BYTES] behind the name
  /// @param hash [TextSlice#hash] of the name
  boolean contains(byte[] bytes, long name, long hash) {
    if (all) {
      return true;
    }
    int mask = slots.length - 1;
    for (int at = (int) hash & mask; slots[at].length > 0; at = (at + 1) & mask) {
      if (slots[at].length == TextSlice.length(name) + TextSlice.SPARE_BYTES
          && TextSlice.same(bytes, name, slots[at], 0)) {
        return true;
      }
    }
    return false;
  }

  private int free(long hash) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at].length > 0) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
