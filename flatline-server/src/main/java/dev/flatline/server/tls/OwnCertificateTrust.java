package dev.flatline.server.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

/// Trusts a server that shows one certificate and no other, whatever it is called: a server that
/// talks to itself.
final class OwnCertificateTrust extends ChainTrust {
  private final Supplier<X509Certificate> own;

  /// @param own the certificate, as it is now
  OwnCertificateTrust(Supplier<X509Certificate> own) {
    this.own = own;
  }

  @Override
  void checkServer(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || !chain[0].equals(own.get())) {
      throw new CertificateException("somebody else answers at the server's own address");
    }
  }
}
