package dev.flatline.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.prometheus.client.Credentials;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.policy.WorkloadSelection;
import dev.flatline.formats.yaml.YamlException;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.poll.PolledServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
  @TempDir private Path folder;

  @Test
  void pathsAreRelativeToTheFilesOwnFolder() throws IOException {
    ServerConfig config =
        read(
            """
            listen: "[::1]:9000"
            data: kept
            policy: /etc/flatline/policy.yaml
            """);

    assertThat(config.listen()).contains(new ListenAddress("::1", 9000));
    assertThat(config.data()).contains(folder.resolve("kept"));
    assertThat(config.policy()).contains(Path.of("/etc/flatline/policy.yaml"));
  }

  @Test
  void aDatabaseIsOneLine() throws IOException {
    assertThat(read("store: jdbc:postgresql://db.example/flatline").store())
        .contains(
            new StoreConfig(
                "jdbc:postgresql://db.example/flatline", Optional.empty(), Optional.empty()));
  }

  @Test
  void aSecretIsNamedByWhereItLies() throws IOException {
    ServerConfig config =
        read(
            """
            store: {url: "jdbc:postgresql://db/flatline", user: me, password: {file: word}}
            """);

    assertThat(config.store())
        .contains(
            new StoreConfig(
                "jdbc:postgresql://db/flatline",
                Optional.of("me"),
                Optional.of(new Secret.OfFile(folder.resolve("word")))));
  }

  @Test
  void whatIsKeptForHowLong_isSaidInDaysOrWeeks() throws IOException {
    assertThat(read("retention: {findings: 26w}").retention())
        .isEqualTo(new RetentionConfig(Duration.ofDays(182), RetentionConfig.DEFAULT.audit()));
    assertThat(read("listen: 127.0.0.1:1").retention()).isEqualTo(RetentionConfig.DEFAULT);
    assertThat(catchThrowableOfType(YamlException.class, () -> read("retention: {audit: 1h}")))
        .hasMessageContaining("of a day at least");
  }

  @Test
  void theProviderOfLogins_saysWhoMayWhat_andSecretsLieElsewhere() throws IOException {
    ServerConfig config =
        read(
            """
            tenants:
              - {name: shop, workloads: [{labels: {namespace: "shop*"}}, {name: "old-shop-*"}]}
            oidc:
              name: Keycloak
              issuer: https://login.example/realms/ops
              client-id: flatline
              client-secret: {file: word}
              external-url: https://flatline.example
              scopes: [groups]
              session: 8h
              groups:
                - {group: admins, scopes: [admin]}
                - {group: shop, scopes: [read, operate], tenants: [shop]}
            """);

    OidcConfig oidc = config.oidc().orElseThrow();
    assertThat(oidc.callback())
        .isEqualTo(URI.create("https://flatline.example/login/oidc/callback"));
    assertThat(oidc.client().scopes()).containsExactly("openid", "groups");
    assertThat(oidc.client().secret()).contains(new Secret.OfFile(folder.resolve("word")));
    assertThat(oidc.longest()).isEqualTo(Duration.ofHours(8));
    assertThat(oidc.groups())
        .containsExactly(
            new OidcConfig.Group("admins", Grant.ofAll(Set.of(Scope.ADMIN))),
            new OidcConfig.Group(
                "shop", Grant.ofTenants(Set.of(Scope.READ, Scope.OPERATE), Set.of("shop"))));
    assertThat(config.tenants().byName())
        .containsExactly(
            Map.entry(
                "shop",
                new WorkloadSelection(
                    List.of(
                        WorkloadPattern.labelled("namespace", "shop*"),
                        WorkloadPattern.named("old-shop-*")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer: http://login.example     | expected https://HOST",
        "external-url: https://f.example/x | expected no path",
        "client-secret: secret            | secrets do not stand in this file",
        "session: 13h                     | expected 1m to 12h",
        "groups: [{group: a, scopes: [ingest]}] | expected read, operate or admin",
        "groups: [{group: a, scopes: [admin], tenants: [shop]}] | only read and operate",
        "groups: [{group: a, scopes: [read], tenants: [bank]}] | \"bank\" is not one of shop",
      })
  void theProviderOfLogins_isRefusedWithWhatIsWrong(String line, String told) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "issuer: https://login.example",
                "client-id: flatline",
                "external-url: https://f.example",
                "groups: []"));
    String key = line.substring(0, line.indexOf(':'));
    lines.removeIf(one -> one.startsWith(key + ":"));
    lines.add(line);
    String yaml =
        "tenants: [{name: shop, workloads: [{name: x}]}]\noidc:\n  "
            + String.join("\n  ", lines)
            + "\n";
    assertThat(catchThrowableOfType(YamlException.class, () -> read(yaml)))
        .hasMessageContaining(told);
  }

  @Test
  void ocspThatIsNotAnswered_isRefusedUnlessSaidOtherwise() throws IOException {
    String clients = "tls: {certificate: c, key: k, clients: {ca: a, names: [x], %s}}";
    assertThat(ocsp(clients.formatted("ocsp: false"))).isEqualTo(OcspUse.NEVER);
    assertThat(ocsp(clients.formatted("ocsp: true"))).isEqualTo(OcspUse.REQUIRED);
    assertThat(ocsp(clients.formatted("ocsp: true, ocsp-unanswered: pass")))
        .isEqualTo(OcspUse.WHERE_ANSWERED);
    assertThat(
            catchThrowableOfType(
                YamlException.class, () -> read(clients.formatted("ocsp-unanswered: pass"))))
        .hasMessageContaining("it goes with ocsp: true");
  }

  private OcspUse ocsp(String yaml) throws IOException {
    return read(yaml).tls().orElseThrow().clients().orElseThrow().ocsp();
  }

  @Test
  void serversToPoll_haveWhatAHuntHas() throws IOException {
    List<PolledServer> poll =
        read("""
                poll:
                  - {name: one, url: http://prometheus:9090}
                  - name: two
                    url: https://mimir.example/prometheus
                    every: 30s
                    profile: node
                    history: 14d
                    user: me
                    password: {file: word}
                    ca: ca.pem
                    cert: /etc/me.pem
                    key: /etc/me.key
                    headers: {X-Scope-OrgID: team-a, X-Api-Key: {file: api-key}, X-More: {env: MORE}}
                """)
            .poll();

    assertThat(poll)
        .containsExactly(
            new PolledServer(
                "one",
                PrometheusEndpoint.of("http://prometheus:9090"),
                "auto",
                Duration.ofMinutes(1),
                Duration.ofDays(30)),
            new PolledServer(
                "two",
                PrometheusEndpoint.of("https://mimir.example/prometheus")
                    .withCredentials(
                        new Credentials.BasicFrom("me", new Secret.OfFile(folder.resolve("word"))))
                    .withTls(
                        new TlsSettings(
                            Optional.of(folder.resolve("ca.pem")),
                            Optional.of(
                                new TlsSettings.ClientCertificate(
                                    Path.of("/etc/me.pem"), Path.of("/etc/me.key")))))
                    .withHeaders(Map.of("X-Scope-OrgID", "team-a"))
                    .withSecretHeaders(
                        Map.of(
                            "X-Api-Key", new Secret.OfFile(folder.resolve("api-key")),
                            "X-More", new Secret.OfEnvironment("MORE"))),
                "node",
                Duration.ofSeconds(30),
                Duration.ofDays(14)));
  }

  @Test
  void serversToPollThatCannotBe_areToldWithTheirPlace() throws IOException {
    Path file =
        written(
            """
            poll:
              - {name: one, url: "http://me:hunter2@prometheus:9090"}
              - {name: two, url: "prometheus:9090", every: 100ms}
              - {name: two words, url: http://a, history: 60d, profile: nod}
              - {name: four, url: http://a, bearer-token: {env: T}, user: me}
              - {name: four, url: http://a, cert: me.pem, headers: {authorization: x, X-Key: {text: x}}}
              - {name: six, url: http://a}
              - {name: six, url: http://b}
            """);

    YamlException refused =
        catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file));

    assertThat(refused)
        .hasMessageContaining(":2:22: poll[0].url: found a user in the URL;")
        .hasMessageContaining("poll[1].url: found")
        .hasMessageContaining("poll[1].every: found")
        .hasMessageContaining("poll[2].name: found")
        .hasMessageContaining("poll[2].history: found \"60d\"; expected at most 30d")
        .hasMessageContaining("poll[2].profile: found")
        .hasMessageContaining("expected either bearer-token or user")
        .hasMessageContaining("poll[4]: found no key \"key\"")
        .hasMessageContaining("expected bearer-token, or user and password, for it")
        .hasMessageContaining("poll[4].headers.X-Key: found neither file nor env")
        .hasMessageContaining("poll[6]: found the name six again")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void everythingThatIsWrong_isToldAtOnceWithItsPlace() throws IOException {
    Path file =
        written(
            """
        listen: 8642
        datta: kept
        store: {url: "jdbc:postgresql://db/flatline?password=x", password: hunter2}
        """);

    YamlException refused =
        catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file));

    assertThat(refused)
        .hasMessageContaining(":1:9: listen: found 8642; expected HOST:PORT")
        .hasMessageContaining(":2:1: datta: found the key \"datta\";")
        .hasMessageContaining(
            ":3:14: store.url: found a password; secrets do not stand in this file")
        .hasMessageContaining(":3:68: store.password: found a text; expected {file: PATH}")
        .hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("password=x");
  }

  @Test
  void proxies_areAddressesAndRanges() throws IOException {
    AccessConfig access =
        read("access: {plain: true, proxies: [10.1.0.0/16, \"fd00::7\"]}\n").access();
    assertThat(access.plain()).isTrue();
    AddressRange range = access.proxies().getFirst();
    assertThat(range.contains(InetAddress.getByName("10.1.255.3"))).isTrue();
    assertThat(range.contains(InetAddress.getByName("10.2.0.3"))).isFalse();
    assertThat(range.contains(InetAddress.getByName("::a01:3"))).isFalse();
    AddressRange one = access.proxies().getLast();
    assertThat(one.contains(InetAddress.getByName("fd00::7"))).isTrue();
    assertThat(one.contains(InetAddress.getByName("fd00::6"))).isFalse();
    AddressRange part = AddressRange.parse("10.0.0.0/9");
    assertThat(part.contains(InetAddress.getByName("10.127.0.1"))).isTrue();
    assertThat(part.contains(InetAddress.getByName("10.128.0.1"))).isFalse();
    assertThat(AddressRange.parse("0.0.0.0/0").contains(InetAddress.getByName("9.9.9.9"))).isTrue();
    assertThat(read("listen: 127.0.0.1:1\n").access().proxies()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "proxy.example", "fd00::/129"})
  void proxies_thatAreNoAddresses_areRefused(String range) throws IOException {
    Path wrong = written("access: {proxies: [\"" + range + "\"]}\n");
    assertThat(catchThrowableOfType(YamlException.class, () -> ConfigReader.read(wrong)))
        .hasMessageContaining("expected an address such as 10.0.0.7");
  }

  @Test
  void snapshots_areWrittenAsOftenAsTheFileSays() throws IOException {
    assertThat(read("listen: 127.0.0.1:1\n").snapshot()).isEqualTo(SnapshotConfig.DEFAULT);
    assertThat(read("snapshot: {every: 30s}\n").snapshot())
        .isEqualTo(new SnapshotConfig(Duration.ofSeconds(30)));
    for (String every : List.of("0s", "61m")) {
      Path wrong = written("snapshot: {every: " + every + "}\n");
      assertThat(catchThrowableOfType(YamlException.class, () -> ConfigReader.read(wrong)))
          .hasMessageContaining(
              "snapshot.every: found \"%s\"; expected a length of time from 1s to 1h", every);
    }
  }

  @Test
  void canary_isOnUnlessTheFileSaysOtherwise() throws IOException {
    assertThat(read("listen: 127.0.0.1:1\n").canary()).isEqualTo(CanaryConfig.DEFAULT);
    assertThat(read("canary: {enabled: false}\n").canary().enabled()).isFalse();
    assertThat(read("canary: {every: 10m}\n").canary())
        .isEqualTo(new CanaryConfig(true, Duration.ofMinutes(10)));
    Path wrong = written("canary: {every: 10s}\n");
    assertThat(catchThrowableOfType(YamlException.class, () -> ConfigReader.read(wrong)))
        .hasMessageContaining(
            "canary.every: found \"10s\"; expected a length of time from 1m to 1d");
  }

  @Test
  void aFileThatSaysNothing_isRefused() throws IOException {
    Path file = written("");

    assertThat(catchThrowableOfType(YamlException.class, () -> ConfigReader.read(file)))
        .hasMessageContaining("expected a configuration such as listen: 127.0.0.1:8642");
  }

  private ServerConfig read(String yaml) throws IOException {
    return ConfigReader.read(written(yaml)).value();
  }

  private Path written(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flatline.yaml"), yaml);
  }
}
