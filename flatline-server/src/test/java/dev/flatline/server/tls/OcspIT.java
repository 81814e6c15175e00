package dev.flatline.server.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.net.PemFiles;
import dev.flatline.core.policy.Glob;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Use;
import dev.flatline.testkit.OcspResponder;
import dev.flatline.testkit.RunningProgram;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Asks a real responder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OcspIT {
  @TempDir private static Path folder;

  private final int port = RunningProgram.freePort();
  private X509Certificate good;
  private X509Certificate revoked;

  @BeforeAll
  void issue() {
    CertificateAuthority root = CertificateAuthority.root(folder, "root");
    root.answersAt("http://127.0.0.1:" + port);
    good = root.issue("good", Use.CLIENT, "good.agents.example").parsed();
    revoked = root.issue("revoked", Use.CLIENT, "revoked.agents.example").parsed();
  }

  @Test
  void anAuthorityThatIsAsked_decides() throws Exception {
    OcspResponder responder =
        OcspResponder.start(folder, "root", port, Map.of(good, false, revoked, true));
    try {
      for (OcspUse use : List.of(OcspUse.REQUIRED, OcspUse.WHERE_ANSWERED)) {
        ClientTrust trust = trust(use);
        assertThatCode(() -> check(trust, good)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(trust, revoked))
            .isInstanceOf(CertificateException.class)
            .hasMessageContaining("revoked");
      }
    } finally {
      responder.close();
    }
  }

  @Test
  void anAuthorityThatDoesNotAnswer_isWaitedForInNoHandshake() throws Exception {
    ClientTrust trust = trust(OcspUse.REQUIRED);
    assertThatThrownBy(() -> check(trust, good)).isInstanceOf(CertificateException.class);
    assertThatCode(() -> trust.checkByFiles(new X509Certificate[] {good}))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(trust(OcspUse.WHERE_ANSWERED), good)).doesNotThrowAnyException();
    assertThatCode(() -> check(trust(OcspUse.NEVER), revoked)).doesNotThrowAnyException();
  }

  private static void check(ClientTrust trust, X509Certificate certificate)
      throws CertificateException {
    trust.check(new X509Certificate[] {certificate});
  }

  private static ClientTrust trust(OcspUse use) throws Exception {
    Path authorities = folder.resolve("root.pem");
    Set<X509Certificate> trusted =
        PemFiles.certificates(authorities).stream()
            .map(X509Certificate.class::cast)
            .collect(Collectors.toSet());
    List<Glob> names = List.of(Glob.of("*.agents.example"));
    return new ClientTrust(
        new ClientsConfig(authorities, names, Optional.empty(), use), trusted, List.of());
  }
}
