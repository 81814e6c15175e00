package dev.flatline.formats.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.testkit.Findings;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Webhook, Slack, CEF, syslog and ECS.
class MessageFormsTest {
  private static final Sender SENDER = new Sender("1.0|b\\", "node 7");

  private final WarningEncoder cef = new CefText(SENDER);
  private final MessageEncoder syslog = new SyslogText(SENDER, cef);

  @Test
  void webhook_isTheFindingInAnEnvelope() {
    JsonNode body = read(new WebhookJson().encode(Messages.opened()));
    assertThat(body.get("type").asString()).isEqualTo("finding.opened");
    assertThat(body.get("id").asString()).isEqualTo("siem-7f3a9c1e20b44d15-1");
    assertThat(body.get("data")).isEqualTo(read(FindingJson.encode(Findings.movedIn())));
    assertThat(read(new WebhookJson().encode(Messages.test())).get("type").asString())
        .isEqualTo("finding.test");
  }

  @Test
  void slack_namesCannotMentionAnybody() {
    String text = new SlackJson().encode(Messages.named("<!channel> & <https://x|y>"));
    assertThat(text).doesNotContain("<!channel>").contains("&lt;!channel&gt; &amp; ");
    assertThat(read(text).get("text").asString()).startsWith("&lt;!channel&gt;");
  }

  @Test
  void slack_namesCannotMentionAnybodyOrHideALink_whereMarkdownIsRead() {
    String text = new SlackJson().encode(Messages.named("@all (@here) x-@channel [ok](//evil)"));
    assertThat(read(text).get("text").asString())
        .startsWith("@\u200Ball (@\u200Bhere) x-@\u200Bchannel [ok]\u200B(//evil) behaves");
    assertThat(text).doesNotContain("@all", "@here", "@channel", "](");
  }

  @Test
  void slack_namesWithAnAtInsideAWord_canBeCopied() {
    String text = new SlackJson().encode(Messages.named("getty@tty1.service"));
    assertThat(text).contains("*Workload* getty@tty1.service");
    assertThat(read(text).get("text").asString()).startsWith("getty@tty1.service behaves");
  }

  @Test
  void slack_theLinkToThePage_isWhole() {
    Message message =
        new Message(
            "chat-1",
            MessageKind.OPENED,
            Messages.AT,
            Findings.movedIn(),
            Optional.of(URI.create("https://flatline.example/@see")));
    assertThat(new SlackJson().encode(message))
        .contains("<https://flatline.example/@see/findings/7f3a9c1e20b44d15|The finding>");
  }

  @Test
  void slack_longTexts_stayWithinItsLimits() {
    for (String name :
        List.of("&".repeat(9_000), "@".repeat(9_000), "😀".repeat(5_000), "x".repeat(9_000))) {
      JsonNode message = read(new SlackJson().encode(longWinded(name)));
      assertThat(message.get("text").asString().length()).isLessThanOrEqualTo(4_000);
      assertThat(message.get("blocks").size()).isBetween(4, 50);
      for (JsonNode block : message.get("blocks")) {
        int most = block.get("type").asString().equals("header") ? 150 : 3_000;
        assertThat(block.at("/text/text").asString().length()).isBetween(1, most);
      }
    }
  }

  @Test
  void slack_aTest_saysSoFirst() {
    assertThat(read(new SlackJson().encode(Messages.test())).get("text").asString())
        .startsWith("TEST, nothing was found");
  }

  @Test
  void cef_headerAndExtension_areEscaped() {
    String line = cef.encode(Messages.named("a|b=c\\d"));
    assertThat(line)
        .startsWith("CEF:0|Flatline|Flatline|1.0\\|b\\\\|T1496.001|a\\|b=c\\\\d behaves like")
        .contains("|6|externalId=c0ffee00c0ffee00 ")
        .contains(" cs1=a|b\\=c\\\\d ")
        .doesNotContain("\n");
  }

  @Test
  void cef_severalSteps_areOneLine() {
    assertThat(cef.encode(Messages.opened()))
        .contains("with the one that was deployed.\\nIf it is");
  }

  @Test
  void syslog_isWhatRfc5424Asks() {
    Pattern form =
        Pattern.compile(
            "<(\\d{1,3})>1 (\\S+) (\\S{1,255}) flatline - (\\w{1,32}) (\\[.*]) \uFEFFCEF:0.*");
    Matcher opened = form.matcher(syslog.encode(Messages.opened()));
    assertThat(opened.matches()).isTrue();
    assertThat(opened.group(1)).isEqualTo(Integer.toString(13 * 8 + 1));
    assertThat(opened.group(3)).isEqualTo("node7");
    assertThat(opened.group(4)).isEqualTo("opened");
    assertThat(opened.group(5)).contains("delivery=\"siem-7f3a9c1e20b44d15-1\"");
    assertThat(syslog.encode(Messages.closed())).startsWith("<110>1 ");
    assertThat(syslog.encode(Messages.test())).startsWith("<110>1 ").contains(" test [");
  }

  @Test
  void syslog_parametersAreEscaped() {
    assertThat(syslog.encode(Messages.named("a\"b]c\\d"))).contains("workload=\"a\\\"b\\]c\\\\d\"");
  }

  @Test
  void ecs_saysWhatWhereAndByWhichTechnique() {
    JsonNode alert = read(new EcsJson(SENDER).encode(Messages.opened()));
    assertThat(alert.at("/event/kind").asString()).isEqualTo("alert");
    assertThat(alert.at("/event/category/0").asString()).isEqualTo("intrusion_detection");
    assertThat(alert.at("/event/severity").asInt()).isEqualTo(73);
    assertThat(alert.at("/ecs/version").asString()).isEqualTo("8.17.0");
    assertThat(alert.at("/threat/technique/id/0").asString()).isEqualTo("T1496");
    assertThat(alert.at("/threat/technique/subtechnique/id/0").asString()).isEqualTo("T1496.001");
    assertThat(alert.at("/host/name").asString()).isEqualTo("node-7");
    assertThat(alert.at("/orchestrator/namespace").asString()).isEqualTo("shop");
    assertThat(alert.at("/labels/workload").asString()).isEqualTo("shop/Deployment/web");
  }

  @Test
  void ecs_aTest_isNoAlert() {
    JsonNode event = read(new EcsJson(SENDER).encode(Messages.test()));
    assertThat(event.at("/event/kind").asString()).isEqualTo("event");
    assertThat(event.at("/tags/1").asString()).isEqualTo("test");
  }

  private static Message longWinded(String text) {
    Finding whole = Findings.movedIn();
    return Messages.of(
        MessageKind.OPENED,
        new Finding(
            whole.id(),
            new Workload(text, Map.of()),
            whole.severity(),
            whole.confidence(),
            whole.firstObserved(),
            whole.detectedAt(),
            whole.lastObserved(),
            whole.status(),
            whole.technique(),
            text,
            whole.evidence(),
            whole.context(),
            whole.unknowns(),
            Collections.nCopies(50, text)));
  }

  private static JsonNode read(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
