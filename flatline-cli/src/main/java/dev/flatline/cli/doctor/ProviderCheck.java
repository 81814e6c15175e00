package dev.flatline.cli.doctor;

import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.oidc.OidcException;
import dev.flatline.server.oidc.OidcLogin;
import java.util.List;
import java.util.Optional;

/// The OpenID provider by which people log in: whether it answers, and is the one that is meant.
record ProviderCheck(Optional<OidcConfig> provider) implements Check {
  @Override
  public String name() {
    return "provider";
  }

  @Override
  public List<CheckResult> look() {
    return List.of(
        provider
            .map(this::look)
            .orElseGet(() -> CheckResult.skipped(name(), "nobody logs in by one (oidc)")));
  }

  private CheckResult look(OidcConfig config) {
    try {
      OidcLogin.check(config);
      return CheckResult.ok(
          name(), config.name() + " (" + config.issuer() + ") answers, and gives its keys");
    } catch (OidcException e) {
      return CheckResult.problem(
          name(),
          e.detail(),
          "see 'issuer' under 'oidc', 'ca' where its authority is your own, and what lies between;"
              + " people log in with tokens meanwhile");
    }
  }
}
