package dev.flatline.connectors.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkTest {
  private static final Payload PAYLOAD = new Payload("hook-1-1", "application/json", "{\"ä\":1}");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;

  @Test
  void send_accepted_isDelivered() throws IOException {
    try (Receiver receiver = Receiver.answering(202, Map.of(), "ok")) {
      assertThat(send(HttpTarget.of(receiver.url())))
          .isEqualTo(new Delivery.Delivered("HTTP 202 (ok)"));
      assertThat(receiver.requests().getFirst().body()).isEqualTo("{\"ä\":1}");
      assertThat(receiver.requests().getFirst().headers().getFirst("Content-Type"))
          .isEqualTo("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void send_whereItMayPass_isTriedAgainWhenAsked(int status) throws IOException {
    try (Receiver receiver = Receiver.answering(status, Map.of("Retry-After", "17"), "")) {
      assertThat(send(HttpTarget.of(receiver.url())))
          .isEqualTo(new Delivery.TryAgain("HTTP " + status, Optional.of(Duration.ofSeconds(17))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
  void send_whereItNeverPasses_isRefused(int status) throws IOException {
    try (Receiver receiver = Receiver.answering(status, Map.of(), "no\nthanks")) {
      assertThat(send(HttpTarget.of(receiver.url())))
          .isEqualTo(new Delivery.Refused("HTTP " + status + " (no thanks)"));
    }
  }

  @Test
  void send_redirected_goesNowhereElse() throws IOException {
    try (Receiver other = Receiver.answering(200, Map.of(), "");
        Receiver receiver =
            Receiver.answering(302, Map.of("Location", other.url().toString()), "")) {
      assertThat(send(HttpTarget.of(receiver.url()))).isInstanceOf(Delivery.Refused.class);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void send_nobodyThere_isTriedAgain() {
    URI nowhere = URI.create("http://127.0.0.1:1/");
    assertThat(send(HttpTarget.of(nowhere)))
        .isEqualTo(Delivery.TryAgain.because("nothing listens there"));
  }

  @Test
  void send_noAnswer_isTriedAgain() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpSink sink =
            new HttpSink(
                HttpTarget.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                Duration.ofMillis(300),
                CLOCK)) {
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.TryAgain.class);
    }
  }

  @Test
  void send_anAnswerWithoutEnd_isReadInPart() throws IOException {
    try (Receiver receiver = Receiver.answering(200, Map.of(), "x".repeat(10_000_000))) {
      assertThat(send(HttpTarget.of(receiver.url())))
          .isEqualTo(new Delivery.Delivered("HTTP 200 (" + "x".repeat(200) + "…)"));
    }
  }

  @Test
  void send_signed_canBeVerifiedAsStandardWebhooksSays() throws Exception {
    String second = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
      send(target(receiver, Optional.empty(), Optional.of(secret(SECRET + "\n" + second))));
      Receiver.Request request = receiver.requests().getFirst();
      assertThat(request.headers().getFirst("webhook-id")).isEqualTo("hook-1-1");
      String timestamp = Long.toString(CLOCK.instant().getEpochSecond());
      assertThat(request.headers().getFirst("webhook-timestamp")).isEqualTo(timestamp);
      String signed = "hook-1-1." + timestamp + "." + request.body();
      assertThat(request.headers().getFirst("webhook-signature").split(" ", -1))
          .containsExactly("v1," + hmac(SECRET, signed), "v1," + hmac(second, signed));
    }
  }

  /// The example of the specification's own libraries.
  @Test
  void signature_isThatOfThePublishedExample() throws IOException {
    assertThat(
            new WebhookSignature(secret(SECRET))
                .of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void send_secretOfAnotherForm_isTriedAgainWithoutShowingIt() throws IOException {
    try (Receiver receiver = Receiver.answering(200, Map.of(), "")) {
      Delivery delivery = send(target(receiver, Optional.empty(), Optional.of(secret("hunter2"))));
      assertThat(delivery).isInstanceOf(Delivery.TryAgain.class);
      assertThat(delivery.toString()).contains("whsec_").doesNotContain("hunter2");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void send_anAnswerThatRepeatsOurSecret_isToldWithoutIt() throws IOException {
    try (Receiver receiver = Receiver.answering(401, Map.of(), "bad token: ApiKey s3cr3t-0815")) {
      HttpTarget target =
          target(receiver, Optional.of(secret("ApiKey s3cr3t-0815")), Optional.empty());
      Delivery delivery = send(target);
      assertThat(receiver.requests().getFirst().headers().getFirst("Authorization"))
          .isEqualTo("ApiKey s3cr3t-0815");
      assertThat(delivery.toString()).contains("HTTP 401").doesNotContain("s3cr3t");
      assertThat(target.toString()).doesNotContain("s3cr3t");
    }
  }

  @Test
  void send_toAUrlThatIsSecret_readsItEachTime_andNeverShowsIt() throws IOException {
    Path file = Files.writeString(folder.resolve("url"), "http://127.0.0.1:1/T0/B0/hunter2");
    HttpTarget target =
        new HttpTarget(
            new HttpTarget.Address.Hidden(new Secret.OfFile(file)),
            Optional.empty(),
            Optional.empty(),
            TlsSettings.PLATFORM);
    try (HttpSink sink = new HttpSink(target);
        Receiver receiver = Receiver.answering(200, Map.of(), "")) {
      Delivery first = sink.send(PAYLOAD);
      assertThat(first.toString() + sink).doesNotContain("hunter2");
      Files.writeString(file, receiver.url() + "\n");
      assertThat(sink.send(PAYLOAD)).isInstanceOf(Delivery.Delivered.class);
    }
  }

  @Test
  void send_anAnswerThatRepeatsASecretUrl_isToldWithoutIt() throws IOException {
    try (Receiver receiver = Receiver.echoing(404)) {
      Delivery delivery = send(hidden(receiver, "/T0/h%75nter2-5a7b/B%20B00?key=Pssw%30rd1&x=9"));
      assertThat(delivery).isInstanceOf(Delivery.Refused.class);
      assertThat(delivery.toString())
          .contains("HTTP 404", "no such page")
          .doesNotContain("T0", "nter2", "B00", "ssw", "rd1", "x=9");
    }
  }

  @Test
  void send_anAnswerWithPartsOfASecretUrl_isToldWithoutThem() throws IOException {
    String parts = "[hunter2-5a7b] at [B B000], key is [Passw0rd] not [9], hook off";
    try (Receiver receiver = Receiver.answering(404, Map.of(), parts)) {
      Delivery delivery = send(hidden(receiver, "/hook/hunter2-5a7b/B%20B000?k=Passw0rd&x=9"));
      assertThat(delivery)
          .isEqualTo(
              new Delivery.Refused("HTTP 404 ([***] at [***], key is [***] not [9], hook off)"));
    }
  }

  @Test
  void send_anAnswerThatRepeatsASecretUrlAboveTheOneSentTo_isToldWithoutIt() throws IOException {
    try (Receiver receiver = Receiver.echoing(404)) {
      Delivery delivery = send(hidden(receiver, "/hunter2-5a7b").below("/api/v2/alerts"));
      assertThat(delivery.toString()).contains("HTTP 404").doesNotContain("hunter2");
    }
  }

  @Test
  void send_anAnswerThatRepeatsAUrlThatMayBeKnown_isToldAsItIs() throws IOException {
    try (Receiver receiver = Receiver.echoing(404)) {
      assertThat(send(HttpTarget.of(receiver.url())).toString()).contains("\"path\":\"/hook\"");
    }
  }

  private HttpTarget hidden(Receiver receiver, String pathAndQuery) throws IOException {
    return new HttpTarget(
        new HttpTarget.Address.Hidden(secret(receiver.url().resolve(pathAndQuery).toString())),
        Optional.empty(),
        Optional.empty(),
        TlsSettings.PLATFORM);
  }

  private static Delivery send(HttpTarget target) {
    try (HttpSink sink = new HttpSink(target, Duration.ofSeconds(20), CLOCK)) {
      return sink.send(PAYLOAD);
    }
  }

  private static HttpTarget target(
      Receiver receiver, Optional<Secret> authorization, Optional<Secret> signing) {
    return new HttpTarget(
        new HttpTarget.Address.Open(receiver.url()), authorization, signing, TlsSettings.PLATFORM);
  }

  private Secret secret(String text) throws IOException {
    return new Secret.OfFile(Files.writeString(folder.resolve("secret"), text));
  }

  private static String hmac(String secret, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
