package dev.flatline.server.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import dev.flatline.formats.text.VisibleText;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.oidc.OidcException.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whom a provider vouches for.
///
/// @param subject by which the provider tells people apart, for ever
/// @param name for people to read
/// @param groups they are in; empty where the provider says nothing of groups
record Person(String subject, String name, Optional<Set<String>> groups) {
  /// Together with the provider's it is the name of an actor, which has 256 characters at most.
  private static final int LONGEST_NAME_CODE_POINTS = 80;

  /// Whom an ID token is of that holds.
  ///
  /// @throws OidcException where it names nobody
  static Person of(IDTokenClaimsSet token, OidcConfig.Claims claims) throws OidcException {
    String subject = token.getStringClaim(IDTokenClaimsSet.SUB_CLAIM_NAME);
    if (subject == null || subject.isBlank()) {
      throw new OidcException(Reason.REFUSED, "the ID token names nobody: its sub is empty");
    }
    Object name = token.getClaim(claims.name());
    String text = name instanceof String given && !given.isBlank() ? given : subject;
    return new Person(
        VisibleText.shortened(subject, LONGEST_NAME_CODE_POINTS),
        VisibleText.shortened(text, LONGEST_NAME_CODE_POINTS),
        groups(token.getClaim(claims.groups())));
  }

  /// One group may be told as a text, several as a list.
  private static Optional<Set<String>> groups(@Nullable Object claim) {
    if (claim instanceof String one) {
      return Optional.of(Set.of(one));
    }
    if (!(claim instanceof List<?> several)) {
      return Optional.empty();
    }
    Set<String> groups = new LinkedHashSet<>();
    for (Object one : several) {
      if (one instanceof String group) {
        groups.add(group);
      }
    }
    return Optional.of(groups);
  }
}
