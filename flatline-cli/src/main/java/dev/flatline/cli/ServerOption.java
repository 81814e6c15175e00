package dev.flatline.cli;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds the token to show, where the server asks who everybody is.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust these certificate authorities (PEM) instead of the platform's.")
  private @Nullable Path authorities;

  ServerApi api() {
    return new ServerApi(
        server,
        Optional.ofNullable(tokenFile).map(Secret.OfFile::new),
        new TlsSettings(Optional.ofNullable(authorities), Optional.empty()));
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
