package dev.flatline.server.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

/// Lets TLS ask whether a client's certificate is good, by the files as they are at that moment.
/// What has to be asked elsewhere is asked when the client asks for something.
final class ClientTrustManager extends ChainTrust {
  private final Supplier<ClientTrust> trust;

  ClientTrustManager(Supplier<ClientTrust> trust) {
    this.trust = trust;
  }

  @Override
  void checkClient(X509Certificate[] chain) throws CertificateException {
    try {
      trust.get().checkByFiles(chain);
    } catch (CertificateException e) {
      throw new RefusedCertificateException(chain, e);
    }
  }

  /// The authorities, so that a client knows which certificate to show.
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return trust.get().authorities().toArray(X509Certificate[]::new);
  }
}
