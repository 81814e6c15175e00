package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.client.Answered;
import dev.flatline.formats.prometheus.ApiAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a user should know, each thing once with how often it was noted. May be used by several
/// threads at once.
final class Notes {
  private static final int MOST_NOTES = 100;

  private final Map<String, Integer> times = new LinkedHashMap<>();

  synchronized void add(String note) {
    if (times.size() < MOST_NOTES || times.containsKey(note)) {
      times.merge(note, 1, Integer::sum);
    }
  }

  /// Notes what the server says beside its data, and gives the data.
  <T> T noted(Answered<T> answered) {
    ApiAnswer answer = answered.answer();
    answer.warnings().forEach(warning -> add("the server warns: " + warning));
    answer.infos().forEach(info -> add("the server remarks: " + info));
    if (answer.partial()) {
      add("the server says that a part of the data is missing");
    }
    if (answer.histogramSeries() > 0) {
      add("series of native histograms were skipped");
    }
    return answered.value();
  }

  synchronized List<String> all() {
    List<String> all = new ArrayList<>();
    times.forEach((note, count) -> all.add(count == 1 ? note : note + " (" + count + " times)"));
    return all;
  }
}
