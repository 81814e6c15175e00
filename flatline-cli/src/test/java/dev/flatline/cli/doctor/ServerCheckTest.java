package dev.flatline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a server is asked, and what is said where that cannot be done.
class ServerCheckTest {
  private static final TlsSettings USUAL = new TlsSettings(Optional.empty(), Optional.empty());

  @TempDir private Path folder;

  @Test
  void token_isShownToWhatAsksForIt_andToNothingElse() throws IOException {
    try (LocalHttp http = LocalHttp.start()) {
      http.answering("/health/ready", "ok\n")
          .answering("/api/v1/warnings", "{\"warnings\":[{\"text\":\"it ends soon\"}]}");
      Path token = Files.writeString(folder.resolve("token"), "flt_secret\n");
      assertThat(at(http.url(), Optional.of(token), USUAL))
          .extracting(CheckResult::outcome)
          .containsExactly(Outcome.OK, Outcome.WARNING);
      assertThat(http.asked())
          .containsExactly("/health/ready null", "/api/v1/warnings Bearer flt_secret");
    }
  }

  @Test
  void token_thatCannotBeRead_isNotTheServersFault() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    try (LocalHttp http = LocalHttp.start()) {
      http.answering("/health/ready", "ok\n");
      for (Path file : List.of(folder.resolve("gone"), empty)) {
        List<CheckResult> results = at(http.url(), Optional.of(file), USUAL);
        assertThat(results)
            .extracting(CheckResult::outcome)
            .containsExactly(Outcome.PROBLEM, Outcome.OK, Outcome.SKIPPED);
        assertThat(results.getFirst().found()).startsWith("no token: the file " + file);
      }
    }
  }

  @Test
  void listen_whereNobodyIs_isFree_unlessNobodyKnowsWhere() throws IOException {
    assertThat(declared("listen: 127.0.0.1:" + RunningProgram.freePort()))
        .extracting(CheckResult::outcome)
        .containsExactly(Outcome.OK);
    assertThat(declared("listen: nowhere.invalid:8642"))
        .extracting(CheckResult::outcome, CheckResult::found)
        .containsExactly(tuple(Outcome.PROBLEM, "nobody knows an address of nowhere.invalid"));
    assertThat(at("http://nowhere.invalid:8642", Optional.empty(), USUAL))
        .extracting(CheckResult::outcome, CheckResult::advice)
        .containsExactly(tuple(Outcome.PROBLEM, "see the name in --server"));
  }

  @Test
  void certificate_thatDoesNotFit_isToldWithBothWaysOut() throws IOException {
    Issued own = CertificateAuthority.root(folder, "root").issue("own", Use.SERVER, "elsewhere");
    TlsSettings trusting = trusting(folder.resolve("root.pem"));
    try (LocalHttp https = LocalHttp.start(own)) {
      for (TlsSettings tls : List.of(USUAL, trusting)) {
        assertThat(at(https.url(), Optional.empty(), tls))
            .singleElement()
            .extracting(CheckResult::advice)
            .asString()
            .contains("--ca", "--server https://NAME:PORT");
      }
    }
    assertThat(at("https://127.0.0.1:1", Optional.empty(), trusting(folder.resolve("gone.pem"))))
        .extracting(CheckResult::outcome, CheckResult::advice)
        .containsExactly(tuple(Outcome.PROBLEM, "see --ca"));
  }

  private static TlsSettings trusting(Path authorities) {
    return new TlsSettings(Optional.of(authorities), Optional.empty());
  }

  private static List<CheckResult> at(String server, Optional<Path> token, TlsSettings tls) {
    Doctor.Patient patient =
        new Doctor.Patient(
            Optional.empty(),
            Optional.empty(),
            Optional.of(URI.create(server)),
            token.map(Secret.OfFile::new),
            tls);
    return new ServerCheck(patient, ServerConfig.none()).look();
  }

  private List<CheckResult> declared(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("flatline.yaml"), yaml + "\n");
    Doctor.Patient patient =
        new Doctor.Patient(
            Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty(), USUAL);
    return new ServerCheck(patient, ConfigReader.read(file).value()).look();
  }
}
