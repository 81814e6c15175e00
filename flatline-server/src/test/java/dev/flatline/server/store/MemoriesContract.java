package dev.flatline.server.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is remembered of workloads beside the findings that were told of them.
interface MemoriesContract {

  Database database();

  @Test
  default void memories_areKeptWithTheFindings_theNewestOfEachWorkload() {
    SqlFindingStore store = new SqlFindingStore(database());
    String longName = "x\0".repeat(5_000);
    store.save(
        List.of(Findings.movedIn()),
        Map.of("web", "first".getBytes(UTF_8), longName, "other".getBytes(UTF_8)));
    store.save(List.of(Findings.movedIn()), Map.of("web", "second".getBytes(UTF_8)));
    assertThat(store.find(Findings.movedIn().id())).contains(Findings.movedIn());
    assertThat(store.memories())
        .extracting(record -> new String(record, UTF_8))
        .containsExactlyInAnyOrder("second", "other");
  }

  @Test
  default void forgetMemories_leavesTheFindings_andWhatWasKeptSinceTheMark() {
    SqlFindingStore before = new SqlFindingStore(database());
    before.markMemories();
    before.save(List.of(Findings.movedIn()), Map.of("db", new byte[] {1}));
    SqlFindingStore store = new SqlFindingStore(database());
    store.save(List.of(Findings.movedIn()), Map.of("web", new byte[] {2}, "cache", new byte[] {3}));
    store.markMemories();
    store.save(List.of(Findings.movedIn()), Map.of("web", new byte[] {4}));
    assertThat(store.memories()).hasSize(3);
    store.forgetMemories();
    assertThat(store.memories()).containsExactly(new byte[] {4});
    assertThat(store.find(Findings.movedIn().id())).isPresent();
  }
}
