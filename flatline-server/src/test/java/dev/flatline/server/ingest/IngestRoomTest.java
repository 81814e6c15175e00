package dev.flatline.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestRoomTest {
  private static final int MOST = 100_000;

  /// The rest is for what its pieces take.
  private static final int FITS = 60_000;

  private final IngestRoom room = new IngestRoom(MOST);
  private Server server;
  private WebClient client;

  @BeforeAll
  void start() {
    server =
        Server.builder()
            .service(
                "/",
                room.around(
                    (context, request) ->
                        HttpResponse.of(
                            request
                                .aggregate()
                                .thenApply(
                                    whole ->
                                        IngestRoom.isWithout(context)
                                            ? IngestAnswers.sendAgain(IngestAnswers.NO_ROOM)
                                            : HttpResponse.of(
                                                String.valueOf(whole.content().length()))))))
            .build();
    server.start().join();
    client = WebClient.of("http://127.0.0.1:" + server.activeLocalPort());
  }

  @AfterAll
  void stop() {
    server.stop().join();
  }

  @Test
  void bodyThatFits_comesWhole_andGivesItsRoomBack() {
    assertThat(post(FITS).contentUtf8()).isEqualTo(Integer.toString(FITS));
    await().until(() -> room.taken() == 0);
    assertThat(post(FITS).contentUtf8()).isEqualTo(Integer.toString(FITS));
  }

  @Test
  void bodyThatDoesNotFit_isReadToItsEndAndSentAgain() {
    AggregatedHttpResponse answer = post(20 * MOST);
    assertThat(answer.status().code()).isEqualTo(429);
    assertThat(answer.headers().get("retry-after")).isNotBlank();
    await().until(() -> room.taken() == 0);
  }

  @Test
  void bodyInManyPieces_takesTheRoomOfThose() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.activeLocalPort())) {
      String body = "1\r\nx\r\n".repeat(MOST / 100) + "0\r\n\r\n";
      socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 429");
    }
    await().until(() -> room.taken() == 0);
  }

  @Test
  void besideABodyThatStillComes_thereIsOnlyTheRest() throws IOException {
    try (Socket slow = sending(FITS)) {
      await().until(() -> room.taken() > FITS);
      assertThat(post(MOST - FITS).status().code()).isEqualTo(429);
      await().until(() -> post(1000).status().code() == 200);
      slow.getOutputStream().write(0);
      assertThat(new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
      await().until(() -> room.taken() == 0);
    }
  }

  @Test
  void bodyWhoseSenderGoesAway_givesItsRoomBack() throws IOException {
    Socket slow = sending(1000);
    await().until(() -> room.taken() > 1000);
    slow.close();
    await().until(() -> room.taken() == 0);
  }

  /// Sends so many bytes, and says that one more follows.
  private Socket sending(int bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.activeLocalPort());
    String head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (bytes + 1);
    socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[bytes]);
    return socket;
  }

  private AggregatedHttpResponse post(int bytes) {
    return client
        .execute(RequestHeaders.of(HttpMethod.POST, "/"), HttpData.wrap(new byte[bytes]))
        .aggregate()
        .join();
  }
}
