package dev.flatline.server.console;

import dev.flatline.core.finding.Finding;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where the console tells of what.
final class Addresses {
  /// The address of a workload but for its name.
  static final String WORKLOADS = "/workload?name=";

  private Addresses() {}

  static String finding(Finding finding) {
    return "/findings/" + encoded(finding.id());
  }

  /// Where it is proposed how the policy can expect it.
  static String expected(Finding finding) {
    return finding(finding) + "/expected";
  }

  static String workload(String name) {
    return WORKLOADS + encoded(name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
