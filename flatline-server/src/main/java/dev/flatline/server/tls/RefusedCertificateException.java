package dev.flatline.server.tls;

import dev.flatline.formats.text.VisibleText;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/// A client's certificate is refused. The message says whose it says to be, and why.
final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;

  private static final int LONGEST_SUBJECT_CODE_POINTS = 200;

  RefusedCertificateException(X509Certificate[] chain, CertificateException why) {
    super(text(chain, why), why);
  }

  /// Whose it says to be, which anybody can write, and why it is refused.
  static String text(X509Certificate[] chain, CertificateException why) {
    String subject = chain.length == 0 ? "nobody" : chain[0].getSubjectX500Principal().getName();
    return VisibleText.shortened(subject, LONGEST_SUBJECT_CODE_POINTS) + ": " + why.getMessage();
  }
}
