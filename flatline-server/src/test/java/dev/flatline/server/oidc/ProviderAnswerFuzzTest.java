package dev.flatline.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.testkit.InputBudget;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Whatever a provider answers, of itself, of a token or of its keys, only [OidcException] is
/// thrown, and none costs too much. Plays the recorded inputs; `.ci/fuzz` looks for new ones.
class ProviderAnswerFuzzTest {
  private static final ECKey KEY = key();

  /// One that holds, before anything of it is replaced.
  private static final Answers GOOD =
      new Answers(
          JSONObjectUtils.toJSONString(
              Map.of(
                  "issuer",
                  BegunLogin.ISSUER,
                  "authorization_endpoint",
                  BegunLogin.ISSUER + "/authorize",
                  "token_endpoint",
                  BegunLogin.ISSUER + "/token",
                  "jwks_uri",
                  BegunLogin.ISSUER + "/keys",
                  "subject_types_supported",
                  List.of("public"))),
          tokenAnswer("x.y.z"),
          new JWKSet(KEY.toPublicJWK()).toString());

  /// What a provider answers.
  private record Answers(String itself, String tokens, String keys)
      implements HTTPRequestSender, ResourceRetriever {
    /// The first byte says what the others are: all that it says of itself, of tokens or of keys,
    /// an ID token, or what a good signature says.
    static Answers of(byte[] input) {
      byte[] rest = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
      String text = new String(rest, StandardCharsets.UTF_8);
      return switch (input.length == 0 ? '0' : input[0]) {
        case 't' -> new Answers(GOOD.itself, text, GOOD.keys);
        case 'k' ->
            new Answers(
                GOOD.itself, tokenAnswer(signed("{}".getBytes(StandardCharsets.UTF_8))), text);
        case 'i' -> new Answers(GOOD.itself, tokenAnswer(text), GOOD.keys);
        case 'c' -> new Answers(GOOD.itself, tokenAnswer(signed(rest)), GOOD.keys);
        default -> new Answers(text, GOOD.tokens, GOOD.keys);
      };
    }

    @Override
    public HTTPResponse send(ReadOnlyHTTPRequest request) {
      boolean asksForToken = request.getURI().getPath().endsWith("/token");
      HTTPResponse answer = new HTTPResponse(HTTPResponse.SC_OK);
      answer.setHeader("Content-Type", "application/json");
      answer.setBody(asksForToken ? tokens : itself);
      return answer;
    }

    @Override
    public Resource retrieveResource(URL url) {
      return new Resource(keys, "application/json");
    }
  }

  @FuzzTest(maxDuration = "1h")
  void person_anyAnswers_isAPersonOrSaysWhatIsWrong(byte[] input) {
    Answers answers = Answers.of(input);
    InputBudget.hold(
        () -> {
          OidcProvider provider =
              new OidcProvider(BegunLogin.CONFIG, answers, answers, InstantSource.system());
          try {
            assertThat(OidcConfig.isPrivate(provider.address(BegunLogin.BEGUN))).isTrue();
            provider.check();
            Person person = provider.person(new AuthorizationCode("code"), BegunLogin.BEGUN);
            assertThat(person.name()).isNotBlank();
          } catch (OidcException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.detail()).isNotBlank();
          }
        });
  }

  private static String tokenAnswer(String idToken) {
    return JSONObjectUtils.toJSONString(
        Map.of("token_type", "Bearer", "access_token", "x", "id_token", idToken));
  }

  private static String signed(byte[] claims) {
    JWSObject token =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY.getKeyID()).build(),
            new Payload(claims));
    try {
      token.sign(new ECDSASigner(KEY));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
