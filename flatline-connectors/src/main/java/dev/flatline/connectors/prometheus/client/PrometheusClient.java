package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.net.TlsContext;
import dev.flatline.formats.prometheus.ApiAnswer;
import dev.flatline.formats.prometheus.ApiDecoder;
import dev.flatline.formats.prometheus.SeriesVisitor;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A client of one server. May be used by several threads at once.
///
/// Every method throws [SourceException] where the server cannot be read, and
/// [QueryRefusedException] where a query is more than the server does at once.
public final class PrometheusClient implements AutoCloseable {
  /// No answer is that long: a slice of a plan is some tens of megabytes.
  private static final long LARGEST_ANSWER_BYTES = 4L << 30;

  private static final int MOST_LISTED = 5_000_000;

  private final PrometheusEndpoint endpoint;
  private final ApiDecoder decoder = new ApiDecoder(LARGEST_ANSWER_BYTES);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "prometheus-timer");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient http;
  private final HttpAttempts attempts;

  /// A client that has not connected yet.
  public PrometheusClient(PrometheusEndpoint endpoint) {
    this(endpoint, Patience.real());
  }

  PrometheusClient(PrometheusEndpoint endpoint, Patience patience) {
    this.endpoint = endpoint;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.timeout())
            .sslContext(TlsContext.of(endpoint.tls()))
            .build();
    attempts =
        new HttpAttempts(
            endpoint, patience, new HttpExchange(http, endpoint, timer, patience.clock()));
  }

  /// A query at evenly spaced times. Of the visitors, the one that saw the whole answer is
  /// returned.
  public <V extends SeriesVisitor> Answered<V> queryRange(RangeQuery query, Supplier<V> visitors) {
    Map<String, String> form =
        Map.of(
            "query", query.promql(),
            "start", seconds(query.startMillis()),
            "end", seconds(query.endMillis()),
            "step", seconds(query.stepMillis()),
            "timeout", endpoint.timeout().toMillis() + "ms");
    return series(ApiRequest.post("/query_range", ApiRequest.form(form), query.what()), visitors);
  }

  /// A query at one time.
  public <V extends SeriesVisitor> Answered<V> query(
      String promql, long atMillis, Supplier<V> visitors) {
    Map<String, String> form =
        Map.of(
            "query",
            promql,
            "time",
            seconds(atMillis),
            "timeout",
            endpoint.timeout().toMillis() + "ms");
    return series(ApiRequest.post("/query", ApiRequest.form(form), "query"), visitors);
  }

  /// The values that a label has on the series that any of these selectors finds between two times.
  /// The label `__name__` is the metric's name.
  public Answered<List<String>> labelValues(
      String label, List<String> selectors, long fromMillis, long toMillis) {
    String form = between(fromMillis, toMillis) + matching(selectors);
    ApiRequest request = ApiRequest.get("/label/" + label + "/values", form, "values of " + label);
    return attempts.call(request, StringsReader::new);
  }

  /// The label sets of the series that a selector finds between two times. Where the connection
  /// breaks in the middle, those that came before are given again.
  ///
  /// @return what the server says beside them; the value is how many there were
  public Answered<Integer> series(
      String selector, long fromMillis, long toMillis, Consumer<Map<String, String>> visitor) {
    String form = between(fromMillis, toMillis) + matching(List.of(selector));
    ApiRequest request = ApiRequest.post("/series", form, "series of " + selector);
    return attempts.call(request, () -> new LabelSetsReader(visitor));
  }

  /// The scalars of `status/…`, none where the server has no such page: only Prometheus has them
  /// all.
  public Map<String, String> status(String page) {
    try {
      return attempts
          .call(ApiRequest.get("/status/" + page, "", "status " + page), FieldsReader::new)
          .value();
    } catch (QueryRefusedException e) {
      return Map.of();
    } catch (SourceException e) {
      return switch (e.reason()) {
        case NOT_FOUND, MALFORMED, REJECTED, SERVER_ERROR -> Map.of();
        case UNAUTHORIZED, UNREACHABLE, TIMEOUT, TRUNCATED, EMPTY, SETTINGS -> throw e;
      };
    }
  }

  /// How many requests were sent, those that were tried again among them.
  public long requests() {
    return attempts.requests();
  }

  /// Ends all that is under way.
  @Override
  public void close() {
    timer.shutdownNow();
    http.shutdownNow();
    http.close();
  }

  private <V extends SeriesVisitor> Answered<V> series(ApiRequest request, Supplier<V> visitors) {
    return attempts.call(request, () -> new SeriesReader<>(visitors.get()));
  }

  private static void requireBelowMost(int count) {
    if (count >= MOST_LISTED) {
      throw new QueryRefusedException(
          QueryRefusedException.Kind.TOO_LARGE, "a list of more than " + MOST_LISTED);
    }
  }

  private static String between(long fromMillis, long toMillis) {
    return "start=" + seconds(fromMillis) + "&end=" + seconds(toMillis);
  }

  private static String matching(List<String> selectors) {
    StringBuilder form = new StringBuilder();
    for (String selector : selectors) {
      form.append("&match[]=").append(ApiRequest.encoded(selector));
    }
    return form.toString().replace("[]", "%5B%5D");
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0
        ? Long.toString(millis / 1000)
        : String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
  }

  private final class SeriesReader<V extends SeriesVisitor> implements Attempt.BodyReader<V> {
    private final V visitor;

    SeriesReader(V visitor) {
      this.visitor = visitor;
    }

    @Override
    public ApiAnswer read(InputStream body) throws IOException {
      return decoder.series(body, visitor);
    }

    @Override
    public V value() {
      return visitor;
    }
  }

  private final class StringsReader implements Attempt.BodyReader<List<String>> {
    private final List<String> values = new ArrayList<>();

    @Override
    public ApiAnswer read(InputStream body) throws IOException {
      return decoder.strings(body, this::add);
    }

    private void add(String value) {
      requireBelowMost(values.size());
      values.add(value);
    }

    @Override
    public List<String> value() {
      return values;
    }
  }

  private final class LabelSetsReader implements Attempt.BodyReader<Integer> {
    private final Consumer<Map<String, String>> visitor;
    private int count;

    LabelSetsReader(Consumer<Map<String, String>> visitor) {
      this.visitor = visitor;
    }

    @Override
    public ApiAnswer read(InputStream body) throws IOException {
      return decoder.labelSets(body, this::visit);
    }

    private void visit(Map<String, String> labels) {
      requireBelowMost(count++);
      visitor.accept(labels);
    }

    @Override
    public Integer value() {
      return count;
    }
  }

  private final class FieldsReader implements Attempt.BodyReader<Map<String, String>> {
    private final Map<String, String> fields = new HashMap<>();

    @Override
    public ApiAnswer read(InputStream body) throws IOException {
      return decoder.fields(body, fields::put);
    }

    @Override
    public Map<String, String> value() {
      return fields;
    }
  }
}
