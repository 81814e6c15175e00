package dev.flatline.server.openapi;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.ServiceConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// All addresses for programs as an OpenAPI 3.1 document, made of what a server serves.
final class OpenApiDocument {
  /// Where addresses for programs begin; the others are pages for people, and gRPC.
  private static final List<String> FOR_PROGRAMS = List.of("/api/", "/v1/", "/metrics", "/health/");

  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

  private static final String BEARER = "bearer";

  private final boolean asksEverybody;
  private final ObjectNode root = Schema.object();
  private final Map<String, ObjectNode> schemas = new TreeMap<>();
  private final Map<String, ObjectNode> paths = new TreeMap<>();

  private OpenApiDocument(String version, boolean asksEverybody) {
    this.asksEverybody = asksEverybody;
    root.put("openapi", "3.1.0");
    root.putObject("info")
        .put("title", "Flatline")
        .put(
            "description",
            "Watches a fleet for cryptomining: telemetry comes in, findings are kept and shown."
                + " Fields are added over time and neither renamed nor removed: readers ignore those"
                + " that they do not know.")
        .put("version", version)
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    root.putArray("servers").addObject().put("url", "/");
  }

  /// That of a server.
  ///
  /// @param services all that it serves
  /// @param version of Flatline
  /// @param asksEverybody whether everybody has to say who they are
  /// @throws IllegalStateException where an address for programs is not described
  static String of(List<ServiceConfig> services, String version, boolean asksEverybody) {
    OpenApiDocument document = new OpenApiDocument(version, asksEverybody);
    services.stream()
        .filter(one -> FOR_PROGRAMS.stream().anyMatch(path(one.route())::startsWith))
        .sorted(Comparator.comparing(one -> path(one.route())))
        .forEach(document::add);
    return document.text();
  }

  /// Armeria writes `/findings/{id}` as `/findings/:id`.
  private static String path(Route route) {
    return route.patternString().replaceAll(":([a-z]+)", "{$1}");
  }

  private void add(ServiceConfig config) {
    Route route = config.route();
    Described service = config.service().as(Described.class);
    if (service == null) {
      throw new IllegalStateException(route + " is for programs, and nothing describes it");
    }
    ObjectNode path = paths.computeIfAbsent(path(route), name -> Schema.object());
    for (HttpMethod method : route.methods()) {
      path.set(
          method.name().toLowerCase(Locale.ROOT),
          operation(path(route), service.operation(), service.scope()));
    }
  }

  private ObjectNode operation(String path, Operation operation, Optional<String> scope) {
    ObjectNode json =
        Schema.object().put("operationId", operation.id()).put("summary", operation.summary());
    ArrayNode parameters = JsonMapper.shared().createArrayNode();
    addVariables(path, parameters);
    operation.parameters().forEach(one -> parameters.add(parameter(one, "query")));
    if (!parameters.isEmpty()) {
      json.set("parameters", parameters);
    }
    if (!operation.takes().isEmpty()) {
      ObjectNode body = json.putObject("requestBody").put("required", true);
      operation.takes().forEach(content -> add(content, body.withObject("content")));
    }
    addAnswers(operation, scope, json.putObject("responses"));
    addSecurity(scope, json.putArray("security"));
    return json;
  }

  private void addVariables(String path, ArrayNode parameters) {
    Matcher variables = VARIABLE.matcher(path);
    while (variables.find()) {
      Property variable =
          Property.required(variables.group(1), Schema.text(), "As the list of them names it.");
      parameters.add(parameter(variable, "path"));
    }
  }

  private ObjectNode parameter(Property property, String in) {
    ObjectNode json =
        Schema.object()
            .put("name", property.name())
            .put("in", in)
            .put("description", property.description())
            .put("required", property.required());
    json.set("schema", known(property.schema()));
    return json;
  }

  private void addAnswers(Operation operation, Optional<String> scope, ObjectNode answers) {
    operation.answers().forEach(one -> add(one, answers));
    if (scope.isPresent()) {
      Operation.of("", "")
          .refuses(401, "Nobody known sends it.")
          .refuses(403, "Who sends it may not.")
          .answers()
          .forEach(one -> add(one, answers));
    }
    ObjectNode failure = answers.putObject("default").put("description", "It failed.");
    add(
        new Operation.Content(ProblemDetails.MEDIA_TYPE, ProblemDetails.SHAPE.schema()),
        failure.putObject("content"));
  }

  private void add(Operation.Answer answer, ObjectNode answers) {
    ObjectNode json = answers.withObject("/" + answer.status());
    json.put("description", answer.means());
    answer.content().ifPresent(content -> add(content, json.withObject("content")));
  }

  private void add(Operation.Content content, ObjectNode contents) {
    contents.putObject(content.mediaType()).set("schema", known(content.schema()));
  }

  private void addSecurity(Optional<String> scope, ArrayNode security) {
    if (scope.isPresent()) {
      if (!asksEverybody) {
        security.addObject();
      }
      security.addObject().putArray(BEARER).add(scope.get());
    }
  }

  private ObjectNode known(Schema schema) {
    schemas.putAll(schema.named());
    return schema.json();
  }

  private String text() {
    ObjectNode all = root.putObject("paths");
    paths.forEach(all::set);
    ObjectNode components = root.putObject("components");
    ObjectNode named = components.putObject("schemas");
    schemas.forEach(named::set);
    components
        .putObject("securitySchemes")
        .putObject(BEARER)
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "A token of this server (docs/reference/access.md). Beside it names what the token has"
                + " to be allowed: ingest, read, operate or admin.");
    return root.toPrettyString();
  }
}
