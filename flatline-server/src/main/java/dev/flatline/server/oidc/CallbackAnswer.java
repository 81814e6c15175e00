package dev.flatline.server.oidc;

import com.linecorp.armeria.common.QueryParams;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.oidc.OidcException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a browser brought back from the provider, of the login that it began.
///
/// @param code what the provider gives a token for
/// @param issuer who says so; empty where nobody is named
record CallbackAnswer(AuthorizationCode code, Optional<String> issuer) {
  private static final String NO_ANSWER = "what came back is no answer of a provider";

  /// Reads it.
  ///
  /// @param attempt the login that this browser began
  /// @throws OidcException where it is something else, or belongs to another login, or the provider
  ///     says no
  static CallbackAnswer read(QueryParams parameters, LoginAttempt attempt, OidcConfig config)
      throws OidcException {
    AuthenticationResponse answer = parse(parameters, config);
    if (answer.getState() == null || !attempt.isOf(answer.getState().getValue())) {
      throw new OidcException(Reason.REFUSED, "what came back belongs to another login");
    }
    if (!answer.indicatesSuccess()) {
      String error = answer.toErrorResponse().getErrorObject().getCode();
      throw new OidcException(Reason.REFUSED, "the provider says: " + errorCode(error));
    }
    AuthenticationSuccessResponse success = answer.toSuccessResponse();
    if (success.getAuthorizationCode() == null) {
      throw new OidcException(Reason.REFUSED, NO_ANSWER);
    }
    return new CallbackAnswer(
        success.getAuthorizationCode(),
        Optional.ofNullable(answer.getIssuer()).map(issuer -> issuer.getValue()));
  }

  private static AuthenticationResponse parse(QueryParams parameters, OidcConfig config)
      throws OidcException {
    Map<String, List<String>> map = new LinkedHashMap<>();
    parameters.names().forEach(name -> map.put(name, parameters.getAll(name)));
    try {
      return AuthenticationResponseParser.parse(config.callback(), map);
    } catch (ParseException | IllegalArgumentException e) {
      throw new OidcException(Reason.REFUSED, NO_ANSWER, e);
    }
  }

  /// A code as RFC 6749, 5.2 has them; whatever else stands there is not repeated.
  static String errorCode(@Nullable String code) {
    return code != null && code.matches("[a-z_]{1,40}") ? code : "an error without a code";
  }
}
