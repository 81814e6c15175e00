package dev.flatline.formats.series;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The labels of one series as slices of a decoder's buffer, in the order of their names. It is
/// filled anew for every series: who wants to keep labels takes [#toMap].
///
/// A decoder calls [#over] for a buffer, [#clear] for a series, [#add] for each label, and [#seal].
/// A label with an empty value is none, as everywhere in Prometheus. Labels beyond the limits are
/// not kept, and their series is refused by [#seal].
public final class LabelSlices {
  private static final long METRIC_NAME_HEAD = 0x5F5F6E616D655F5FL; // __name__
  private static final int METRIC_NAME_BYTES = 8;

  /// Stands behind each name and value of a text. UTF-8 has no such byte.
  private static final byte SEPARATOR = (byte) 0xFF;

  private final int mostLabels;
  private final int mostLabelBytes;
  private final NameSet wanted;
  private final long[] names;
  private final long[] values;
  private final long[] nameHeads;
  private final long[] nameHashes;
  private final long[] valueHashes;
  private byte[] bytes = {};
  private int count;
  private boolean sorted;
  private boolean unwanted;
  private boolean tooLarge;

  /// A sum: labels in any order have the same.
  private long labelHashes;

  private long hash;
  private final Fingerprint fingerprint = new Fingerprint();

  /// Room for so many labels.
  ///
  /// @param wanted the names of the metrics whose labels are wanted
  public LabelSlices(SeriesLimits limits, NameSet wanted) {
    this.wanted = wanted;
    mostLabels = limits.mostLabels();
    mostLabelBytes = limits.mostLabelBytes();
    names = new long[mostLabels];
    values = new long[mostLabels];
    nameHeads = new long[mostLabels];
    nameHashes = new long[mostLabels];
    valueHashes = new long[mostLabels];
  }

  /// The slices that follow are of this buffer, which has [TextSlice#SPARE_BYTES].
  public void over(byte[] buffer) {
    bytes = buffer;
    clear();
  }

  /// Forgets the labels.
  public void clear() {
    count = 0;
    labelHashes = 0;
    unwanted = false;
    tooLarge = false;
    fingerprint.clear();
  }

  /// That of the bytes of which all labels are, for a decoder that takes it.
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /// One more label.
  ///
  /// @param nameHash [TextSlice#hash] of the name
  /// @param valueHash [TextSlice#hash] of the value
  public void add(long name, long nameHash, long value, long valueHash) {
    if (TextSlice.length(value) == 0) {
      return;
    }
    if (count == mostLabels
        || TextSlice.length(name) > mostLabelBytes
        || TextSlice.length(value) > mostLabelBytes) {
      tooLarge = true;
      return;
    }
    names[count] = name;
    values[count] = value;
    nameHashes[count] = nameHash;
    valueHashes[count] = valueHash;
    nameHeads[count] = TextSlice.head(bytes, name);
    if (isMetricName(count)) {
      unwanted = !wanted.contains(bytes, value, valueHash);
    }
    labelHashes += labelHash(nameHash, valueHash);
    count++;
  }

  /// Whether the metric's name came and nobody wants it: the other labels need not be added.
  public boolean areUnwanted() {
    return unwanted;
  }

  /// Ends a series' labels: puts them in order and hashes them.
  ///
  /// @return why they name no series, if so; then only [#clear] may follow
  public Optional<SkipReason> seal() {
    sorted = true;
    if (tooLarge) {
      return Optional.of(SkipReason.LABELS_TOO_LARGE);
    }
    boolean named = false;
    boolean unnamedLabel = false;
    boolean utf8 = true;
    for (int i = 0; i < count; i++) {
      sorted = sorted && (i == 0 || compareNames(i - 1, i) <= 0);
      int nameBytes = TextSlice.length(names[i]);
      named |= isMetricName(i);
      unnamedLabel |= nameBytes == 0;
      utf8 &= nameHashes[i] != TextSlice.NOT_UTF8 && valueHashes[i] != TextSlice.NOT_UTF8;
    }
    if (!sorted) {
      sort();
    }
    if (!utf8) {
      return Optional.of(SkipReason.NOT_UTF8);
    }
    if (unnamedLabel) {
      return Optional.of(SkipReason.EMPTY_LABEL_NAME);
    }
    if (!named) {
      return Optional.of(SkipReason.NO_NAME);
    }
    hash = TextSlice.mix(labelHashes, count);
    return namesDiffer() ? Optional.empty() : Optional.of(SkipReason.DUPLICATE_LABEL);
  }

  /// Whether the labels came in the order of their names, as they should.
  public boolean cameSorted() {
    return sorted;
  }

  /// How many labels there are.
  public int count() {
    return count;
  }

  /// A hash of all names and values; it differs from process to process.
  public long hash() {
    return hash;
  }

  /// The labels as they are to be kept, `__name__` among them.
  public Map<String, String> toMap() {
    Map<String, String> map = LinkedHashMap.newLinkedHashMap(count);
    for (int i = 0; i < count; i++) {
      map.put(text(names[i]), text(values[i]));
    }
    return Collections.unmodifiableMap(map);
  }

  /// The bytes of a label's name and value, each followed by one that is in no text: equal for the
  /// same label, and only for it. Behind them are [TextSlice#SPARE_BYTES].
  byte[] labelText(int label) {
    int length = TextSlice.length(names[label]) + TextSlice.length(values[label]) + 2;
    byte[] text = new byte[length + TextSlice.SPARE_BYTES];
    copy(values[label], text, copy(names[label], text, 0));
    return text;
  }

  /// A hash of a label.
  long labelHash(int label) {
    return labelHash(nameHashes[label], valueHashes[label]);
  }

  private static long labelHash(long nameHash, long valueHash) {
    return TextSlice.mix(nameHash, Long.rotateLeft(valueHash, Integer.SIZE));
  }

  /// Whether a label is the one of this [#labelText].
  boolean hasLabel(int label, byte[] text) {
    int length = TextSlice.length(names[label]) + TextSlice.length(values[label]) + 2;
    if (text.length != length + TextSlice.SPARE_BYTES) {
      return false;
    }
    int at = behind(names[label], text, 0);
    return at >= 0 && behind(values[label], text, at) >= 0;
  }

  private int copy(long slice, byte[] text, int at) {
    int length = TextSlice.length(slice);
    System.arraycopy(bytes, TextSlice.at(slice), text, at, length);
    text[at + length] = SEPARATOR;
    return at + length + 1;
  }

  /// The place behind this slice in a text, below 0 where the text has another one.
  private int behind(long slice, byte[] text, int at) {
    int length = TextSlice.length(slice);
    boolean same = text[at + length] == SEPARATOR && TextSlice.same(bytes, slice, text, at);
    return same ? at + length + 1 : -1;
  }

  private boolean isMetricName(int label) {
    return nameHeads[label] == METRIC_NAME_HEAD
        && TextSlice.length(names[label]) == METRIC_NAME_BYTES;
  }

  private boolean namesDiffer() {
    for (int i = 1; i < count; i++) {
      if (compareNames(i - 1, i) == 0) {
        return false;
      }
    }
    return true;
  }

  private int compareNames(int i, int j) {
    int heads = Long.compareUnsigned(nameHeads[i], nameHeads[j]);
    if (heads != 0) {
      return heads;
    }
    int iAt = TextSlice.at(names[i]);
    int jAt = TextSlice.at(names[j]);
    return Arrays.compareUnsigned(
        bytes, iAt, iAt + TextSlice.length(names[i]), bytes, jAt, jAt + TextSlice.length(names[j]));
  }

  /// By insertion: labels are few, and mostly in order.
  private void sort() {
    for (int i = 1; i < count; i++) {
      for (int j = i; j > 0 && compareNames(j - 1, j) > 0; j--) {
        swap(names, j);
        swap(values, j);
        swap(nameHeads, j);
        swap(nameHashes, j);
        swap(valueHashes, j);
      }
    }
  }

  private static void swap(long[] array, int j) {
    long earlier = array[j - 1];
    array[j - 1] = array[j];
    array[j] = earlier;
  }

  private String text(long slice) {
    return new String(bytes, TextSlice.at(slice), TextSlice.length(slice), UTF_8);
  }
}
