package dev.flatline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.server.config.ConfigReader;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The provider of logins: a good one, none, and what is none.
class ProviderCheckTest {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";

  private static final String REST =
      "\"authorization_endpoint\":\"https://a/a\",\"token_endpoint\":\"https://a/t\","
          + "\"subject_types_supported\":[\"public\"]";

  @TempDir private Path folder;

  private LocalHttp http;

  @BeforeEach
  void start() throws IOException {
    http = LocalHttp.start();
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void provider_thatSaysWhatLoginsNeed_isGood() throws IOException {
    String issuer = http.url() + "/ops";
    http.answering("/keys", "{\"keys\":[]}").answering("/ops" + WELL_KNOWN, whole(issuer));
    CheckResult result = look("issuer: \"" + issuer + "\"");
    assertThat(result.outcome()).as(result.found()).isEqualTo(Outcome.OK);
    CheckResult slash = look("issuer: \"" + issuer + "/\"");
    assertThat(slash.outcome()).isEqualTo(Outcome.PROBLEM);
    assertThat(slash.found()).contains("it says that its issuer is " + issuer);
  }

  @Test
  void provider_thatGivesNoKeys_isAProblem() throws IOException {
    String issuer = http.url() + "/ops";
    http.answering("/ops" + WELL_KNOWN, whole(issuer));
    CheckResult result = look("issuer: \"" + issuer + "\"");
    assertThat(result.outcome()).isEqualTo(Outcome.PROBLEM);
    assertThat(result.found()).contains("its keys cannot be had");
  }

  private String whole(String issuer) {
    return "{\"issuer\":\"%s\",%s,\"jwks_uri\":\"%s/keys\"}".formatted(issuer, REST, http.url());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"issuer\":\"https://else\",REST,\"jwks_uri\":\"https://a/k\"} | its issuer is https://else",
        "{\"issuer\":7} | cannot be asked",
        "{\"issuer\":\"ISSUER\",REST} | is not whole",
        "{\"issuer\":\"ISSUER\",REST,\"jwks_uri\":\"http://a/k\"} | it names http://a/k as its jwks_uri",
        "{\"issuer\":\"ISSUER\",REST,\"jwks_uri\":\"https:k\"} | it names https:k as its jwks_uri",
        "<html> | cannot be asked",
        "`` | cannot be asked",
      })
  void whatIsNone_isAProblem(String body, String found) throws IOException {
    String issuer = http.url() + "/ops";
    http.answering("/ops" + WELL_KNOWN, body.replace("ISSUER", issuer).replace("REST", REST));
    CheckResult result = look("issuer: \"" + issuer + "\"");
    assertThat(result.outcome()).isEqualTo(Outcome.PROBLEM);
    assertThat(result.found()).contains(found);
  }

  @Test
  void provider_thatCannotBeAsked_isAProblem_andNoneIsSkipped() throws IOException {
    assertThat(look("issuer: \"" + http.url() + "/gone\"").found()).contains("status code 404");
    String nobody = "http://127.0.0.1:" + RunningProgram.freePort();
    CheckResult result = look("issuer: \"" + nobody + "\"");
    assertThat(result.outcome()).isEqualTo(Outcome.PROBLEM);
    assertThat(result.found()).endsWith("cannot be asked: nothing listens there");
    CheckResult authority = look("ca: gone.pem, issuer: \"" + nobody + "\"");
    assertThat(authority.found()).contains("gone.pem");
    assertThat(authority.advice()).contains("'ca'");
    assertThat(new ProviderCheck(Optional.empty()).look())
        .singleElement()
        .extracting(CheckResult::outcome)
        .isEqualTo(Outcome.SKIPPED);
  }

  private CheckResult look(String keys) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("flatline.yaml"),
            """
            oidc: {%s, client-id: flatline, external-url: "https://flatline.example",
                   groups: [{group: ops, scopes: [read]}]}
            """
                .formatted(keys));
    return new ProviderCheck(ConfigReader.read(file).value().oidc()).look().getFirst();
  }
}
