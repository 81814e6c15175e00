package dev.flatline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Glob;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.OcspUse;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.server.config.StoreConfig;
import dev.flatline.server.config.TlsConfig;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.DatabaseServer;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each check on something good and on something broken.
class DoctorTest {
  private static final long GIB = 1L << 30;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"25, 1, OK", "21, 1, WARNING", "25, 0, WARNING"})
  void java_isWarnedOf_whereItIsOldOrHasLittleMemory(int feature, long gibibytes, Outcome outcome) {
    assertOutcome(new JavaCheck(feature, gibibytes * GIB, "some Java"), outcome, "some Java");
    assertThat(JavaCheck.ofThisProcess().found()).contains(System.getProperty("java.home"));
  }

  @Test
  void configuration_good_brokenAndMissing() throws IOException {
    Path good = written("good.yaml", "listen: 127.0.0.1:1\n");
    assertOutcome(configuration(good), Outcome.OK, "good.yaml can be read");
    Path broken = written("broken.yaml", "listen: nowhere\ndatta: x\n");
    assertThat(configuration(broken).look())
        .extracting(CheckResult::outcome)
        .containsExactly(Outcome.PROBLEM, Outcome.PROBLEM);
    Path policy = written("policed.yaml", "policy: gone.yaml\n");
    assertOutcome(configuration(policy), Outcome.PROBLEM, "gone.yaml cannot be read");
    assertOutcome(
        new ConfigurationCheck(Configuration.read(Optional.empty())), Outcome.SKIPPED, "--config");
  }

  @Test
  void folder_missing_isMade_unlessThatCannotBe() throws IOException {
    assertOutcome(new DataFolderCheck(folder.resolve("new/one")), Outcome.OK, "makes it");
    Path file = written("file", "");
    assertOutcome(new DataFolderCheck(file), Outcome.PROBLEM, "cannot be written");
  }

  @Test
  void folder_whole_isToldWithWhatIsInIt_alsoWhileItIsUsed() {
    Path data = folder.resolve("data");
    try (DataFolder taken = DataFolder.take(data);
        Database database = Database.embedded(taken)) {
      new SqlFindingStore(database).save(List.of(Findings.movedIn()));
      assertThat(new DataFolderCheck(data).look())
          .allMatch(result -> result.outcome() == Outcome.OK)
          .extracting(CheckResult::found)
          .anyMatch(found -> found.contains("is in use"))
          .anyMatch(found -> found.contains("1 findings"));
    }
    assertThat(new DataFolderCheck(data).look())
        .extracting(CheckResult::found)
        .anyMatch(found -> found.contains("is free"));
  }

  @Test
  void folder_damaged_isAProblem() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("findings.db"), "no database");
    assertThat(new DataFolderCheck(data).look())
        .filteredOn(result -> result.outcome() == Outcome.PROBLEM)
        .singleElement()
        .extracting(CheckResult::advice)
        .asString()
        .contains("flatline store restore");
  }

  @Test
  void store_thatCanBeUsed_andThoseThatCannot() {
    StoreCheck none = new StoreCheck(Optional.empty());
    assertOutcome(none, Outcome.SKIPPED, "in the data folder");
    String nobody = "jdbc:postgresql://127.0.0.1:" + RunningProgram.freePort() + "/flatline";
    StoreConfig config = new StoreConfig(nobody, Optional.of("flatline"), Optional.empty());
    assertOutcome(new StoreCheck(Optional.of(config)), Outcome.PROBLEM, nobody);
    assertThat(none.told(new DatabaseServer.Check("db", 0, List.of())))
        .containsExactly(CheckResult.ok("store", "db can be used; the server makes its tables"));
    assertThat(none.told(new DatabaseServer.Check("db", 10, List.of("it is gone"))))
        .extracting(CheckResult::outcome, CheckResult::found)
        .containsExactly(tuple(Outcome.PROBLEM, "db: it is gone"));
  }

  @Test
  void certificate_good_andBrokenInEachWay() throws IOException {
    CertificateAuthority root = CertificateAuthority.root(folder, "root");
    Issued good = root.issue("good", Use.SERVER, Duration.ofDays(300), "localhost");
    Issued chained = root.below("middle").issue("chained", Use.SERVER, "localhost");
    Issued other = root.issue("other", Use.SERVER, "localhost");
    Issued soon = root.issue("soon", Use.SERVER, Duration.ofDays(5), "localhost");
    Issued over = root.issue("over", Use.SERVER, Duration.ofDays(-1), "localhost");
    assertThat(certificate(good.certificate(), good.key()).look())
        .allMatch(result -> result.outcome() == Outcome.OK);
    assertOutcome(
        certificate(chained.certificate(), chained.key()), Outcome.OK, "with 1 of its chain");
    assertOutcome(certificate(good.certificate(), other.key()), Outcome.PROBLEM, "is not the key");
    assertOutcome(certificate(soon.certificate(), soon.key()), Outcome.WARNING, "holds until");
    assertOutcome(certificate(over.certificate(), over.key()), Outcome.PROBLEM, "ended at");
    Path mixed =
        written(
            "mixed.pem",
            Files.readString(good.certificate()) + Files.readString(over.certificate()));
    assertOutcome(certificate(mixed, good.key()), Outcome.PROBLEM, "is not signed by");
    assertOutcome(certificate(folder.resolve("no.pem"), good.key()), Outcome.PROBLEM, "no.pem");
    assertOutcome(new CertificateCheck(Optional.empty()), Outcome.SKIPPED, "tls");
  }

  @Test
  void certificate_isWarnedOf_whenTheServerWarns_andSoIsThatOfClients() {
    CertificateAuthority root = CertificateAuthority.root(folder, "root");
    Issued own = root.issue("own", Use.SERVER, "localhost");
    ClientsConfig clients =
        new ClientsConfig(
            folder.resolve("root.pem"), List.of(Glob.of("*")), Optional.empty(), OcspUse.NEVER);
    TlsConfig tls = new TlsConfig(own.certificate(), own.key(), Optional.of(clients));
    // Of its sixty days half are left: what lives shorter than 90 is renewed in its last third.
    assertThat(new CertificateCheck(Optional.of(tls)).look())
        .allMatch(result -> result.outcome() == Outcome.OK)
        .extracting(CheckResult::found)
        .anyMatch(found -> found.startsWith("The server's certificate (CN=own) holds until"))
        .anyMatch(found -> found.startsWith("An authority of clients (CN=root) holds until"));
  }

  @Test
  void secretFiles_closed_openAndMissing() throws IOException {
    Path closed = written("closed", "x");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
    Path open = written("open", "x");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    ServerConfig config =
        ConfigReader.read(
                written(
                    "flatline.yaml",
                    """
                    poll:
                      - name: p
                        url: "http://a"
                        bearer-token: {file: closed}
                        headers: {X-Key: {file: absent}}
                    sinks:
                      - {name: s, type: webhook, url: "http://a", secret: {file: open}}
                      - {name: t, type: slack, url: {file: gone}}
                    oidc:
                      issuer: https://id.example
                      client-id: flatline
                      client-secret: {file: lost}
                      external-url: https://flatline.example
                      groups: [{group: ops, scopes: [read]}]
                    """))
            .value();
    assertThat(new SecretFilesCheck(config, folder).look())
        .extracting(CheckResult::outcome)
        .containsExactlyInAnyOrder(
            Outcome.OK, Outcome.WARNING, Outcome.PROBLEM, Outcome.PROBLEM, Outcome.PROBLEM);
    assertOutcome(new SecretFilesCheck(config, folder), Outcome.PROBLEM, "lost cannot be read");
    assertOutcome(new SecretFilesCheck(config, folder), Outcome.PROBLEM, "absent cannot be read");
    assertOutcome(new SecretFilesCheck(ServerConfig.none(), folder), Outcome.SKIPPED, "names none");
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "20, OK", "-20, OK", "40, WARNING", "-40, WARNING", "700, PROBLEM"})
  void clock_isComparedWithThatOfASource(long aheadSeconds, Outcome outcome) {
    CheckResult result = new ClockCheck(List.of()).compared("eu", Duration.ofSeconds(aheadSeconds));
    assertThat(result.outcome()).as(result.found()).isEqualTo(outcome);
    assertOutcome(new ClockCheck(List.of()), Outcome.SKIPPED, "no source");
  }

  @Test
  void sink_thatListens_andOneThatDoesNot() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertOutcome(syslog(listening.getLocalPort()), Outcome.OK, "can be reached");
    }
    assertOutcome(syslog(RunningProgram.freePort()), Outcome.PROBLEM, "cannot be reached");
    assertOutcome(lines(folder.resolve("out.jsonl")), Outcome.OK, "can append");
    assertOutcome(lines(folder.resolve("no/out.jsonl")), Outcome.PROBLEM, "cannot write");
    assertOutcome(new SinkCheck(List.of()), Outcome.SKIPPED, "tells nobody");
  }

  @Test
  void checkThatHangs_isGivenUpAtItsLimit() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Check hangs =
        new Check() {
          @Override
          public String name() {
            return "disk";
          }

          @Override
          public Duration limit() {
            return Duration.ofMillis(50);
          }

          @Override
          public List<CheckResult> look() {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return List.of();
          }
        };
    Outcome worst =
        new Doctor(List.of(hangs))
            .look(result -> assertThat(result.found()).contains("no answer within"));
    assertThat(worst).isEqualTo(Outcome.PROBLEM);
  }

  private static void assertOutcome(Check check, Outcome outcome, String found) {
    assertThat(check.look())
        .anySatisfy(
            result -> {
              assertThat(result.outcome()).isEqualTo(outcome);
              assertThat(result.found()).contains(found);
            });
  }

  private static ConfigurationCheck configuration(Path file) {
    return new ConfigurationCheck(Configuration.read(Optional.of(file)));
  }

  private static CertificateCheck certificate(Path certificate, Path key) {
    return new CertificateCheck(Optional.of(new TlsConfig(certificate, key, Optional.empty())));
  }

  private static SinkCheck syslog(int port) {
    return sink(SinkType.SYSLOG, new SinkConfig.Place.Syslog("127.0.0.1", port, Optional.empty()));
  }

  private static SinkCheck lines(Path file) {
    return sink(SinkType.ECS, new SinkConfig.Place.Lines(file));
  }

  private static SinkCheck sink(SinkType type, SinkConfig.Place place) {
    return new SinkCheck(
        List.of(
            new SinkConfig(
                "team",
                type,
                place,
                Severity.MEDIUM,
                WorkloadPattern.named("*"),
                true,
                Map.of(),
                Optional.empty())));
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
