package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.Secret;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.server.config.StoreConfig;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.PostgresqlServer;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlStoreIT extends StoreContract {
  private static PostgresqlServer server;

  @TempDir private Path folder;

  private final String name = "t" + UUID.randomUUID().toString().replace('-', '_');

  @BeforeAll
  static void start() {
    server = PostgresqlServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  @Override
  void openFirst() {
    try (Connection connection = connection("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    super.openFirst();
  }

  @Override
  Database open() {
    return Database.postgresql(config(server.url(name), PostgresqlServer.PASSWORD));
  }

  @Override
  Connection connection() throws SQLException {
    return connection(name);
  }

  @Test
  void open_whileAnotherHasIt_isRefused() {
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another Flatline uses the database " + server.url(name));
    database().close();
    open().close();
  }

  @Test
  void open_ofAnotherSchemaOfTheSameDatabase_isAnotherStore() throws SQLException {
    update("create schema second");
    String url = server.url(name) + "?currentSchema=second";
    try (Database second = Database.postgresql(config(url, PostgresqlServer.PASSWORD))) {
      new SqlFindingStore(second).save(List.of(Findings.movedIn()));
    }
    assertThat(new SqlFindingStore(database()).find(Findings.movedIn().id())).isEmpty();
  }

  @Test
  void open_ofADatabaseOfSomethingElse_isRefusedAndChangesNothing() throws SQLException {
    update("create schema other");
    update("create table other.theirs (id int)");
    String url = server.url(name) + "?currentSchema=other";
    assertThatThrownBy(() -> Database.postgresql(config(url, PostgresqlServer.PASSWORD)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("something else's");
    update("drop table other.theirs");
    update("drop schema other");
  }

  @Test
  void open_withAWrongPasswordOrNobodyThere_saysWhichDatabaseAndWhy() {
    assertThatThrownBy(() -> Database.postgresql(config(server.url(name), "wrong")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(server.url(name))
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong");
    String nobody = "jdbc:postgresql://127.0.0.1:" + RunningProgram.freePort() + "/x";
    assertThatThrownBy(() -> Database.postgresql(config(nobody + "?sslmode=disable", "wrong")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(nobody + " cannot be used: Connection refused");
  }

  @Test
  void look_whileAServerUsesIt_changesNothing() throws SQLException {
    update("create schema empty");
    DatabaseServer.Check check = look("").check();
    assertThat(check.name()).isEqualTo(server.url(name));
    assertThat(check.schema()).isEqualTo(DatabaseFile.latestSchema());
    assertThat(check.problems()).isEmpty();
    assertThat(look("?currentSchema=empty").check())
        .isEqualTo(new DatabaseServer.Check(server.url(name), 0, List.of()));
    update("drop schema empty restrict");
    new SqlFindingStore(database()).save(List.of(Findings.movedIn()));
  }

  @Test
  void look_atWhatAServerCannotUse_saysWhy() throws SQLException {
    update("create schema other");
    update("create table other.theirs (id int)");
    assertThat(look("?currentSchema=gone").check().problems())
        .singleElement()
        .asString()
        .contains("no schema");
    assertThat(look("?currentSchema=other").check().problems())
        .singleElement()
        .asString()
        .contains("something else's tables");
    assertThat(look("?options=-c%20default_transaction_read_only=on").check().problems())
        .singleElement()
        .asString()
        .contains("can only be read");
    update("update flyway_schema_history set version = '999' where installed_rank = 1");
    assertThat(look("").check().problems())
        .singleElement()
        .asString()
        .contains("version 999, this Flatline knows " + DatabaseFile.latestSchema());
    assertThatThrownBy(() -> new DatabaseServer(config(server.url(name), "wrong")).check())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void look_asSomebodyWhoMayNotMakeTables_saysSo() throws SQLException {
    update("create role reader login password 'reads'");
    update("create schema narrow");
    update("grant usage on schema narrow to reader");
    StoreConfig narrow =
        new StoreConfig(
            server.url(name) + "?currentSchema=narrow", Optional.of("reader"), secret("reads"));
    assertThat(new DatabaseServer(narrow).check().problems())
        .singleElement()
        .asString()
        .contains("may not make tables");
  }

  private DatabaseServer look(String parameters) {
    return new DatabaseServer(config(server.url(name) + parameters, PostgresqlServer.PASSWORD));
  }

  @Test
  void password_thatChanges_isReadAnewForEachConnection() throws Exception {
    update("create role changing login password 'first'");
    update("grant create on schema public to changing");
    StoreConfig config =
        new StoreConfig(server.url(name), Optional.of("changing"), secret("first"));
    PostgresqlConnections connections = new PostgresqlConnections(config);
    connections.getConnection().close();
    update("alter role changing password 'second'");
    assertThatThrownBy(connections::getConnection).hasMessageContaining("changing");
    secret("second");
    connections.getConnection().close();
    Files.delete(folder.resolve("password"));
    assertThatThrownBy(connections::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("the file " + folder.resolve("password") + " cannot be read");
  }

  @Test
  void database_thatGoesAwayAndComesBack_isUsedAgainAndHeldAgain() {
    FindingStore store = new SqlFindingStore(database());
    store.save(List.of(Findings.movedIn()));
    server.stop();
    try {
      assertThatThrownBy(() -> store.save(List.of(Findings.batchJob())))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(server.url(name));
    } finally {
      server.startAgain();
    }
    store.save(List.of(Findings.batchJob()));
    assertThat(store.find(Findings.movedIn().id())).isPresent();
    assertThat(store.find(Findings.batchJob().id())).isPresent();
    assertThatThrownBy(this::open).hasMessageContaining("another Flatline");
  }

  @Test
  void write_afterAnotherTookTheDatabaseMeanwhile_isRefused() throws SQLException {
    FindingStore store = new SqlFindingStore(database());
    update("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
    try (Database other = open()) {
      assertThatThrownBy(() -> store.save(List.of(Findings.movedIn())))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another Flatline");
      assertThat(new SqlFindingStore(other).find(Findings.movedIn().id())).isEmpty();
    }
  }

  private StoreConfig config(String url, String password) {
    return new StoreConfig(url, Optional.of(PostgresqlServer.USER), secret(password));
  }

  private Optional<Secret> secret(String password) {
    try {
      return Optional.of(
          new Secret.OfFile(Files.writeString(folder.resolve("password"), password)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connection(String database) throws SQLException {
    return DriverManager.getConnection(
        server.url(database), PostgresqlServer.USER, PostgresqlServer.PASSWORD);
  }
}
