package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SinkCommandTest {
  @TempDir private Path folder;

  @Test
  void list_saysWhoIsToldAndWhere_withoutSecrets() throws IOException {
    Path config =
        config(
            """
            sinks:
              - {name: lake, type: ocsf, file: lake.jsonl, severity: low}
              - {name: chat, type: slack, url: {file: chat.url}}
              - {name: collector, type: syslog, url: "tls://siem.example:6514"}
            """);
    Files.writeString(folder.resolve("chat.url"), "https://hooks.slack.com/services/hunter2");
    CommandRun run = CommandRun.of("sink", "list", "--config", config.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("lake +ocsf +low +.*/lake.jsonl"))
        .anyMatch(line -> line.matches("chat +slack +medium +the URL in the file .*/chat.url"))
        .anyMatch(line -> line.matches("collector +syslog +medium +tls://siem.example:6514"));
    assertThat(run.out()).doesNotContain("hunter2");
  }

  @Test
  void test_sendsAMarkedSample_andSaysWhatWasAnswered() throws IOException {
    Path config = config("sinks: [{name: lake, type: ocsf, file: lake.jsonl}]");
    CommandRun run = CommandRun.of("sink", "test", "lake", "--config", config.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("lake took it: ").contains("bytes appended");
    JsonNode line = JsonMapper.shared().readTree(Files.readString(folder.resolve("lake.jsonl")));
    assertThat(line.get("activity_name").asString()).isEqualTo("Test");
  }

  @Test
  void test_whereNobodyTakesIt_endsWith3AndSaysWhy() throws IOException {
    Path config = config("sinks: [{name: hook, type: webhook, url: \"http://127.0.0.1:1/\"}]");
    CommandRun run = CommandRun.of("sink", "test", "hook", "--config", config.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .contains("sink hook at http://127.0.0.1:1/ did not take it: nothing listens there");
  }

  @Test
  void test_ofAnotherName_endsWith2AndNamesThem() throws IOException {
    Path config = config("sinks: [{name: lake, type: ocsf, file: lake.jsonl}]");
    CommandRun run = CommandRun.of("sink", "test", "lak", "--config", config.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("names no sink lak", "did you mean lake?");
    CommandRun none =
        CommandRun.of("sink", "test", "lak", "--config", config("sinks: []").toString());
    assertThat(none.err()).contains("names no sinks");
  }

  @Test
  void withoutAVerb_saysWhichThereAre() {
    CommandRun run = CommandRun.of("sink");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("list or test");
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flatline.yaml"), yaml);
  }
}
