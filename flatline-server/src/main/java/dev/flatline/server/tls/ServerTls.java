package dev.flatline.server.tls;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import com.linecorp.armeria.server.ServerTlsConfig;
import com.linecorp.armeria.server.ServerTlsConfigBuilder;
import dev.flatline.connectors.net.PemFiles;
import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import dev.flatline.server.config.TlsConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS 1.2 and 1.3 with the server's own certificate, and those of clients where they are taken.
/// Files that change are read anew while the server runs.
public final class ServerTls {
  /// What is known of a certificate, in its session.
  private static final String CHECKED = "dev.flatline.checked";

  /// A connection can last for days; what was revoked meanwhile is refused this much later.
  static final Duration CHECKED_EVERY = Duration.ofMinutes(1);

  /// How long an authority may take to answer; the JDK's own 15 s, twice, are a request's whole
  /// time.
  private static final String OCSP_SECONDS = "5";

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  /// Each with a key of its own for every connection, and authenticated encryption (RFC 9325, 4.2).
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

  private final LongSupplier nanos;
  private final ReloadedFiles<TlsKeyPair> own;
  private final Optional<ReloadedFiles<ClientTrust>> clients;

  /// Reads the files.
  ///
  /// @throws TlsException naming the one that cannot be used
  public ServerTls(TlsConfig config) {
    this(config, System::nanoTime);
  }

  /// @param nanos by which time passes, in nanoseconds of the machine
  ServerTls(TlsConfig config, LongSupplier nanos) {
    this.nanos = nanos;
    this.own =
        reloaded(
            List.of(config.certificate(), config.key()),
            nanos,
            () -> keyPair(config.certificate(), config.key()));
    this.clients = config.clients().map(one -> trust(one, nanos));
    config.clients().filter(one -> one.ocsp() != OcspUse.NEVER).ifPresent(one -> limitOcsp());
  }

  /// The JDK takes it as a property alone, and once; whoever starts it may say something else.
  private static void limitOcsp() {
    for (String what : List.of("timeout", "readtimeout")) {
      String property = "com.sun.security.ocsp." + what;
      if (System.getProperty(property) == null) {
        System.setProperty(property, OCSP_SECONDS);
      }
    }
  }

  private static ReloadedFiles<ClientTrust> trust(ClientsConfig config, LongSupplier nanos) {
    List<Path> files =
        Stream.concat(Stream.of(config.authorities()), config.revoked().stream()).toList();
    return reloaded(
        files,
        nanos,
        () ->
            new ClientTrust(
                config,
                Set.copyOf(certificates(config.authorities())),
                config.revoked().isPresent() ? revoked(config.revoked().get()) : List.of()));
  }

  /// The server's certificate, as Armeria asks for it.
  public TlsProvider provider() {
    return new TlsProvider() {
      @Override
      public TlsKeyPair keyPair(String hostname) {
        return own.get();
      }
    };
  }

  /// How clients are asked for theirs: who shows none may show a token.
  public ServerTlsConfig config() {
    ServerTlsConfigBuilder config = ServerTlsConfig.builder();
    if (clients.isPresent()) {
      config.clientAuth(ClientAuth.OPTIONAL);
    }
    return config.tlsCustomizer(this::limit).build();
  }

  private void limit(SslContextBuilder context) {
    context.protocols(PROTOCOLS).ciphers(SUITES, SupportedCipherSuiteFilter.INSTANCE);
    clients.ifPresent(trust -> context.trustManager(new ClientTrustManager(trust::get)));
  }

  /// For a client that talks to this server and to no other, by whatever address.
  public SSLContext towardsItself() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          new TrustManager[] {
            new OwnCertificateTrust(() -> own.get().certificateChain().getFirst())
          },
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /// When what holds for a time only ends, by the id of the warning about it.
  public Map<String, Instant> ends() {
    return validities().stream().collect(Collectors.toMap(Validity::id, Validity::until));
  }

  /// What holds for a time only: the server's chain, the authorities of clients, and what they
  /// revoked. Of each the first that ends.
  public List<Validity> validities() {
    List<Validity> all = new ArrayList<>();
    first(own.get().certificateChain().stream().map(Validity::ofOwn)).ifPresent(all::add);
    clients.ifPresent(
        files -> {
          ClientTrust trust = files.get();
          first(trust.authorities().stream().map(Validity::ofAuthority)).ifPresent(all::add);
          first(trust.revoked().stream().flatMap(list -> Validity.of(list).stream()))
              .ifPresent(all::add);
        });
    return all;
  }

  private static Optional<Validity> first(Stream<Validity> several) {
    return several.min(Comparator.comparing(Validity::until));
  }

  /// The name by which a client is known that showed a certificate; empty where it showed none.
  /// The certificate is checked anew once a minute: it may have been revoked since the connection
  /// was made. May ask its authorities, and take as long as they do.
  public Optional<String> clientName(@Nullable SSLSession session) {
    if (session == null || clients.isEmpty()) {
      return Optional.empty();
    }
    try {
      X509Certificate[] chain =
          Stream.of(session.getPeerCertificates())
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      ClientTrust trust = clients.get().get();
      return isGood(trust, chain, session) ? trust.name(chain[0]) : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /// Whose certificate a client showed that is refused, and why, as [#clientName] last found it.
  public Optional<String> clientRefusal(@Nullable SSLSession session) {
    return session != null && session.getValue(CHECKED) instanceof Checked last
        ? last.refusal
        : Optional.empty();
  }

  /// What came of looking at a certificate, and when, in nanoseconds of the machine.
  ///
  /// @param refusal why it is not good; empty where it is
  private record Checked(Optional<String> refusal, long atNanos) {}

  private boolean isGood(ClientTrust trust, X509Certificate[] chain, SSLSession session) {
    long now = nanos.getAsLong();
    if (session.getValue(CHECKED) instanceof Checked before
        && now - before.atNanos <= CHECKED_EVERY.toNanos()) {
      return before.refusal.isEmpty();
    }
    Optional<String> refusal = Optional.empty();
    try {
      trust.check(chain);
    } catch (CertificateException e) {
      String why = RefusedCertificateException.text(chain, e);
      LOG.warn("the certificate of a client is refused: {}", why);
      refusal = Optional.of(why);
    }
    session.putValue(CHECKED, new Checked(refusal, nanos.getAsLong()));
    return refusal.isEmpty();
  }

  private static TlsKeyPair keyPair(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    PrivateKey ownKey = PemFiles.privateKey(key);
    List<X509Certificate> chain = certificates(certificate);
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("no certificate in " + certificate);
    }
    return TlsKeyPair.of(ownKey, chain);
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    List<Certificate> all = PemFiles.certificates(file);
    return all.stream().map(X509Certificate.class::cast).collect(Collectors.toList());
  }

  private static List<X509CRL> revoked(Path file) throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCRLs(pem).stream()
          .map(X509CRL.class::cast)
          .toList();
    }
  }

  private static <T> ReloadedFiles<T> reloaded(
      List<Path> files, LongSupplier nanos, ReloadedFiles.Making<T> making) {
    try {
      return new ReloadedFiles<>(files, nanos, making);
    } catch (Exception e) {
      throw new TlsException("TLS: " + files + " cannot be used: " + e.getMessage(), e);
    }
  }
}
