package dev.flatline.testkit.ledger;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a sink was sent. Safe for several threads.
final class DeliveryLedger {
  private final FindingLedger findings;
  private final Map<String, String> bodies = new HashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private final Map<String, Taken> last = new HashMap<>();
  private final Map<String, String> opened = new HashMap<>();
  private final Set<String> wrong = new LinkedHashSet<>();
  private long arrived;
  private long repeats;

  /// @param findings hears of what was taken
  DeliveryLedger(FindingLedger findings) {
    this.findings = findings;
  }

  /// The message of a finding that was taken last.
  private record Taken(int sequence, boolean closed) {}

  /// A message has come.
  ///
  /// @param isTaken whether the sink keeps it: then the server may never lose what it says
  synchronized void arrive(String body, boolean isTaken) {
    arrived++;
    JsonNode message = JsonMapper.shared().readTree(body);
    String id = message.get("id").asString();
    String before = bodies.putIfAbsent(id, body);
    if (before != null && !before.equals(body)) {
      wrong.add(id + " stands for two messages: " + before + " and " + body);
    }
    if (isTaken) {
      if (taken.add(id)) {
        takeNew(id, message);
      } else {
        repeats++;
      }
    }
  }

  private void takeNew(String id, JsonNode message) {
    String finding = message.get("data").get("id").asString();
    boolean closed = message.get("type").asString().equals("finding.closed");
    int sequence = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    Taken before = last.put(finding, new Taken(sequence, closed));
    if (before != null && (before.closed || before.sequence >= sequence)) {
      wrong.add(id + " came after " + before);
    }
    if (message.get("type").asString().equals("finding.opened")) {
      String other = opened.put(finding, id);
      if (other != null) {
        wrong.add(finding + " was told as new by " + other + " and by " + id);
      }
    }
    findings.tell(finding, Shown.of(message.get("data")));
  }

  /// What was sent twice as new, out of order, or under an id that stands for something else.
  synchronized Set<String> wrong() {
    return new LinkedHashSet<>(wrong);
  }

  /// Findings that the sink was told of as open.
  synchronized Set<String> opened() {
    return Set.copyOf(opened.keySet());
  }

  /// Whether the sink was told that it is over.
  synchronized boolean isClosed(String finding) {
    Taken told = last.get(finding);
    return told != null && told.closed;
  }

  /// Messages that came, repeated ones among them.
  synchronized long arrived() {
    return arrived;
  }

  /// Messages that were taken, each counted once.
  synchronized long taken() {
    return taken.size();
  }

  /// Messages that came again after they had been taken.
  synchronized long repeats() {
    return repeats;
  }
}
