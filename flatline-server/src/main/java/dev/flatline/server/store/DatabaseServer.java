package dev.flatline.server.store;

import dev.flatline.server.config.StoreConfig;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL database, which is looked at and never changed, also while a server uses it.
///
/// @param config where it is, and who connects
public record DatabaseServer(StoreConfig config) {
  private static final String STATE =
      """
      select current_schema() is not null,
             current_setting('transaction_read_only') = 'on',
             coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
             to_regclass(quote_ident(current_schema()) || '.flyway_schema_history') is not null,
             exists (select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
                     where nspname = current_schema() and relkind in ('r', 'p', 'v', 'm', 'f'))
      """;

  private static final String SCHEMA =
      "select coalesce(max(cast(version as integer)), 0) from flyway_schema_history";

  /// What is there.
  ///
  /// @param name of the database
  /// @param schema the version of its tables; 0 where a server is still to make them
  /// @param problems what keeps a server from using it; empty where nothing does
  public record Check(String name, int schema, List<String> problems) {
    /// Copies the list.
    public Check {
      problems = List.copyOf(problems);
    }
  }

  /// Connects as a server does, and looks whether it may do what it has to.
  ///
  /// @throws StoreException where it cannot be reached or asked
  public Check check() {
    String name = PostgresqlLink.name(config);
    try (Connection connection = new PostgresqlConnections(config).getConnection();
        Statement statement = connection.createStatement()) {
      return check(name, statement);
    } catch (SQLException e) {
      throw new StoreException(
          "the database " + name + " cannot be used: " + StoreException.cause(e), e);
    }
  }

  /// What the database says of itself.
  ///
  /// @param hasSchema whether there is one to put tables into
  /// @param readOnly whether nobody may write
  /// @param mayCreate whether the user may make tables
  /// @param ours whether Flatline made its tables there
  /// @param used whether anybody made some
  private record State(
      boolean hasSchema, boolean readOnly, boolean mayCreate, boolean ours, boolean used) {}

  private static State state(Statement statement) throws SQLException {
    try (ResultSet state = statement.executeQuery(STATE)) {
      state.next();
      return new State(
          state.getBoolean(1),
          state.getBoolean(2),
          state.getBoolean(3),
          state.getBoolean(4),
          state.getBoolean(5));
    }
  }

  private static Check check(String name, Statement statement) throws SQLException {
    State state = state(statement);
    int schema = state.ours ? schema(statement) : 0;
    int latest = DatabaseFile.latestSchema();
    List<String> problems = new ArrayList<>();
    if (!state.hasSchema) {
      problems.add("no schema of its search path exists: name one (?currentSchema=…)");
    } else if (state.used && !state.ours) {
      problems.add("it holds something else's tables: name another database or schema");
    } else if (schema < latest && !state.mayCreate) {
      problems.add("its user may not make tables: grant create on its schema");
    } else if (schema > latest) {
      problems.add("its schema is version %d, this Flatline knows %d".formatted(schema, latest));
    }
    if (state.readOnly) {
      problems.add("it can only be read: name the primary server");
    }
    return new Check(name, schema, problems);
  }

  private static int schema(Statement statement) throws SQLException {
    try (ResultSet version = statement.executeQuery(SCHEMA)) {
      version.next();
      return version.getInt(1);
    }
  }
}
