package dev.flatline.connectors.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.NetworkFailures;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.connectors.net.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Syslog over TCP (RFC 6587, octet counting) or TLS (RFC 5425). Syslog has no answers: so each
/// message has a connection of its own, of which our half is closed behind it. Whoever had not read
/// all then resets it, and the message is sent again.
public final class SyslogSink implements MessageSink {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /// What a receiver may need to close its half too; some never do, and that is no failure.
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final String host;
  private final int port;
  private final Optional<TlsSettings> tls;
  private final Duration timeout;

  /// @param tls empty for plain TCP
  public SyslogSink(String host, int port, Optional<TlsSettings> tls) {
    this(host, port, tls, TIMEOUT);
  }

  SyslogSink(String host, int port, Optional<TlsSettings> tls, Duration timeout) {
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.timeout = timeout;
  }

  @Override
  public Delivery send(Payload payload) {
    byte[] text = payload.text().getBytes(UTF_8);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
      plain.setSoTimeout(Math.toIntExact(timeout.toMillis()));
      try (Socket socket = secured(plain)) {
        OutputStream out = socket.getOutputStream();
        out.write((text.length + " ").getBytes(US_ASCII));
        out.write(text);
        out.flush();
        return farewell(socket);
      }
    } catch (IOException e) {
      return Delivery.TryAgain.because(NetworkFailures.text(e));
    } catch (SourceException e) {
      return Delivery.TryAgain.because(String.valueOf(e.getMessage()));
    }
  }

  private Socket secured(Socket plain) throws IOException {
    if (tls.isEmpty()) {
      return plain;
    }
    SSLSocketFactory factory = TlsContext.of(tls.get()).getSocketFactory();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Delivery farewell(Socket socket) throws IOException {
    socket.shutdownOutput();
    socket.setSoTimeout(Math.toIntExact(FAREWELL.toMillis()));
    InputStream in = socket.getInputStream();
    try {
      return in.read() < 0
          ? new Delivery.Delivered("read and closed by the other side")
          : new Delivery.Delivered("the other side answered");
    } catch (SocketTimeoutException e) {
      return new Delivery.Delivered("sent; the other side keeps the connection open");
    }
  }

  @Override
  public String toString() {
    return (tls.isPresent() ? "tls://" : "tcp://") + host + ":" + port;
  }
}
