package dev.flatline.server.store;

import dev.flatline.server.heard.Heard;
import dev.flatline.server.heard.HeardStore;
import dev.flatline.server.heard.Sender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/// What was heard last, in an SQL database.
public final class SqlHeardStore implements HeardStore {
  private static final String WHAT = "what was heard last";
  private static final String SOURCE = "source";
  private static final String ADD =
      "insert into heard (way, name, heard_at) values (:way, :name, :at)";

  private final Database database;

  /// That of a database.
  public SqlHeardStore(Database database) {
    this.database = database;
  }

  @Override
  public void keep(Heard heard) {
    database.write(
        WHAT,
        handle -> {
          handle.execute("delete from heard");
          try (PreparedBatch batch = handle.prepareBatch(ADD)) {
            heard.sources().forEach((name, at) -> add(SOURCE, name, at, batch));
            heard
                .senders()
                .forEach((sender, at) -> add(sender.way().label(), sender.name(), at, batch));
            batch.execute();
          }
        });
  }

  private static void add(String way, String name, Instant at, PreparedBatch batch) {
    batch.bind("way", way).bind("name", StorableText.of(name)).bind("at", at.toEpochMilli()).add();
  }

  @Override
  public Heard kept() {
    Map<String, Instant> sources = new HashMap<>();
    Map<Sender, Instant> senders = new HashMap<>();
    database
        .read(
            WHAT,
            handle ->
                handle.createQuery("select * from heard").map((row, context) -> row(row)).list())
        .forEach(
            row -> {
              if (row.way.equals(SOURCE)) {
                sources.put(row.name, row.at);
              }
              Sender.Way.of(row.way)
                  .ifPresent(way -> senders.put(new Sender(row.name, way), row.at));
            });
    return new Heard(sources, senders);
  }

  private record Row(String way, String name, Instant at) {}

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("way"), row.getString("name"), Instant.ofEpochMilli(row.getLong("heard_at")));
  }
}
