package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.server.audit.AuditQuery;
import dev.flatline.testkit.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContract {
  @TempDir private Path path;

  @Override
  Database open() {
    try (DataFolder folder = DataFolder.take(path)) {
      return Database.embedded(folder);
    }
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + path.resolve("findings.db"));
  }

  @Test
  void open_whereTheFileIsDamaged_isRefused(@TempDir Path other) throws IOException {
    try (DataFolder damaged = DataFolder.take(other)) {
      Files.writeString(damaged.database(), "this is no database, however long it is. ".repeat(99));
      assertThatThrownBy(() -> Database.embedded(damaged))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("findings.db");
    }
  }

  @Test
  void open_ofTheFirstSchema_bringsItToThisOneWithAllThatItHad(@TempDir Path other)
      throws SQLException {
    Finding kept = Findings.movedIn();
    try (DataFolder old = DataFolder.take(other)) {
      String url = "jdbc:sqlite:" + old.database();
      Flyway.configure()
          .dataSource(url, null, null)
          .locations(Database.MIGRATIONS)
          .placeholders(Dialect.SQLITE.words())
          .target("1")
          .load()
          .migrate();
      try (Connection connection = DriverManager.getConnection(url);
          PreparedStatement insert =
              connection.prepareStatement(
                  "insert into finding values (?, 'shop/Deployment/WEB', 2, 'OPEN', 1, 2, ?)")) {
        insert.setString(1, kept.id());
        insert.setString(2, FindingJson.encode(kept));
        insert.executeUpdate();
      }
      try (Database database = Database.embedded(old)) {
        FindingQuery query =
            new FindingQuery(Severity.HIGH, Optional.empty(), "web", Optional.empty(), 10);
        assertThat(new SqlFindingStore(database).find(query)).containsExactly(kept);
        AuditQuery all =
            new AuditQuery("", Optional.empty(), Optional.empty(), Optional.empty(), 10);
        assertThat(new SqlAuditLog(database).find(all).getFirst().entry().detail())
            .startsWith("schema from 1 to version ");
      }
    }
  }
}
