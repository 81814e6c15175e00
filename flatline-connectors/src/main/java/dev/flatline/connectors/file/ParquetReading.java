package dev.flatline.connectors.file;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.ColumnMapping;
import dev.flatline.formats.csv.ColumnPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.DoubleConsumer;

/// Reads one Parquet file through an embedded DuckDB, in the order in which it is stored. Rows are
/// streamed: memory does not grow with them.
final class ParquetReading {
  private static final int ROWS_BETWEEN_PROGRESS = 64 * 1024;
  private static final int FIRST_ROWS = 64;

  private final Path file;
  private final List<ColumnMapping> mappings;

  ParquetReading(Path file, List<ColumnMapping> mappings) {
    this.file = file;
    this.mappings = mappings;
  }

  /// Reads everything into the intake.
  ///
  /// @param progress told now and then the share that is read
  /// @throws SourceException where it is not Parquet, or damaged
  /// @throws dev.flatline.formats.DecodeException where its columns are not what is needed
  void read(SampleIntake intake, DoubleConsumer progress) {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:", settings());
        Statement statement = database.createStatement()) {
      ParquetRows rows = rows(statement);
      long count = count(statement);
      try (ResultSet result = statement.executeQuery(select(rows.selection()))) {
        for (long row = 1; result.next(); row++) {
          intake.startRow(row);
          rows.take(result, intake);
          if (row % ROWS_BETWEEN_PROGRESS == 0) {
            progress.accept((double) row / count);
          }
        }
      }
      progress.accept(1);
      rows.addNotes(intake);
    } catch (SQLException e) {
      throw failure(e, intake.received());
    }
  }

  /// Reads the first rows into the intake; answers whether those are all.
  ///
  /// @throws SourceException where it is not Parquet, or damaged
  /// @throws dev.flatline.formats.DecodeException where its columns are not what is needed
  boolean readFirst(SampleIntake intake) {
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:", settings());
        Statement statement = database.createStatement()) {
      ParquetRows rows = rows(statement);
      int row = 0;
      try (ResultSet result =
          statement.executeQuery(select(rows.selection()) + " LIMIT " + FIRST_ROWS)) {
        while (result.next()) {
          intake.startRow(++row);
          rows.take(result, intake);
        }
      }
      return row < FIRST_ROWS;
    } catch (SQLException e) {
      throw failure(e, intake.received());
    }
  }

  /// One thread and little memory, as rows only pass through; nothing is spilled to disk and no
  /// extension is fetched.
  private static Properties settings() {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    settings.setProperty("memory_limit", "256MB");
    settings.setProperty("temp_directory", "");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    return settings;
  }

  private ParquetRows rows(Statement statement) throws SQLException {
    List<ParquetColumn> columns = columns(statement);
    List<String> names = columns.stream().map(ParquetColumn::name).toList();
    return new ParquetRows(ColumnPlan.of(names, mappings), columns);
  }

  private List<ParquetColumn> columns(Statement statement) throws SQLException {
    List<ParquetColumn> columns = new ArrayList<>();
    try (ResultSet none = statement.executeQuery(select("*") + " LIMIT 0")) {
      ResultSetMetaData types = none.getMetaData();
      for (int i = 1; i <= types.getColumnCount(); i++) {
        columns.add(new ParquetColumn(types.getColumnName(i), types.getColumnTypeName(i)));
      }
    }
    return columns;
  }

  private long count(Statement statement) throws SQLException {
    try (ResultSet count = statement.executeQuery(select("count(*)"))) {
      count.next();
      return count.getLong(1);
    }
  }

  /// In a name, what would be a pattern is put between brackets, so that it stands for itself.
  private String select(String selection) {
    String literal = file.toString().replaceAll("[*?\\[]", "[$0]").replace("'", "''");
    return "SELECT " + selection + " FROM read_parquet('" + literal + "')";
  }

  private SourceException failure(SQLException failure, long rows) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    boolean noFooter = message.contains("No magic bytes found at end of file");
    return noFooter
        ? new SourceException(
            Reason.TRUNCATED, file + " ends before Parquet's footer: copy it again", failure)
        : new SourceException(
            Reason.MALFORMED,
            "%s cannot be read as Parquet: %s. %,d rows were read before."
                .formatted(file, message, rows),
            failure);
  }
}
