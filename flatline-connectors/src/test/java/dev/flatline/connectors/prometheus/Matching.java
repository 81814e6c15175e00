package dev.flatline.connectors.prometheus;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Matchers of PromQL as Prometheus applies them, for tests.
final class Matching {
  private static final Pattern MATCHER =
      Pattern.compile("([a-z_]+)(=~|!~|=)\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private Matching() {}

  static boolean matches(String matchers, Map<String, String> labels) {
    Matcher matcher = MATCHER.matcher(matchers);
    boolean all = true;
    while (matcher.find()) {
      String value = labels.getOrDefault(matcher.group(1), "");
      String wanted = matcher.group(3).replaceAll("\\\\(.)", "$1");
      all &=
          switch (matcher.group(2)) {
            case "=~" -> value.matches(wanted);
            case "!~" -> !value.matches(wanted);
            default -> value.equals(wanted);
          };
    }
    return all;
  }
}
