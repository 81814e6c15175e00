package dev.flatline.server.config;

import java.net.InetSocketAddress;

/// A host and a port.
///
/// @param host its name or number
/// @param port 0 for one that is free
public record ListenAddress(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  /// Of a text such as `127.0.0.1:8642` or `[::1]:8642`.
  ///
  /// @throws IllegalArgumentException where it is none
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
    }
    String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    return new ListenAddress(host, Integer.parseInt(port));
  }

  /// The address; unresolved where the name is not known.
  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
