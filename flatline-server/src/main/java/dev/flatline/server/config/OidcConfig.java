package dev.flatline.server.config;

import dev.flatline.connectors.Secret;
import dev.flatline.server.guard.Grant;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The OpenID provider by which people log in.
///
/// @param name by which people call it
/// @param issuer as its tokens say it
/// @param client this server, as the provider knows it
/// @param externalUrl where browsers reach this server
/// @param claims where ID tokens say what
/// @param longest session
/// @param authorities PEM file with those to trust; empty for the platform's
/// @param groups who may do what; a person may what any of their groups may
public record OidcConfig(
    String name,
    URI issuer,
    Client client,
    URI externalUrl,
    Claims claims,
    Duration longest,
    Optional<Path> authorities,
    List<Group> groups) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Where the provider sends browsers back to.
  public static final String CALLBACK = "/login/oidc/callback";

  /// Copies the list.
  public OidcConfig {
    groups = List.copyOf(groups);
  }

  /// Whether tokens and codes that go there go over TLS, or do not leave the machine.
  public static boolean isPrivate(URI url) {
    String host = url.getHost();
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    return host != null && (scheme.equals("https") || (scheme.equals("http") && isHere(host)));
  }

  private static boolean isHere(String host) {
    return HERE.contains(host.toLowerCase(Locale.ROOT));
  }

  /// This server, as the provider knows it.
  ///
  /// @param secret empty for a public client
  /// @param scopes that are asked for, `openid` among them
  public record Client(String id, Optional<Secret> secret, List<String> scopes) {
    /// Copies the list.
    public Client {
      scopes = List.copyOf(scopes);
    }
  }

  /// Claims of the ID token.
  ///
  /// @param name whose text is the person's name
  /// @param groups whose texts are the names of their groups
  public record Claims(String name, String groups) {}

  /// A group of people.
  ///
  /// @param name as the provider says it
  /// @param grant what they may do
  public record Group(String name, Grant grant) {}

  /// Whether browsers reach this server by TLS.
  public boolean isSecure() {
    return externalUrl.getScheme().equals("https");
  }

  /// [#CALLBACK] as the provider knows it.
  public URI callback() {
    return externalUrl.resolve(CALLBACK);
  }
}
