package dev.flatline.formats.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Warnings of the server itself, as each receiver reads them.
class WarningFormsTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T19:21:00Z");
  private static final Instant AT = SINCE.plusSeconds(90);
  private static final Instant NOW = SINCE.plusSeconds(100);
  private static final String BLIND = "The detector is blind: a miner was lost.";
  private static final Sender SENDER = new Sender("1.0", "node-7");

  private final AlertmanagerJson alertmanager =
      new AlertmanagerJson(InstantSource.fixed(NOW), Map.of("team", "security"));
  private final CefText cef = new CefText(SENDER);
  private final SyslogText syslog = new SyslogText(SENDER, cef);

  static Stream<WarningEncoder> encoders() {
    CefText cef = new CefText(SENDER);
    return Stream.of(
        new AlertmanagerJson(InstantSource.fixed(NOW), Map.of()),
        new WebhookJson(),
        new SlackJson(),
        cef,
        new SyslogText(SENDER, cef));
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyForm_saysWhatIsWrongWithWhichServer_andOfNoMiner(WarningEncoder encoder) {
    for (WarningKind kind : WarningKind.values()) {
      assertThat(encoder.encode(message(kind)))
          .contains("canary", "node-7", BLIND)
          .doesNotContain("behaves like", "T1496", "\n");
    }
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyForm_hidesSecretsAndShowsTheInvisible(WarningEncoder encoder) {
    String text = encoder.encode(saying("password=hunter2 \u202Egnp"));
    assertThat(text).doesNotContain("hunter2", "\u202E", "\\u202E").contains("U+202E");
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyForm_ofAServerWithoutAName_isWhole(WarningEncoder encoder) {
    ServerWarning nameless = new ServerWarning("", "canary", Severity.HIGH, BLIND, SINCE);
    assertThat(encoder.encode(message(WarningKind.OPENED, nameless)))
        .contains(BLIND)
        .doesNotContain("server on ", "dvchost", "\"server\"");
  }

  @Test
  void alertmanager_isOneAlertWhateverBecomesOfIt() {
    JsonNode opened = alert(message(WarningKind.OPENED));
    assertThat(opened.get("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"FlatlineWarning\",\"server\":\"node-7\",\"team\":\"security\","
                + "\"warning\":\"canary\"}");
    assertThat(opened.at("/annotations/severity").asString()).isEqualTo("high");
    assertThat(opened.get("startsAt").asString()).isEqualTo(SINCE.toString());
    assertThat(opened.get("endsAt").asString())
        .isEqualTo(NOW.plus(AlertmanagerJson.LAPSES_AFTER).toString());
    assertThat(opened.get("generatorURL").asString())
        .isEqualTo("https://flatline.example/see/health");
    JsonNode closed = alert(message(WarningKind.CLOSED));
    assertThat(closed.get("labels")).isEqualTo(opened.get("labels"));
    assertThat(closed.get("endsAt").asString()).isEqualTo(NOW.toString());
  }

  @Test
  void alertmanager_aServerThatTheConfigurationNames_keepsThatName() {
    AlertmanagerJson named =
        new AlertmanagerJson(InstantSource.fixed(NOW), Map.of("server", "second"));
    assertThat(read(named.encode(message(WarningKind.OPENED))).at("/0/labels/server").asString())
        .isEqualTo("second");
  }

  @ParameterizedTest
  @EnumSource(WarningKind.class)
  void webhook_isTheWarningInAnEnvelope(WarningKind kind) {
    JsonNode body = read(new WebhookJson().encode(message(kind)));
    assertThat(body.get("type").asString()).isEqualTo("warning." + kind.label());
    assertThat(body.get("id").asString()).isEqualTo("siem-warning-canary-1-1");
    assertThat(body.get("timestamp").asString()).isEqualTo(AT.toString());
    assertThat(body.get("page").asString()).isEqualTo("https://flatline.example/see/health");
    assertThat(body.get("data"))
        .isEqualTo(
            read(
                "{\"id\":\"canary\",\"severity\":\"high\",\"text\":\""
                    + BLIND
                    + "\",\"since\":\"2026-11-21T19:21:00Z\",\"server\":\"node-7\"}"));
  }

  @Test
  void slack_saysWhatBecameOfIt() {
    assertThat(text(message(WarningKind.OPENED)))
        .isEqualTo("Warning canary from the Flatline server on node-7. " + BLIND);
    assertThat(text(message(WarningKind.CHANGED)))
        .startsWith("Warning canary from the Flatline server on node-7: now high. ");
    assertThat(text(message(WarningKind.CLOSED)))
        .isEqualTo(
            "Warning canary from the Flatline server on node-7: over. Well again. It was: "
                + BLIND);
  }

  @Test
  void slack_mentionsNobodyAndHidesNoLink() {
    String json = new SlackJson().encode(saying("<!channel> @all [ok](//evil)"));
    assertThat(json).doesNotContain("<!channel>", "@all", "](").contains("&lt;!channel&gt;");
    assertThat(json).contains("<https://flatline.example/see/health|The server's health>");
  }

  @Test
  void slack_aLongText_staysWithinItsLimits() {
    for (String text : List.of("&".repeat(9_000), "x".repeat(9_000))) {
      JsonNode message = read(new SlackJson().encode(saying(text)));
      assertThat(message.get("text").asString().length()).isLessThanOrEqualTo(4_000);
      for (JsonNode block : message.get("blocks")) {
        int most = block.get("type").asString().equals("header") ? 150 : 3_000;
        assertThat(block.at("/text/text").asString().length()).isBetween(1, most);
      }
    }
  }

  @Test
  void cef_hasASignatureAndACategoryOfItsOwn() {
    assertThat(cef.encode(message(WarningKind.OPENED)))
        .startsWith(
            "CEF:0|Flatline|Flatline|1.0|warning.canary|"
                + "Warning canary from the Flatline server on node-7|8|externalId=canary rt=")
        .contains(
            " cat=health outcome=opened dvchost=node-7 msg=",
            " cs6Label=delivery cs6=siem-warning-canary-1-1 ",
            " request=https://flatline.example/see/health");
  }

  @Test
  void cef_isEscaped() {
    assertThat(cef.encode(saying("a=b\\c"))).contains("msg=a\\=b\\\\c cs6Label");
  }

  @Test
  void syslog_isAnAlertOfWhatIsWrong_notOfWhatIsOver() {
    assertThat(syslog.encode(message(WarningKind.OPENED)))
        .startsWith("<105>1 2026-11-21T19:22:30Z node-7 flatline - opened [flatline@32473 ")
        .contains(" warning=\"canary\" severity=\"high\"] \uFEFFCEF:0|");
    assertThat(syslog.encode(message(WarningKind.CLOSED))).startsWith("<110>1 ");
  }

  private JsonNode alert(WarningMessage message) {
    return read(alertmanager.encode(message)).get(0);
  }

  private static String text(WarningMessage message) {
    return read(new SlackJson().encode(message)).get("text").asString();
  }

  private static WarningMessage saying(String text) {
    return message(
        WarningKind.OPENED, new ServerWarning("node-7", "canary", Severity.HIGH, text, SINCE));
  }

  private static WarningMessage message(WarningKind kind) {
    return message(kind, new ServerWarning("node-7", "canary", Severity.HIGH, BLIND, SINCE));
  }

  private static WarningMessage message(WarningKind kind, ServerWarning warning) {
    return new WarningMessage(
        "siem-warning-canary-1-1", kind, AT, warning, Optional.of(Messages.CONSOLE));
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
