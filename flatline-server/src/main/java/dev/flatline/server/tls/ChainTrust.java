package dev.flatline.server.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Decides by the chain that the other side shows, over whatever it comes, whether it is a good one
/// of a client or of a server. Nobody is, unless a subclass says who.
abstract class ChainTrust extends X509ExtendedTrustManager {

  /// @throws CertificateException where this is no client that is let in
  void checkClient(X509Certificate[] chain) throws CertificateException {
    throw new CertificateException("nobody is a client here");
  }

  /// @throws CertificateException where this is no server that may be talked to
  void checkServer(X509Certificate[] chain) throws CertificateException {
    throw new CertificateException("a server asks clients only");
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClient(chain);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public final void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServer(chain);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
