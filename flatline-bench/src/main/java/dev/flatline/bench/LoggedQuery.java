package dev.flatline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A range query as Prometheus logs it.
///
/// @param query the PromQL
/// @param start the first time, ISO-8601
/// @param end the last time, ISO-8601
/// @param stepSeconds from one time to the next
record LoggedQuery(String query, String start, String end, int stepSeconds) {

  /// The range queries of a log, in its order.
  static List<LoggedQuery> rangesIn(Path log) throws IOException {
    List<LoggedQuery> queries = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = JsonMapper.shared().readTree(line);
      JsonNode params = entry.path("params");
      if (entry.path("httpRequest").path("path").asString("").endsWith("/query_range")) {
        queries.add(
            new LoggedQuery(
                params.path("query").asString(),
                params.path("start").asString(),
                params.path("end").asString(),
                params.path("step").asInt()));
      }
    }
    return queries;
  }

  /// Fetches it and throws the answer away.
  void curl(String url) {
    Commands.run(
        "curl",
        "--silent",
        "--fail",
        "--output",
        "/dev/null",
        "--data-urlencode",
        "query=" + query,
        "--data-urlencode",
        "start=" + start,
        "--data-urlencode",
        "end=" + end,
        "--data-urlencode",
        "step=" + stepSeconds,
        url + "/api/v1/query_range");
  }
}
