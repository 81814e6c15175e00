package dev.flatline.cli;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A host and a port.
///
/// @param host its name or number
/// @param port 0 for one that is free
record ListenAddress(String host, int port) {
  private static final int LARGEST_PORT = 65_535;

  /// Of a text such as `127.0.0.1:8642` or `[::1]:8642`.
  ///
  /// @throws IllegalArgumentException where it is none
  static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon <= 0 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LARGEST_PORT) {
      throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
    }
    String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
    return new ListenAddress(host, Integer.parseInt(port));
  }

  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }

  /// For picocli.
  static final class Converter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
