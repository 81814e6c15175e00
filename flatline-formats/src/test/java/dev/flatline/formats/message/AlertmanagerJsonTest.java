package dev.flatline.formats.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlertmanagerJsonTest {
  private static final Instant NOW = Findings.MOVED_IN_AT.plus(Duration.ofHours(4));

  private final AlertmanagerJson encoder =
      new AlertmanagerJson(InstantSource.fixed(NOW), Map.of("team", "security"));

  @Test
  void encode_open_hasLabelsThatNeverChangeAndLapses() {
    JsonNode alert = alert(Messages.opened());
    assertThat(alert.get("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"FlatlineFinding\",\"finding\":\"7f3a9c1e20b44d15\","
                + "\"namespace\":\"shop\",\"team\":\"security\","
                + "\"workload\":\"shop/Deployment/web\"}");
    assertThat(alert.get("startsAt").asString()).isEqualTo(Findings.MOVED_IN_AT.toString());
    assertThat(alert.get("endsAt").asString())
        .isEqualTo(NOW.plus(AlertmanagerJson.LAPSES_AFTER).toString());
    assertThat(alert.get("generatorURL").asString())
        .isEqualTo("https://flatline.example/see/findings/7f3a9c1e20b44d15");
  }

  @Test
  void encode_changedAndClosed_isTheSameAlert() {
    JsonNode opened = alert(Messages.of(MessageKind.OPENED, Findings.batchJob()));
    Finding later = Findings.batchJob().lasting(NOW, Finding.Status.CLOSED);
    JsonNode closed = alert(Messages.of(MessageKind.CLOSED, later));
    assertThat(closed.get("labels")).isEqualTo(opened.get("labels"));
    assertThat(closed.get("endsAt").asString()).isEqualTo(NOW.toString());
  }

  @Test
  void encode_ofAClockThatIsAhead_doesNotEndBeforeItBegins() {
    AlertmanagerJson early =
        new AlertmanagerJson(InstantSource.fixed(Findings.MOVED_IN_AT.minusSeconds(60)), Map.of());
    JsonNode alert = JsonMapper.shared().readTree(early.encode(Messages.closed())).get(0);
    assertThat(alert.get("startsAt")).isEqualTo(alert.get("endsAt"));
  }

  @Test
  void encode_aTest_hasANameOfItsOwn() {
    assertThat(alert(Messages.test()).at("/labels/alertname").asString()).isEqualTo("FlatlineTest");
  }

  @Test
  void encode_several_isOneRequest() {
    assertThat(
            JsonMapper.shared()
                .readTree(encoder.encode(List.of(Messages.opened(), Messages.test()))))
        .hasSize(2);
  }

  private JsonNode alert(Message message) {
    return JsonMapper.shared().readTree(encoder.encode(message)).get(0);
  }
}
