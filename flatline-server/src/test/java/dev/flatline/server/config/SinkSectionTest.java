package dev.flatline.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.yaml.YamlException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SinkSectionTest {
  @TempDir private Path folder;

  @Test
  void anAlertmanager_hasLabelsAndDefaults() throws IOException {
    assertThat(
            read("- {name: alerts, type: alertmanager, url: \"http://am:9093\", labels: {a: b}}"))
        .containsExactly(
            new SinkConfig(
                "alerts",
                SinkType.ALERTMANAGER,
                new SinkConfig.Place.Http(HttpTarget.of(URI.create("http://am:9093"))),
                Severity.MEDIUM,
                WorkloadPattern.named("*"),
                true,
                Map.of("a", "b"),
                Optional.empty()));
  }

  @Test
  void aWebhook_isSigned_andTellsOnlyOfSome() throws IOException {
    SinkConfig sink =
        read("""
                - name: hook
                  type: webhook
                  url: https://soar.example/hook
                  severity: high
                  workloads: {name: "shop/*"}
                  console: https://flatline.example/
                  secret: {file: hook.secret}
                  ca: ca.pem
                  cert: me.crt
                  key: me.key
                """)
            .getFirst();
    assertThat(sink.atLeast()).isEqualTo(Severity.HIGH);
    assertThat(sink.workloads()).isEqualTo(WorkloadPattern.named("shop/*"));
    assertThat(sink.console()).contains(URI.create("https://flatline.example/"));
    assertThat(sink.place())
        .isEqualTo(
            new SinkConfig.Place.Http(
                new HttpTarget(
                    new HttpTarget.Address.Open(URI.create("https://soar.example/hook")),
                    Optional.empty(),
                    Optional.of(new Secret.OfFile(folder.resolve("hook.secret"))),
                    tls())));
  }

  @Test
  void aChat_aSyslog_andAFile_areEachAPlace() throws IOException {
    List<SinkConfig> sinks =
        read(
            """
            - {name: chat, type: slack, url: {env: CHAT_URL}}
            - {name: collector, type: syslog, url: "tls://[::1]:6514", ca: ca.pem, cert: me.crt, key: me.key}
            - {name: plain, type: syslog, url: "tcp://collector:601"}
            - {name: lake, type: ocsf, file: lake.jsonl, severity: low}
            - {name: elastic, type: ecs, url: "https://es/i/_doc", authorization: {env: ES}}
            """);
    assertThat(sinks)
        .extracting(SinkConfig::place)
        .containsExactly(
            new SinkConfig.Place.Http(
                new HttpTarget(
                    new HttpTarget.Address.Hidden(new Secret.OfEnvironment("CHAT_URL")),
                    Optional.empty(),
                    Optional.empty(),
                    TlsSettings.PLATFORM)),
            new SinkConfig.Place.Syslog("::1", 6514, Optional.of(tls())),
            new SinkConfig.Place.Syslog("collector", 601, Optional.empty()),
            new SinkConfig.Place.Lines(folder.resolve("lake.jsonl")),
            new SinkConfig.Place.Http(
                new HttpTarget(
                    new HttpTarget.Address.Open(URI.create("https://es/i/_doc")),
                    Optional.of(new Secret.OfEnvironment("ES")),
                    Optional.empty(),
                    TlsSettings.PLATFORM)));
  }

  @Test
  void warnings_areToldWherePeopleAndAlertingRead_unlessTheFileSaysOtherwise() throws IOException {
    List<SinkConfig> sinks =
        read(
            """
            - {name: a, type: alertmanager, url: "http://am"}
            - {name: b, type: webhook, url: "https://x"}
            - {name: c, type: slack, url: {env: CHAT_URL}}
            - {name: d, type: syslog, url: "tcp://x:601"}
            - {name: e, type: ocsf, file: x}
            - {name: f, type: ecs, file: y}
            - {name: off, type: slack, url: {env: CHAT_URL}, warnings: false}
            - {name: team, type: slack, url: {env: CHAT_URL}, workloads: {name: "shop/*"}}
            - {name: both, type: slack, url: {env: CHAT_URL}, workloads: {name: "shop/*"}, warnings: true}
            """);
    assertThat(sinks.stream().filter(SinkConfig::warnings).map(SinkConfig::name))
        .containsExactly("a", "b", "c", "d", "both");
  }

  @Test
  void warnings_ofASinkThatTakesNone_areRefused() throws IOException {
    assertThat(
            refused(
                """
                - {name: a, type: ocsf, file: x, warnings: true}
                - {name: b, type: ecs, file: x, warnings: false}
                - {name: c, type: slack, url: {env: X}, warnings: perhaps}
                - {name: d, type: alertmanager, url: "http://x", labels: {warning: x}}
                """))
        .hasMessageContaining("sinks[0].warnings: found the key \"warnings\"; ocsf is told of")
        .hasMessageContaining("sinks[1].warnings: found the key \"warnings\"; ecs is told of")
        .hasMessageContaining("sinks[2].warnings: found \"perhaps\"")
        .hasMessageContaining("sinks[3].labels.warning");
  }

  @Test
  void everythingThatIsWrong_isToldAtOnceWithItsPlace() throws IOException {
    YamlException refused =
        refused(
            """
            - {name: A, type: webhok, url: "https://x"}
            - {name: a, type: slack, url: "https://hooks.slack.com/services/T0/B0/hunter2"}
            - {name: a, type: webhook, url: "https://bob:hunter3@x/"}
            - {name: b, type: ocsf, file: x, url: "http://x", ca: y}
            - {name: c, type: syslog, url: "udp://x:514", secret: {env: S}}
            - {name: d, type: alertmanager, url: "http://x", ca: y, labels: {finding: x}}
            - {name: e, type: ecs, url: "https://x", cert: y, severity: bad, labels: {a: b}}
            - {type: ecs, file: x, colour: red}
            """);
    assertThat(refused)
        .hasMessageContaining("sinks[0].name: found \"A\"; expected a name")
        .hasMessageContaining("did you mean webhook?")
        .hasMessageContaining("sinks[1].url: found a text; expected {file: PATH} or {env: NAME}")
        .hasMessageContaining("sinks[2].name: found \"a\"; another sink has this name")
        .hasMessageContaining("sinks[2].url: found a user or a password")
        .hasMessageContaining("sinks[3].url: found the key \"url\"; expected either file or url")
        .hasMessageContaining("sinks[3].ca: found the key \"ca\"; a file needs none")
        .hasMessageContaining("expected tcp://HOST:PORT or tls://HOST:PORT")
        .hasMessageContaining("only a webhook's messages are signed")
        .hasMessageContaining("sinks[5].ca: found the key \"ca\"; it goes with https")
        .hasMessageContaining("this label tells what the alert is of")
        .hasMessageContaining("no key \"key\"")
        .hasMessageContaining("low, medium, high")
        .hasMessageContaining("only an alertmanager's alerts have labels")
        .hasMessageContaining("no key \"name\"")
        .hasMessageContaining("colour")
        .hasMessageNotContaining("hunter");
  }

  private TlsSettings tls() {
    return new TlsSettings(
        Optional.of(folder.resolve("ca.pem")),
        Optional.of(
            new TlsSettings.ClientCertificate(folder.resolve("me.crt"), folder.resolve("me.key"))));
  }

  private List<SinkConfig> read(String sinks) throws IOException {
    return ConfigReader.read(written(sinks)).value().sinks();
  }

  private YamlException refused(String sinks) throws IOException {
    Path file = written(sinks);
    return catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file));
  }

  private Path written(String sinks) throws IOException {
    return Files.writeString(folder.resolve("flatline.yaml"), "sinks:\n" + sinks.indent(2));
  }
}
