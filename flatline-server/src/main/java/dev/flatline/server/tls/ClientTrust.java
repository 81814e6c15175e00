package dev.flatline.server.tls;

import dev.flatline.server.config.ClientsConfig;
import dev.flatline.server.config.OcspUse;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whether a client's certificate is good: its whole chain up to an authority that is trusted, its
/// use for clients, its name, and that nobody revoked it (RFC 5280). Nothing that cannot be checked
/// passes.
///
/// @param config whose certificates are taken
/// @param authorities that are trusted
/// @param revoked the revocation lists at hand
record ClientTrust(ClientsConfig config, Set<X509Certificate> authorities, List<X509CRL> revoked) {
  /// Extended key usage of a TLS client (RFC 5280, 4.2.1.12), and that of anything.
  private static final Set<String> USES = Set.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");

  private static final int DNS_NAME = 2;
  private static final int URI_NAME = 6;

  /// Checks a chain, the client's own certificate first. Asks its authorities where they are to be
  /// asked, and may take as long as they do.
  ///
  /// @throws CertificateException saying what is wrong with it
  void check(X509Certificate[] chain) throws CertificateException {
    check(chain, config.ocsp());
  }

  /// The same by what is at hand, for a handshake, which others wait for.
  ///
  /// @throws CertificateException saying what is wrong with it
  void checkByFiles(X509Certificate[] chain) throws CertificateException {
    check(chain, OcspUse.NEVER);
  }

  private void check(X509Certificate[] chain, OcspUse ocsp) throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("no certificate");
    }
    checkUse(chain[0]);
    if (name(chain[0]).isEmpty()) {
      throw new CertificateException("none of its names is among those that are taken");
    }
    try {
      CertPathValidator.getInstance("PKIX").validate(path(chain), parameters(ocsp));
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e.getMessage(), e);
    }
  }

  /// The first of its names that is taken.
  Optional<String> name(X509Certificate certificate) {
    return names(certificate)
        .filter(name -> config.names().stream().anyMatch(glob -> glob.matches(name)))
        .findFirst();
  }

  private static Stream<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? Stream.empty()
          : names.stream()
              .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(URI_NAME))
              .map(name -> String.valueOf(name.get(1)));
    } catch (CertificateParsingException e) {
      return Stream.empty();
    }
  }

  private static void checkUse(X509Certificate certificate) throws CertificateException {
    List<String> uses = certificate.getExtendedKeyUsage();
    if (uses != null && uses.stream().noneMatch(USES::contains)) {
      throw new CertificateException("it is not for clients (extended key usage)");
    }
  }

  /// The chain without the authority itself, which is trusted and not checked.
  private CertPath path(X509Certificate[] chain) throws CertificateException {
    List<X509Certificate> checked =
        Arrays.stream(chain).takeWhile(one -> !authorities.contains(one)).toList();
    return CertificateFactory.getInstance("X.509").generateCertPath(checked);
  }

  private PKIXParameters parameters(OcspUse ocsp) throws GeneralSecurityException {
    PKIXParameters parameters =
        new PKIXParameters(
            authorities.stream()
                .map(one -> new TrustAnchor(one, null))
                .collect(Collectors.toSet()));
    boolean asked = ocsp != OcspUse.NEVER || config.revoked().isPresent();
    parameters.setRevocationEnabled(asked);
    if (asked) {
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
      parameters.addCertPathChecker(revocation(ocsp));
    }
    return parameters;
  }

  private PKIXRevocationChecker revocation(OcspUse ocsp) throws GeneralSecurityException {
    PKIXRevocationChecker checker =
        (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
    EnumSet<PKIXRevocationChecker.Option> options =
        EnumSet.noneOf(PKIXRevocationChecker.Option.class);
    if (config.revoked().isPresent()) {
      options.add(PKIXRevocationChecker.Option.PREFER_CRLS);
    }
    if (ocsp == OcspUse.NEVER || config.revoked().isEmpty()) {
      options.add(PKIXRevocationChecker.Option.NO_FALLBACK);
    }
    if (ocsp == OcspUse.WHERE_ANSWERED) {
      options.add(PKIXRevocationChecker.Option.SOFT_FAIL);
    }
    checker.setOptions(options);
    return checker;
  }
}
