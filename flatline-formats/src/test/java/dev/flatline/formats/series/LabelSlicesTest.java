package dev.flatline.formats.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSlicesTest {

  @Test
  void toMap_givesNamesAndValues() {
    LabelSlices labels = Slices.of("__name__", "up", "instance", "host-1:9100", "job", "node");

    assertThat(labels.toMap())
        .isEqualTo(Map.of("__name__", "up", "instance", "host-1:9100", "job", "node"));
    assertThat(labels.cameSorted()).isTrue();
  }

  @Test
  void toMap_ofTextBeyondAscii_givesIt() {
    LabelSlices labels = Slices.of("__name__", "up", "city", "K\u00c3\u00b6ln");

    assertThat(labels.toMap()).containsEntry("city", "Köln");
  }

  @Test
  void emptyValue_isNoLabel() {
    LabelSlices labels = Slices.of("__name__", "up", "job", "");

    assertThat(labels.toMap()).containsOnlyKeys("__name__");
    assertThat(labels.hash()).isEqualTo(Slices.of("__name__", "up").hash());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void seal_ofLabelsInAnyOrder_sortsThemAsStringsOfBytes(long seed) {
    Random random = new Random(seed);
    Map<String, String> sorted = new TreeMap<>(Map.of("__name__", "cpu"));
    while (sorted.size() < 20) {
      sorted.put("label_of_" + Integer.toString(random.nextInt(5000), 36), "" + random.nextInt());
    }
    List<String> shuffled = new ArrayList<>(sorted.keySet());
    Collections.shuffle(shuffled, random);

    LabelSlices labels =
        Slices.of(
            shuffled.stream()
                .flatMap(n -> List.of(n, sorted.get(n)).stream())
                .toArray(String[]::new));

    assertThat(labels.cameSorted()).isFalse();
    assertThat(List.copyOf(labels.toMap().entrySet())).isEqualTo(List.copyOf(sorted.entrySet()));
  }

  @Test
  void hash_dependsOnTheLabelsAlone() {
    LabelSlices one = Slices.of("__name__", "up", "instance", "a", "job", "b");
    LabelSlices other = Slices.of("job", "b", "instance", "a", "__name__", "up");

    assertThat(other.hash()).isEqualTo(one.hash());
    for (int i = 0; i < 3; i++) {
      assertThat(other.labelHash(i)).isEqualTo(one.labelHash(i));
      assertThat(other.hasLabel(i, one.labelText(i))).isTrue();
    }
  }

  @Test
  void hash_ofManySeries_differs() {
    Set<Long> hashes = new HashSet<>();
    Set<Integer> lowBits = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long hash = Slices.of("__name__", "up", "cpu", "" + i % 64, "instance", "i" + i / 64).hash();
      hashes.add(hash);
      lowBits.add((int) hash);
    }

    assertThat(hashes).hasSize(50_000);
    assertThat(lowBits).hasSizeGreaterThan(49_980);
  }

  @ParameterizedTest
  @CsvSource({"a,bc,ab,c", "ab,c,a,bc", "abc,d,abc,dd", "x,aaaaaaaaab,x,aaaaaaaaac"})
  void label_ofOtherTexts_differs(String name, String value, String otherName, String otherValue) {
    LabelSlices labels = Slices.of("__name__", "up", name, value);
    LabelSlices other = Slices.of("__name__", "up", otherName, otherValue);

    assertThat(labels.hash()).isNotEqualTo(other.hash());
    int label = labels.toMap().keySet().stream().toList().indexOf(name);
    int otherLabel = other.toMap().keySet().stream().toList().indexOf(otherName);
    assertThat(labels.hasLabel(label, other.labelText(otherLabel))).isFalse();
    assertThat(labels.labelHash(label)).isNotEqualTo(other.labelHash(otherLabel));
  }

  @ParameterizedTest
  @CsvSource({
    "job,node,NO_NAME",
    "__name_,node,NO_NAME",
    "__name__x,node,NO_NAME",
  })
  void seal_withoutMetricName_isRefused(String name, String value, SkipReason reason) {
    assertThat(Slices.seal(new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL), name, value))
        .contains(reason);
  }

  @Test
  void seal_ofNoLabels_isRefused() {
    assertThat(Slices.seal(new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL)))
        .contains(SkipReason.NO_NAME);
  }

  @ParameterizedTest
  @CsvSource({
    "'',x,job,y,EMPTY_LABEL_NAME",
    "job,x,job,y,DUPLICATE_LABEL",
    "job,x,zone,\u00ff,NOT_UTF8",
    "job,x,zon\u00e9,y,NOT_UTF8",
    "job,x,zone,abcdefgh\u00c3,NOT_UTF8",
  })
  void seal_ofLabelsThatNameNothing_isRefused(
      String name, String value, String name2, String value2, SkipReason reason) {
    LabelSlices labels = new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL);

    assertThat(Slices.seal(labels, "__name__", "up", name, value, name2, value2)).contains(reason);
    assertThat(Slices.seal(labels, name2, value2, name, value, "__name__", "up")).contains(reason);
  }

  @Test
  void seal_ofTwoLongNamesThatBeginAlike_takesThem() {
    LabelSlices labels = new LabelSlices(SeriesLimits.DEFAULTS, NameSet.ALL);

    assertThat(Slices.seal(labels, "__name__", "up", "container", "a", "container_id", "a"))
        .isEmpty();
    assertThat(labels.cameSorted()).isTrue();
  }

  @Test
  void seal_ofLabelsBeyondTheLimits_isRefused() {
    LabelSlices labels = new LabelSlices(new SeriesLimits(100, 10, 2, 8), NameSet.ALL);

    assertThat(Slices.seal(labels, "__name__", "up", "b", "c", "d", "e"))
        .contains(SkipReason.LABELS_TOO_LARGE);
    assertThat(Slices.seal(labels, "__name__", "123456789")).contains(SkipReason.LABELS_TOO_LARGE);
    assertThat(Slices.seal(labels, "123456789", "up")).contains(SkipReason.LABELS_TOO_LARGE);
    assertThat(Slices.seal(labels, "__name__", "12345678", "b", "c")).isEmpty();
  }
}
