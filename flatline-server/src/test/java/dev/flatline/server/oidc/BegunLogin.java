package dev.flatline.server.oidc;

import dev.flatline.server.config.OidcConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A login that a browser began, for whoever reads what comes back.
final class BegunLogin {
  static final String ISSUER = "https://login.example";

  static final OidcConfig CONFIG =
      new OidcConfig(
          "Ops",
          URI.create(ISSUER),
          new OidcConfig.Client("flatline", Optional.empty(), List.of("openid")),
          URI.create("https://flatline.example"),
          new OidcConfig.Claims("preferred_username", "groups"),
          Duration.ofHours(1),
          Optional.empty(),
          List.of());

  static final LoginAttempt BEGUN =
      new LoginAttempt("s".repeat(43), "n".repeat(43), "v".repeat(43), "/fleet");

  private BegunLogin() {}
}
