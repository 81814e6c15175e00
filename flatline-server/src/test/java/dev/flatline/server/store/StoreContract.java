package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.testkit.Findings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All that is kept in a database, on one kind of database.
abstract class StoreContract
    implements FindingStoreContract,
        FindingHistoryContract,
        ActionStoreContract,
        AuditLogContract,
        HeardContract,
        MemoriesContract,
        OutboxContract,
        RetentionContract,
        SeriesContract,
        TokenStoreContract {
  private static final String LATER =
      "insert into flyway_schema_history (installed_rank, version, description, type, script,"
          + " checksum, installed_by, installed_on, execution_time, success)"
          + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', '2030-01-01', 1, true)";

  private Database database;

  /// Opens the database of this test, which is empty at first.
  abstract Database open();

  /// The same past all that is ours.
  abstract Connection connection() throws SQLException;

  @BeforeEach
  void openFirst() {
    database = open();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Database database() {
    return database;
  }

  @Test
  void open_again_hasKeptAll() {
    new SqlFindingStore(database).save(List.of(Findings.movedIn()));
    database.close();
    database = open();
    assertThat(new SqlFindingStore(database).find(Findings.movedIn().id()))
        .contains(Findings.movedIn());
  }

  @Test
  void open_whereALaterVersionWrote_isRefusedAndChangesNothing() throws SQLException {
    SqlFindingStore store = new SqlFindingStore(database);
    store.save(List.of(Findings.movedIn()));
    database.close();
    update(LATER);
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("later version");
    update("delete from flyway_schema_history where version = '99'");
    database = open();
    assertThat(new SqlFindingStore(database).find(Findings.movedIn().id())).isPresent();
  }

  @Test
  void rehearse_readsBackWhatItWrote_andLeavesNothing() {
    SqlFindingStore store = new SqlFindingStore(database);
    store.save(List.of(Findings.batchJob()));
    assertThat(store.rehearse(Findings.movedIn())).isEqualTo(Findings.movedIn());
    assertThat(store.find(Findings.movedIn().id())).isEmpty();
    assertThat(store.find(Findings.batchJob().id())).isPresent();
  }

  final void update(String sql) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
