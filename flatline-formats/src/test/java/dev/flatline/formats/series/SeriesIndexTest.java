package dev.flatline.formats.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesIndexTest {
  private static final long PLENTY = 1 << 20;

  private final List<Map<String, String>> made = new ArrayList<>();
  private final SeriesIndex<String> index = new SeriesIndex<>(3, PLENTY, this::make);

  @Test
  void find_ofNewSeries_makesItsObjectOnce() {
    assertThat(index.find(up("a"), 1)).isEqualTo("a");
    assertThat(index.find(up("a"), 2)).isEqualTo("a");

    assertThat(made).containsExactly(Map.of("__name__", "up", "job", "a"));
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void find_beyondTheMostSeries_findsNothingNew() {
    index.find(up("a"), 1);
    index.find(up("b"), 1);
    index.find(up("c"), 1);

    assertThat(index.find(up("d"), 1)).isNull();
    assertThat(index.find(up("a"), 1)).isEqualTo("a");
    assertThat(index.refused()).isEqualTo(1);
    assertThat(made).hasSize(3);
  }

  @Test
  void find_beyondTheMostBytes_findsNothingNew() {
    LabelSlices one = up("a");
    int bytes = one.labelText(0).length + one.labelText(1).length + 2 * 12;
    SeriesIndex<String> small = new SeriesIndex<>(3, bytes + 1, this::make);
    small.find(up("a"), 1);
    small.find(up("b"), 1);

    assertThat(small.find(up("c"), 1)).isNull();
    small.forget(2, gone -> true);
    assertThat(small.find(up("c"), 1)).isEqualTo("c");
  }

  @Test
  void find_ofSeriesThatShareManyLabels_countsWhatTheyHold() {
    String[] labels = new String[122];
    for (int i = 0; i < labels.length; i += 2) {
      labels[i] = "label" + i;
      labels[i + 1] = "x";
    }
    SeriesIndex<Integer> small = new SeriesIndex<>(1_000_000, PLENTY, known -> 0);
    int known = 0;
    for (int i = 0; i < 10_000; i++) {
      labels[1] = "pod" + i;
      known += small.find(Slices.of(labels), 1) == null ? 0 : 1;
    }
    assertThat(known).isBetween(1_000, (int) (PLENTY / (61 * 12)));
    small.forget(2, gone -> true);
    assertThat(small.find(Slices.of(labels), 1)).isNotNull();
  }

  @Test
  void forget_takesThoseNotSeenSince() {
    index.find(up("a"), 10);
    index.find(up("b"), 20);
    index.find(up("c"), 30);
    index.find(up("a"), 25);
    index.find(up("c"), 5);
    List<String> asked = new ArrayList<>();

    index.forget(25, asked::add);

    assertThat(asked).containsExactly("b");
    assertThat(index.size()).isEqualTo(2);
    assertThat(index.find(up("d"), 40)).isEqualTo("d");
    assertThat(index.find(up("c"), 40)).isEqualTo("c");
    assertThat(made).hasSize(4);
  }

  @Test
  void forget_ofThoseThatMayNotGo_keepsThem() {
    index.find(up("a"), 10);
    index.find(up("b"), 10);

    index.forget(25, one -> one.equals("b"));

    assertThat(index.size()).isEqualTo(1);
    assertThat(index.find(up("a"), 40)).isEqualTo("a");
    assertThat(made).hasSize(2);
  }

  @Test
  void find_byFingerprint_findsTheSeriesThatCameWithItFirst() {
    LabelSlices labels = written("a", "as its sender writes it");
    assertThat(index.find(labels.fingerprint(), 1)).isNull();
    index.find(labels, 1);
    index.find(written("a", "as another does"), 1);
    index.find(written("b", "b"), 1);

    assertThat(index.find(fingerprint("as its sender writes it"), 2)).isEqualTo("a");
    assertThat(index.find(fingerprint("as another does"), 2)).isNull();
    assertThat(index.find(fingerprint("b"), 2)).isEqualTo("b");
  }

  @Test
  void find_byFingerprint_isSeenThen() {
    index.find(written("a", "a"), 10);
    index.find(written("b", "b"), 10);
    index.find(fingerprint("a"), 20);
    index.find(fingerprint("a"), 5);

    index.forget(15, gone -> true);

    assertThat(index.find(fingerprint("a"), 30)).isEqualTo("a");
    assertThat(index.find(fingerprint("b"), 30)).isNull();
    assertThat(index.size()).isEqualTo(1);
  }

  @Test
  void find_byFingerprintOfUnsortedLabels_findsNothing() {
    LabelSlices unsorted = Slices.of("job", "a", "__name__", "up");
    take(unsorted.fingerprint(), "unsorted");

    index.find(unsorted, 1);

    assertThat(index.find(fingerprint("unsorted"), 1)).isNull();
    assertThat(index.find(fingerprint(""), 1)).isNull();
  }

  /// Equals a hash map, over growth and forgetting.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void find_amongMany_equalsAMap(long seed) {
    Random random = new Random(seed);
    SeriesIndex<Map<String, String>> many = new SeriesIndex<>(100_000, 1L << 30, labels -> labels);
    Map<Map<String, String>, Long> model = new HashMap<>();
    for (int i = 1; i <= 30_000; i++) {
      String job = "j" + random.nextInt(8_000);
      LabelSlices labels = written(job, job);
      Map<String, String> known = model.containsKey(labels.toMap()) ? labels.toMap() : null;
      assertThat(many.find(labels.fingerprint(), i)).isEqualTo(known);
      assertThat(many.find(labels, i)).isEqualTo(labels.toMap());
      model.put(labels.toMap(), (long) i);
      if (i % 10_000 == 0) {
        long before = i - 5_000L;
        many.forget(
            before,
            gone -> {
              assertThat(model.remove(gone)).isLessThan(before);
              return true;
            });
        assertThat(model.values()).allMatch(seen -> seen >= before);
      }
      assertThat(many.size()).isEqualTo(model.size());
    }
  }

  @Test
  void find_ofSeriesWithOneHash_tellsThemApart() {
    SeriesIndex<String> full = new SeriesIndex<>(100, PLENTY, this::make);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 100; i++) {
        LabelSlices labels = Slices.ofOneHash("__name__", "up", "job", "j" + i);
        assertThat(full.find(labels, round)).isEqualTo("j" + i);
        assertThat(labels.hash()).isEqualTo(Slices.ofOneHash("a", "b", "__name__", "d").hash());
      }
    }
    assertThat(made).hasSize(100);
  }

  private String make(Map<String, String> labels) {
    made.add(labels);
    return labels.getOrDefault("job", "");
  }

  private static LabelSlices written(String job, String text) {
    LabelSlices labels = up(job);
    take(labels.fingerprint(), text);
    return labels;
  }

  private static Fingerprint fingerprint(String text) {
    Fingerprint fingerprint = new Fingerprint();
    take(fingerprint, text);
    return fingerprint;
  }

  private static void take(Fingerprint fingerprint, String text) {
    byte[] bytes = Arrays.copyOf(text.getBytes(UTF_8), text.length() + TextSlice.SPARE_BYTES);
    fingerprint.take(bytes, 0, text.length());
  }

  private static LabelSlices up(String job) {
    return Slices.of("__name__", "up", "job", job);
  }
}
