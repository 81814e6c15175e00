package dev.flatline.server;

import dev.flatline.server.guard.Callers;
import dev.flatline.server.tls.ServerTls;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// The certificates that clients show to a server.
///
/// @param tls checks them; empty where the server speaks without TLS
record ShownCertificates(Optional<ServerTls> tls) implements Callers.Certificates {
  @Override
  public Optional<String> name(@Nullable SSLSession session) {
    return tls.flatMap(one -> one.clientName(session));
  }

  @Override
  public Optional<String> refusal(@Nullable SSLSession session) {
    return tls.flatMap(one -> one.clientRefusal(session));
  }
}
