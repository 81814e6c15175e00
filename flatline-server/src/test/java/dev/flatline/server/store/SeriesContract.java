package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.SeriesPoint;
import dev.flatline.formats.report.Spread;
import dev.flatline.server.config.RetentionConfig;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What is kept to draw findings, in whichever database.
interface SeriesContract {
  Database database();

  @Test
  default void series_isKept_andTheNewestTakesThePlaceOfTheOneBefore() {
    String id = kept(Findings.movedIn()).id();
    SqlSeriesStore store = new SqlSeriesStore(database());
    assertThat(store.find(id)).isEqualTo(FindingSeries.NONE);
    store.save(id, series(1, 0.5));
    store.save(id, series(600, 0.25));
    assertThat(store.find(id)).isEqualTo(series(600, 0.25));
  }

  @Test
  default void series_ofAFindingThatIsGone_isNotKept() {
    SqlSeriesStore store = new SqlSeriesStore(database());
    store.save("gone", series(1, 0.5));
    assertThat(store.find("gone")).isEqualTo(FindingSeries.NONE);
    assertThat(store.find("go\0ne")).isEqualTo(FindingSeries.NONE);
  }

  @Test
  default void series_outlivesNewerStatesOfItsFinding_andGoesWithIt() {
    Finding over = kept(Findings.batchJob());
    SqlSeriesStore store = new SqlSeriesStore(database());
    store.save(over.id(), series(3, 0.5));
    kept(over);
    assertThat(store.find(over.id())).isEqualTo(series(3, 0.5));
    RetentionConfig lasting = new RetentionConfig(Duration.ofDays(1), Duration.ofDays(1));
    new Retention(database(), lasting).apply(over.lastObserved().plus(Duration.ofDays(2)));
    assertThat(store.find(over.id())).isEqualTo(FindingSeries.NONE);
    kept(over);
    assertThat(store.find(over.id())).isEqualTo(FindingSeries.NONE);
  }

  @Test
  default void series_whoseBytesAreDamaged_isNone() {
    String id = kept(Findings.movedIn()).id();
    SqlSeriesStore store = new SqlSeriesStore(database());
    store.save(id, series(3, 0.5));
    database()
        .write(
            "damage",
            handle -> handle.execute("update evidence_series set series = ?", new byte[] {1, 2}));
    assertThat(store.find(id)).isEqualTo(FindingSeries.NONE);
    store.save(id, series(4, 0.5));
    assertThat(store.find(id)).isEqualTo(series(4, 0.5));
  }

  private Finding kept(Finding finding) {
    new SqlFindingStore(database()).save(List.of(finding));
    return finding;
  }

  private static FindingSeries series(int points, double cpu) {
    return new FindingSeries(
        IntStream.range(0, points)
            .mapToObj(
                i ->
                    new SeriesPoint(
                        60_000L * i, Spread.of(cpu), Spread.UNMEASURED, Spread.of(1024)))
            .toList());
  }
}
