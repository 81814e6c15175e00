package dev.flatline.connectors.net;

import dev.flatline.connectors.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Makes a TLS context from PEM files.
public final class TlsContext {
  /// Protects a key store that never leaves memory.
  private static final char[] NO_PASSWORD = new char[0];

  private TlsContext() {}

  /// A context with these settings; files are read anew.
  ///
  /// @throws SourceException naming the file that cannot be used
  public static SSLContext of(TlsSettings settings) {
    @Nullable TrustManager @Nullable [] trust =
        settings.authorities().map(TlsContext::trusting).orElse(null);
    @Nullable KeyManager @Nullable [] keys =
        settings.client().map(TlsContext::showing).orElse(null);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new SourceException(SourceException.Reason.SETTINGS, "TLS: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(Path authorities) {
    try {
      KeyStore store = emptyStore();
      List<Certificate> certificates = PemFiles.certificates(authorities);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("ca" + i, certificates.get(i));
      }
      requireSome(certificates);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("certificate authorities", authorities, e);
    }
  }

  private static KeyManager[] showing(TlsSettings.ClientCertificate client) {
    List<Certificate> chain;
    try {
      chain = PemFiles.certificates(client.certificate());
      requireSome(chain);
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("client certificate", client.certificate(), e);
    }
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry(
          "client",
          PemFiles.privateKey(client.key()),
          NO_PASSWORD,
          chain.toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw unusable("client key", client.key(), e);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static void requireSome(List<Certificate> certificates) throws GeneralSecurityException {
    if (certificates.isEmpty()) {
      throw new GeneralSecurityException("no certificate in it");
    }
  }

  private static SourceException unusable(String what, Path file, Exception e) {
    return new SourceException(
        SourceException.Reason.SETTINGS,
        "cannot use the " + what + " in " + file + ": " + e.getMessage(),
        e);
  }
}
