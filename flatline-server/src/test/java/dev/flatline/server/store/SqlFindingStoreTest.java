package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingQuery.Place;
import dev.flatline.core.finding.Severity;
import dev.flatline.testkit.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFindingStoreTest {
  @TempDir private Path path;

  private DataFolder folder;
  private SqlFindingStore store;

  @BeforeEach
  void open() {
    folder = DataFolder.take(path);
    store = new SqlFindingStore(Database.embedded(folder));
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void find_ofWhatWasSaved_isTheSame() {
    store.save(List.of(Findings.movedIn(), Findings.batchJob()));
    assertThat(store.find(Findings.movedIn().id())).contains(Findings.movedIn());
    assertThat(store.find(Findings.batchJob().id())).contains(Findings.batchJob());
    assertThat(store.find("nothing")).isEmpty();
  }

  @Test
  void save_again_replaces() {
    Finding before = Findings.movedIn();
    Finding after =
        before.lasting(before.lastObserved().plus(Duration.ofHours(1)), Finding.Status.CLOSED);
    store.save(List.of(before));
    store.save(List.of(after));
    assertThat(store.find(query(Severity.LOW, "", 10))).containsExactly(after);
  }

  @Test
  void find_bySeverityStatusAndWorkload_leavesOutTheRest() {
    store.save(List.of(Findings.movedIn(), Findings.batchJob()));
    assertThat(store.find(query(Severity.HIGH, "", 10))).containsExactly(Findings.movedIn());
    assertThat(store.find(query(Severity.LOW, "CRONjob", 10))).containsExactly(Findings.batchJob());
    assertThat(store.find(query(Severity.LOW, "c%r", 10))).isEmpty();
    FindingQuery closed =
        new FindingQuery(
            Severity.LOW, Optional.of(Finding.Status.CLOSED), "", Optional.empty(), 10);
    assertThat(store.find(closed)).containsExactly(Findings.batchJob());
  }

  @Test
  void find_pageByPage_givesEachOnce() {
    List<Finding> all = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      all.add(numbered(i));
    }
    store.save(all);
    List<Finding> paged = new ArrayList<>();
    Optional<Place> after = Optional.empty();
    while (true) {
      List<Finding> page =
          store.find(new FindingQuery(Severity.LOW, Optional.empty(), "", after, 7));
      paged.addAll(page);
      if (page.size() < 7) {
        break;
      }
      after = Optional.of(Place.of(page.getLast()));
    }
    assertThat(paged).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
    assertThat(paged).isSortedAccordingTo((a, b) -> b.detectedAt().compareTo(a.detectedAt()));
  }

  @Test
  void embedded_openedAgain_hasKeptAll() {
    store.save(List.of(Findings.movedIn()));
    assertThat(new SqlFindingStore(Database.embedded(folder)).find(Findings.movedIn().id()))
        .isPresent();
  }

  @Test
  void embedded_whereALaterVersionWrote_isRefusedAndChangesNothing() throws SQLException {
    store.save(List.of(Findings.movedIn()));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.database());
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, installed_on, execution_time, success)"
              + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', '2030-01-01', 1, 1)");
    }
    assertThatThrownBy(() -> new SqlFindingStore(Database.embedded(folder)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("later version");
    assertThat(store.find(Findings.movedIn().id())).isPresent();
  }

  @Test
  void embedded_whereTheFileIsDamaged_isRefused(@TempDir Path other) throws IOException {
    try (DataFolder damaged = DataFolder.take(other)) {
      Files.writeString(damaged.database(), "this is no database, however long it is. ".repeat(99));
      assertThatThrownBy(() -> new SqlFindingStore(Database.embedded(damaged)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("findings.db");
    }
  }

  private static FindingQuery query(Severity atLeast, String workload, int limit) {
    return new FindingQuery(atLeast, Optional.empty(), workload, Optional.empty(), limit);
  }

  /// Every third was detected at the same time as the one before.
  private static Finding numbered(int number) {
    Finding like = Findings.movedIn();
    return new Finding(
        "id-" + number,
        like.workload(),
        like.severity(),
        like.confidence(),
        like.firstObserved(),
        like.detectedAt().plus(Duration.ofMinutes(number - number % 3)),
        like.lastObserved().plus(Duration.ofDays(1)),
        like.status(),
        like.technique(),
        like.summary(),
        like.evidence(),
        like.context(),
        like.unknowns(),
        like.nextSteps());
  }
}
