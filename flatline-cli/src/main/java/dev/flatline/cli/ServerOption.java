package dev.flatline.cli;

import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which running server is asked, of every command that asks one.
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = "The server (default: http://127.0.0.1:8642).")
  private URI server = URI.create("http://127.0.0.1:8642");

  ServerApi api() {
    return new ServerApi(server);
  }

  /// Reads the URL of a server.
  static final class UrlConverter implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      URI url;
      try {
        url = URI.create(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' is not a URL");
      }
      if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
        throw new TypeConversionException(
            "'" + text + "' is not a URL such as http://127.0.0.1:8642");
      }
      return url;
    }
  }
}
