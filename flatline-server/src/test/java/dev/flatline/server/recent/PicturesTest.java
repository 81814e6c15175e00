package dev.flatline.server.recent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.SeriesPoint;
import dev.flatline.testkit.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {
  private static final Finding FINDING = Findings.movedIn();
  private static final Instant END = FINDING.lastObserved();

  @TempDir private Path folder;

  private final MemorySeries series = new MemorySeries();
  private final Pictures pictures = new Pictures(new TheseFindings(List.of()), series);

  @Test
  void draw_showsSixHoursBefore_theBehaviour_andWhatCameAfterIt() throws Exception {
    Recorder recorder = recorded(Duration.ofDays(2), Duration.ofDays(1));
    assertThat(drawn(recorder, FINDING)).isTrue();
    List<SeriesPoint> points = series.find(FINDING.id()).points();
    assertThat(points).hasSizeBetween(300, FindingSeries.MOST_POINTS);
    assertThat(at(points.getFirst()))
        .isBetween(
            FINDING.firstObserved().minus(Duration.ofHours(6)),
            FINDING.firstObserved().minus(Duration.ofMinutes(355)));
    assertThat(at(points.getLast()))
        .isBetween(END.plus(Duration.ofMinutes(175)), END.plus(Duration.ofHours(3)));
  }

  @Test
  void draw_again_afterTheFileWasLost_losesNothing() throws Exception {
    drawn(recorded(Duration.ofDays(2), Duration.ZERO), FINDING);
    FindingSeries before = series.find(FINDING.id());
    Files.delete(folder.resolve("recent.db"));
    Finding later = FINDING.lasting(END.plus(Duration.ofHours(1)), Finding.Status.CLOSED);
    drawn(recorded(Duration.ZERO, Duration.ofHours(1)), later);
    List<SeriesPoint> after = series.find(FINDING.id()).points();
    assertThat(after.getFirst().atMillis())
        .isBetween(
            before.points().getFirst().atMillis(), before.points().getFirst().atMillis() + 120_000);
    assertThat(at(after.getLast())).isAfter(END.plus(Duration.ofMinutes(55)));
    assertThat(after).extracting(point -> point.cpu().mean()).containsOnly(0.5);
  }

  @Test
  void draw_whereNothingIsKept_keepsNothing() {
    drawn(recorder(), FINDING);
    assertThat(series.kept).isEmpty();
  }

  @Test
  void draw_whileTheStoreTakesNothing_isDoneLater() throws Exception {
    Recorder recorder = recorded(Duration.ofHours(1), Duration.ZERO);
    series.failing = true;
    assertThat(drawn(recorder, FINDING)).isFalse();
    assertThat(pictures.isWaiting()).isTrue();
    series.failing = false;
    assertThat(pictures.draw(recorder)).isTrue();
    assertThat(pictures.isWaiting()).isFalse();
    assertThat(pictures.drawn()).isEqualTo(1);
    assertThat(series.find(FINDING.id()).isEmpty()).isFalse();
  }

  @Test
  void changeObserved_takesWhatEndedLately_andNothingOverWhatIsNewer() throws Exception {
    Finding ended = FINDING.lasting(END, Finding.Status.CLOSED);
    Pictures after = new Pictures(new TheseFindings(List.of(FINDING)), series);
    after.changeObserved(END.plusSeconds(1));
    assertThat(after.isWaiting()).isFalse();
    Finding newer = ended.lasting(END.plus(Duration.ofHours(1)), Finding.Status.CLOSED);
    after.change(List.of(newer));
    after.changeObserved(END);
    after.draw(recorded(Duration.ofHours(1), Duration.ofHours(8)));
    List<SeriesPoint> points = series.find(FINDING.id()).points();
    assertThat(at(points.getLast())).isAfter(END.plus(Duration.ofMinutes(210)));
  }

  private boolean drawn(Recorder recorder, Finding finding) {
    pictures.change(List.of(finding));
    return pictures.draw(recorder);
  }

  /// A workload with a sample a minute from so long before the end of the finding until after it.
  private Recorder recorded(Duration before, Duration after) {
    Recorder recorder = recorder();
    Instant end = END.plus(after);
    for (Instant at = END.minus(before); !at.isAfter(end); at = at.plusSeconds(60)) {
      recorder.add(Samples.cpu(FINDING.workload().name(), at.toEpochMilli(), 0.5));
    }
    recorder.write(end.toEpochMilli());
    return recorder;
  }

  private Recorder recorder() {
    RecentFile file = new RecentFile(folder.resolve("recent.db"), Recent.MOST_BYTES);
    return new Recorder(file, END.toEpochMilli());
  }

  private static Instant at(SeriesPoint point) {
    return Instant.ofEpochMilli(point.atMillis());
  }

  /// Keeps series in memory, or fails.
  private static final class MemorySeries implements SeriesStore {
    private final Map<String, FindingSeries> kept = new HashMap<>();
    private boolean failing;

    @Override
    public void save(String finding, FindingSeries newest) {
      if (failing) {
        throw new IllegalStateException("the disk is full");
      }
      kept.put(finding, newest);
    }

    @Override
    public FindingSeries find(String finding) {
      return kept.getOrDefault(finding, FindingSeries.NONE);
    }
  }
}
