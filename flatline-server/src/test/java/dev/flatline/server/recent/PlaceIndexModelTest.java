package dev.flatline.server.recent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaceIndexModelTest {
  @Test
  void index_ofManyThatComeAndGo_isLikeAMap() {
    Random random = new Random(11);
    PlaceIndex index = new PlaceIndex();
    Map<String, Integer> model = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String name = "workload-" + random.nextInt(3_000);
      int place = index.find(name);
      assertThat(place).isEqualTo(model.getOrDefault(name, PlaceIndex.NONE));
      if (place == PlaceIndex.NONE) {
        int given = index.add(name);
        assertThat(given).isNotIn(PlaceIndex.NONE).isLessThan(index.places());
        assertThat(model.put(name, given)).isNull();
        assertThat(index.name(given)).isEqualTo(name);
      } else if (random.nextInt(3) == 0) {
        index.remove(place);
        model.remove(name);
        assertThat(index.name(place)).isEmpty();
      }
      assertThat(index.size()).isEqualTo(model.size());
    }
    assertThat(model.values()).doesNotHaveDuplicates();
    assertThat(index.places()).isLessThanOrEqualTo(3_000);
  }

  @Test
  void add_ofNamesThatWereMadeToHaveOneHash_endsAndLeavesOthersAlone() {
    PlaceIndex index = new PlaceIndex();
    List<String> alike = namesOfOneHash(12);
    long given = alike.stream().filter(name -> index.add(name) != PlaceIndex.NONE).count();
    assertThat(given).isEqualTo(PlaceIndex.MOST_STEPS);
    assertThat(index.find(alike.getLast())).isEqualTo(PlaceIndex.NONE);
    assertThat(index.add("web")).isNotEqualTo(PlaceIndex.NONE);
    assertThat(index.find("web")).isNotEqualTo(PlaceIndex.NONE);
  }

  /// "Aa" and "BB" have one hash, and so has whatever is made of them.
  private static List<String> namesOfOneHash(int pairs) {
    List<String> names = List.of("");
    for (int i = 0; i < pairs; i++) {
      List<String> longer = new ArrayList<>();
      names.forEach(
          name -> {
            longer.add(name + "Aa");
            longer.add(name + "BB");
          });
      names = longer;
    }
    return names;
  }
}
