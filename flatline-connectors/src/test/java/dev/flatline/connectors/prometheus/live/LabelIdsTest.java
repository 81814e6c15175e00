package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelIdsTest {
  private static final int TEXTS = 300;

  private final LabelPool pool = new LabelPool();
  private final Map<Integer, LabelSet> known = new HashMap<>();
  private final LabelIds ids = new LabelIds(pool, known::put, known::remove);

  @Test
  void join_ofEqualLabels_isOneNumberUntilTheLastLeft() {
    int id = ids.join(labels(1));
    assertThat(ids.join(labels(1))).isEqualTo(id);
    assertThat(ids.join(labels(2))).isNotEqualTo(id);

    ids.leave(id);
    assertThat(known).containsEntry(id, labels(1));
    ids.leave(id);
    assertThat(known).doesNotContainKey(id);
    assertThat(ids.join(labels(3))).as("used again").isEqualTo(id);
  }

  @Test
  void joinAndLeave_inAnyOrder_areWhatAMapSays() {
    Random random = new Random(20261123);
    Map<LabelSet, Integer> idOf = new HashMap<>();
    List<LabelSet> members = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      boolean joins = random.nextInt(2 * TEXTS) >= members.size();
      if (joins) {
        LabelSet labels = labels(random.nextInt(TEXTS));
        int id = ids.join(labels);
        assertThat(idOf.getOrDefault(labels, id)).isEqualTo(id);
        idOf.put(labels, id);
        members.add(labels);
      } else {
        Collections.swap(members, random.nextInt(members.size()), members.size() - 1);
        LabelSet labels = members.removeLast();
        ids.leave(Objects.requireNonNull(idOf.get(labels)));
        if (!members.contains(labels)) {
          idOf.remove(labels);
        }
      }
      assertThat(known.size()).isEqualTo(idOf.size());
    }
    idOf.forEach((labels, id) -> assertThat(known).containsEntry(id, labels));
    assertThat(ids.bound()).isLessThanOrEqualTo(TEXTS);
  }

  private LabelSet labels(int number) {
    return LabelSet.of(Map.of("pod", "pod-" + number), "", pool);
  }
}
