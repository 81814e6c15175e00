package dev.flatline.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.net.PemFiles;
import dev.flatline.core.policy.Glob;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.testkit.CertificateAuthority;
import dev.flatline.testkit.CertificateAuthority.Issued;
import dev.flatline.testkit.CertificateAuthority.Use;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTrustTest {
  private static final String NAME = "one.agents.example";

  @TempDir private Path folder;

  private CertificateAuthority root;
  private CertificateAuthority middle;

  @BeforeEach
  void makeAuthorities() {
    root = CertificateAuthority.root(folder, "root");
    middle = root.below("middle");
  }

  @Test
  void chain_upToATrustedAuthority_isGood() throws Exception {
    Issued client = middle.issue("client", Use.CLIENT, NAME);
    assertThatCode(() -> trust(Optional.empty()).check(chain(client))).doesNotThrowAnyException();
    assertThat(trust(Optional.empty()).name(client.parsed())).contains(NAME);
  }

  @Test
  void chain_withoutItsMiddle_isRefused() throws Exception {
    X509Certificate[] chain = chain(middle.issue("client", Use.CLIENT, NAME));
    assertRefused(new X509Certificate[] {chain[0]}, Optional.empty());
  }

  @Test
  void chain_ofAnotherAuthorityOfTheSameName_isRefused() throws Exception {
    Path elsewhere = folder.resolve("elsewhere");
    java.nio.file.Files.createDirectory(elsewhere);
    CertificateAuthority other = CertificateAuthority.root(elsewhere, "root");
    assertRefused(chain(other.issue("client", Use.CLIENT, NAME)), Optional.empty());
  }

  @Test
  void certificate_thatIsOver_isRefused() throws Exception {
    Issued client = middle.issue("client", Use.CLIENT, Duration.ofDays(-1), NAME);
    assertRefused(chain(client), Optional.empty());
  }

  @Test
  void certificate_ofAServer_isRefused() throws Exception {
    assertThatThrownBy(
            () -> trust(Optional.empty()).check(chain(middle.issue("x", Use.SERVER, NAME))))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("not for clients");
  }

  @Test
  void certificate_ofAnotherName_isRefused() throws Exception {
    assertThatThrownBy(
            () ->
                trust(Optional.empty())
                    .check(chain(middle.issue("x", Use.CLIENT, "agents.example.evil.example"))))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("none of its names");
  }

  @Test
  void certificate_thatIsNotOnAnyList_isGood() throws Exception {
    Issued client = middle.issue("client", Use.CLIENT, NAME);
    String lists = root.revoked() + middle.revoked();
    assertThatCode(() -> trust(Optional.of(lists)).check(chain(client))).doesNotThrowAnyException();
  }

  @Test
  void certificate_thatIsRevoked_isRefused_andSoIsWhatItsAuthorityIssued() throws Exception {
    Issued client = middle.issue("client", Use.CLIENT, NAME);
    X509Certificate[] chain = chain(client);
    assertRefused(chain, Optional.of(root.revoked() + middle.revoked(chain[0])));
    assertRefused(chain, Optional.of(root.revoked(chain[1]) + middle.revoked()));
  }

  @Test
  void certificate_ofAnAuthorityWithoutAList_isRefusedWhereListsAreGiven() throws Exception {
    Issued client = middle.issue("client", Use.CLIENT, NAME);
    assertRefused(chain(client), Optional.of(root.revoked()));
  }

  private void assertRefused(X509Certificate[] chain, Optional<String> lists) {
    assertThatThrownBy(() -> trust(lists).check(chain)).isInstanceOf(CertificateException.class);
  }

  private ClientTrust trust(Optional<String> lists) throws Exception {
    Path authorities = folder.resolve("root.pem");
    ClientsConfig config =
        new ClientsConfig(
            authorities,
            List.of(Glob.of("*.agents.example")),
            lists.map(unused -> folder.resolve("revoked.pem")),
            OcspUse.NEVER);
    Set<X509Certificate> trusted =
        PemFiles.certificates(authorities).stream()
            .map(X509Certificate.class::cast)
            .collect(Collectors.toSet());
    return new ClientTrust(config, trusted, lists.isPresent() ? parsed(lists.get()) : List.of());
  }

  private static List<X509CRL> parsed(String lists) throws Exception {
    return CertificateFactory.getInstance("X.509")
        .generateCRLs(new ByteArrayInputStream(lists.getBytes(StandardCharsets.US_ASCII)))
        .stream()
        .map(X509CRL.class::cast)
        .toList();
  }

  private static X509Certificate[] chain(Issued issued) throws Exception {
    return Stream.of(issued.certificate())
        .flatMap(file -> certificates(file).stream())
        .toArray(X509Certificate[]::new);
  }

  private static List<X509Certificate> certificates(Path file) {
    try {
      return PemFiles.certificates(file).stream().map(X509Certificate.class::cast).toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
