package dev.flatline.formats.csv;

import java.util.Random;

/// Telemetry CSV with everything in it that a file can have, from a seed.
final class NastyCsv {
  private static final String[] LINE_ENDS = {"\n", "\n", "\n", "\r\n", "\r", "\n\n"};
  private static final String[] WORKLOADS = {
    "vm-1",
    "vm-1",
    "vm-1",
    "vm-2",
    "shop/Deployment/cart",
    " padded ",
    "",
    "  ",
    "a,b",
    "a\"b",
    "ü🚀"
  };
  private static final String[] TIMES = {
    "1372629804.25",
    "1795290898896",
    "2014-02-14T14:30:00Z",
    "",
    "never",
    "-5",
    "NaN",
    "1e9",
    "1e20"
  };
  private static final String[] VALUES = {
    "",
    " ",
    "NaN",
    "-nan",
    "Inf",
    "-Infinity",
    "-1",
    "-0",
    "+1",
    "1e-3",
    "97",
    "2",
    "2.0000001",
    "0x1",
    "1d",
    "null",
    "1.2.3",
    ".",
    "-",
    ".5",
    "5.",
    "1,5",
    "\"",
    "0.1234567890123456789",
    "123456789012345678901234567890",
    "4.9E-324",
    "1e400"
  };

  private NastyCsv() {}

  /// A header with three metrics, and so many records.
  static String rows(Random random, int count) {
    StringBuilder text =
        new StringBuilder("workload,timestamp,cpu_utilization,memory_usage_bytes,cpu_steal\n");
    for (int i = 0; i < count; i++) {
      int fields = random.nextInt(20) > 0 ? 5 : 1 + random.nextInt(8);
      for (int field = 0; field < fields; field++) {
        text.append(field > 0 ? "," : "").append(written(random, field(random, field)));
      }
      text.append(LINE_ENDS[random.nextInt(LINE_ENDS.length)]);
    }
    return text.toString();
  }

  private static String field(Random random, int index) {
    return switch (index) {
      case 0 -> any(random, WORKLOADS);
      case 1 ->
          random.nextInt(4) > 0
              ? Integer.toString(random.nextInt(2_000_000_000))
              : any(random, TIMES);
      case 2, 4 -> random.nextInt(3) > 0 ? share(random) : any(random, VALUES);
      default -> random.nextInt(3) > 0 ? "" + random.nextInt(1_000_000) : any(random, VALUES);
    };
  }

  private static String share(Random random) {
    String digits = Double.toString(random.nextDouble());
    return digits.substring(0, Math.min(digits.length(), 3 + random.nextInt(17)));
  }

  private static String written(Random random, String field) {
    boolean needsQuotes = field.contains(",") || field.startsWith("\"");
    return needsQuotes || random.nextInt(10) == 0 ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  private static String any(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
