package dev.flatline.testkit.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that reads all findings, page by page, and keeps what it was shown.
final class FindingReader {
  private static final int OK = 200;
  private static final String FIRST_PAGE = "/api/v1/findings?severity=low&limit=1000";

  private final HttpClient client;
  private final FindingLedger ledger;

  FindingReader(HttpClient client, FindingLedger ledger) {
    this.client = client;
    this.ledger = ledger;
  }

  /// Reads all and compares.
  ///
  /// @throws IOException where the server is gone; pages that came were shown
  Map<String, Shown> read(URI server) throws IOException, InterruptedException {
    Map<String, Shown> expected = ledger.expected();
    Map<String, Shown> shown = new HashMap<>();
    String address = FIRST_PAGE;
    while (!address.isEmpty()) {
      JsonNode page = get(server, address);
      for (JsonNode finding : page.get("findings")) {
        shown.put(finding.get("id").asString(), Shown.of(finding));
      }
      address =
          page.get("next").isNull()
              ? ""
              : FIRST_PAGE
                  + "&after="
                  + URLEncoder.encode(page.get("next").asString(), StandardCharsets.UTF_8);
    }
    ledger.compare(expected, shown);
    shown.forEach(ledger::tell);
    return shown;
  }

  /// Messages that wait for sinks.
  long waiting(URI server) throws IOException, InterruptedException {
    long waiting = 0;
    for (JsonNode sink : get(server, "/api/v1/sinks").get("sinks")) {
      waiting += sink.get("waiting").asLong();
    }
    return waiting;
  }

  private JsonNode get(URI server, String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(address)).build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(address + " was answered " + answer.statusCode());
    }
    return JsonMapper.shared().readTree(answer.body());
  }
}
