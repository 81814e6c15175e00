package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.judge.Witness;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Trace;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Java Flight Recorder is told of slow judging and slow writing.
class SlowEventsTest {
  private static final String JUDGEMENT = "dev.flatline.SlowJudgement";
  private static final Trace TRACE = Traces.minerMovesIntoWebServer();
  private static final String WRITE = "dev.flatline.SlowStoreWrite";

  @TempDir private Path folder;

  @Test
  void eachPieceOfWork_isToldWithWhatItWas_andOnlySlowOnesUnlessAskedFor() throws IOException {
    List<RecordedEvent> events = recorded();
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals(JUDGEMENT))
        .filteredOn(event -> event.getString("source").equals("test"))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getInt("samples")).isEqualTo(TRACE.samples().size());
              assertThat(event.getInt("workloads")).isEqualTo(1);
            });
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals(JUDGEMENT))
        .filteredOn(event -> event.getString("source").equals("watermark"))
        .isNotEmpty()
        .allMatch(event -> event.getInstant("watermark").isBefore(Traces.END));
    assertThat(events)
        .filteredOn(event -> event.getEventType().getName().equals(WRITE))
        .extracting(event -> event.getString("what"))
        .contains("findings");
    assertThat(usualThreshold(JUDGEMENT)).isEqualTo("100 ms");
    assertThat(usualThreshold(WRITE)).isEqualTo("100 ms");
  }

  private static String usualThreshold(String name) {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .filter(type -> type.getName().equals(name))
        .flatMap(type -> type.getSettingDescriptors().stream())
        .filter(setting -> setting.getName().equals("threshold"))
        .findFirst()
        .orElseThrow()
        .getDefaultValue();
  }

  private List<RecordedEvent> recorded() throws IOException {
    Path file = folder.resolve("judgement.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(JUDGEMENT).withThreshold(Duration.ZERO);
      recording.enable(WRITE).withThreshold(Duration.ZERO);
      recording.start();
      judge();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  private void judge() {
    SampleQueue queue = new SampleQueue(20_000);
    try (DataFolder data = DataFolder.take(folder.resolve("data"));
        Database database = Database.embedded(data)) {
      Judgement judgement =
          Judgement.start(
              new Judgement.Settings(
                  EngineSettings.DEFAULT,
                  Policy.none(),
                  Clock.fixed(Traces.END, ZoneOffset.UTC),
                  Duration.ofDays(1),
                  Map.of(),
                  Integer.MAX_VALUE,
                  Witness.NOBODY),
              queue,
              new SqlFindingStore(database),
              new SnapshotFolder(data.path()));
      queue.offer(new Batch("test", TRACE.samples()));
      judgement.close();
    }
  }
}
