package dev.flatline.connectors.sink;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where an HTTP sink sends to.
///
/// @param address the URL
/// @param authorization the value of the `Authorization` header
/// @param signing the secrets by which messages are signed, `whsec_…`, the newest first
/// @param tls whom to trust and which certificate to show
public record HttpTarget(
    Address address, Optional<Secret> authorization, Optional<Secret> signing, TlsSettings tls) {

  /// A target that asks for nothing.
  public static HttpTarget of(URI url) {
    return new HttpTarget(
        new Address.Open(url), Optional.empty(), Optional.empty(), TlsSettings.PLATFORM);
  }

  /// The same with a path below its own.
  public HttpTarget below(String path) {
    return new HttpTarget(new Address.Below(address, path), authorization, signing, tls);
  }

  /// A URL.
  public sealed interface Address {

    /// One below another.
    record Below(Address base, String path) implements Address {
      @Override
      public URI read() {
        return URI.create(base.read().toString().replaceAll("/+$", "") + path);
      }

      @Override
      public boolean isSecret() {
        return base.isSecret();
      }

      @Override
      public String toString() {
        return base.toString();
      }
    }

    /// One that everybody may know.
    record Open(URI url) implements Address {
      @Override
      public URI read() {
        return url;
      }

      @Override
      public boolean isSecret() {
        return false;
      }

      @Override
      public String toString() {
        return url.toString();
      }
    }

    /// One that is itself the secret, as those of chat webhooks are.
    record Hidden(Secret secret) implements Address {
      @Override
      public URI read() {
        try {
          return checked(secret.read());
        } catch (IllegalArgumentException e) {
          throw new SourceException(
              SourceException.Reason.SETTINGS, secret + " holds no URL such as https://host/path");
        }
      }

      @Override
      public boolean isSecret() {
        return true;
      }

      @Override
      public String toString() {
        return "the URL in " + secret;
      }
    }

    /// The URL as it is now.
    ///
    /// @throws SourceException where it cannot be read or is none; the message does not show it
    URI read();

    /// Whether nobody may be shown it.
    boolean isSecret();

    /// A URL over HTTP or HTTPS, without user and password.
    ///
    /// @throws IllegalArgumentException where it is none
    static URI checked(String text) {
      URI url;
      try {
        url = new URI(text);
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("expected a URL such as https://host/path");
      }
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!http || url.getHost() == null || url.getRawFragment() != null) {
        throw new IllegalArgumentException("expected a URL such as https://host/path");
      }
      if (url.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "expected a URL without user and password: give authorization instead");
      }
      return url;
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
