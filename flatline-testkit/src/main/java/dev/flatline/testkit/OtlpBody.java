package dev.flatline.testkit;

import java.util.List;

/// Bodies of OTLP, as a Collector that looks at hosts makes them.
public final class OtlpBody {
  private OtlpBody() {}

  /// A point of one gauge, of each host.
  public static byte[] gauge(String metric, long atMillis, double value, List<String> hosts) {
    WireMessage point =
        new WireMessage().fixed(3, atMillis * 1_000_000).number(4, value).message(7, used());
    WireMessage gauge = new WireMessage().message(1, point);
    WireMessage scope =
        new WireMessage().message(2, new WireMessage().text(1, metric).message(5, gauge));
    WireMessage request = new WireMessage();
    for (String host : hosts) {
      WireMessage resource = new WireMessage().message(1, attribute("host.name", host));
      request.message(1, new WireMessage().message(1, resource).message(2, scope));
    }
    return request.toBytes();
  }

  private static WireMessage used() {
    return attribute("state", "used");
  }

  private static WireMessage attribute(String key, String value) {
    return new WireMessage().text(1, key).message(2, new WireMessage().text(1, value));
  }
}
