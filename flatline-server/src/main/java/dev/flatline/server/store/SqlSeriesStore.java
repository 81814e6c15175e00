package dev.flatline.server.store;

import dev.flatline.formats.DecodeException;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.SeriesBytes;
import dev.flatline.server.recent.SeriesStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is needed to draw findings in an SQL database; it goes with them. What is damaged is told
/// of
/// in the log.
public final class SqlSeriesStore implements SeriesStore {
  private static final Logger LOG = LoggerFactory.getLogger(SqlSeriesStore.class);

  private static final String SAVE =
      """
      insert into evidence_series (finding_id, series)
      select id, :series from finding where id = :id
      on conflict (finding_id) do update set series = excluded.series
      """;

  private final Database database;

  /// Those of a database.
  public SqlSeriesStore(Database database) {
    this.database = database;
  }

  @Override
  public void save(String finding, FindingSeries series) {
    byte[] bytes = SeriesBytes.encode(series);
    database.write(
        "the series of finding " + finding,
        handle -> handle.createUpdate(SAVE).bind("id", finding).bind("series", bytes).execute());
  }

  @Override
  public FindingSeries find(String finding) {
    return database
        .read(
            "the series of a finding",
            handle ->
                handle
                    .createQuery("select series from evidence_series where finding_id = :id")
                    .bind("id", StorableText.of(finding))
                    .mapTo(byte[].class)
                    .findOne())
        .map(bytes -> decode(finding, bytes))
        .orElse(FindingSeries.NONE);
  }

  private static FindingSeries decode(String finding, byte[] bytes) {
    try {
      return SeriesBytes.decode(bytes);
    } catch (DecodeException e) {
      LOG.warn("the series of finding {}: {}", finding, e.getMessage());
      return FindingSeries.NONE;
    }
  }
}
