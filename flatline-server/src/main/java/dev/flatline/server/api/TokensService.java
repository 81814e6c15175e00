package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.guard.Tenants;
import dev.flatline.server.guard.Token;
import dev.flatline.server.guard.Tokens;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.RequestActor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// Tokens: all of them by `GET /api/v1/tokens`, a new one by `POST /api/v1/tokens`. The text of a
/// token is in the answer to the request that made it, and nowhere else.
public final class TokensService implements HttpService {
  private static final Set<String> KNOWN = Set.of("name", "scopes", "tenants", "expires");

  private static final int MOST_TENANTS = 100;

  private final Tokens tokens;
  private final Tenants tenants;

  /// @param tokens that are known
  /// @param tenants that tokens may be of
  public TokensService(Tokens tokens, Tenants tenants) {
    this.tenants = tenants;
    this.tokens = tokens;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() == HttpMethod.GET) {
      return HttpResponse.of(
          CompletableFuture.supplyAsync(this::all, context.blockingTaskExecutor()));
    }
    Actor by = RequestActor.of(context);
    return JsonRequests.answer(context, request, body -> make(body, by));
  }

  private HttpResponse all() {
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.JSON_UTF_8,
        JsonText.of(
            json -> {
              json.writeName("tokens").writeStartArray();
              for (Token token : tokens.all()) {
                json.writeStartObject();
                write(token, json);
                json.writeEndObject();
              }
              json.writeEndArray();
            }));
  }

  private HttpResponse make(InputStream content, Actor by) throws IOException {
    JsonBody body = JsonBody.read(content, KNOWN);
    Set<Scope> scopes =
        body.texts("scopes", Scope.values().length).stream()
            .map(Scope::of)
            .collect(Collectors.toSet());
    Optional<Set<String>> of =
        body.has("tenants")
            ? Optional.of(Set.copyOf(new TreeSet<>(body.texts("tenants", MOST_TENANTS))))
            : Optional.empty();
    of.ifPresent(tenants::require);
    Grant grant = new Grant(scopes, of);
    return made(tokens.make(body.text("name").orElse(""), grant, body.time("expires"), by));
  }

  static HttpResponse made(Tokens.Made made) {
    return HttpResponse.of(
        HttpStatus.CREATED,
        MediaType.JSON_UTF_8,
        JsonText.of(
            json -> {
              write(made.token(), json);
              json.writeStringProperty("token", made.text());
            }));
  }

  private static void write(Token token, JsonGenerator json) {
    json.writeStringProperty("id", token.id());
    json.writeStringProperty("name", token.name());
    json.writeName("scopes").writeStartArray();
    token.grant().scopes().stream().map(Scope::label).sorted().forEach(json::writeString);
    json.writeEndArray();
    if (token.grant().tenants().isPresent()) {
      json.writeName("tenants").writeStartArray();
      token.grant().tenants().get().stream().sorted().forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeStringProperty("created", token.createdAt().toString());
    token.expiresAt().ifPresent(at -> json.writeStringProperty("expires", at.toString()));
    token.usedAt().ifPresent(at -> json.writeStringProperty("used", at.toString()));
  }
}
