package dev.flatline.server.config;

/// Whether an authority is asked by OCSP for each certificate that a client shows, at the address
/// that the certificate names.
public enum OcspUse {
  /// It is not.
  NEVER,
  /// It is, and where it does not answer the certificate is refused.
  REQUIRED,
  /// It is, and where it does not answer the certificate passes.
  WHERE_ANSWERED
}
