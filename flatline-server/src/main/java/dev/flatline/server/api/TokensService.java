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
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tokens: all of them by `GET /api/v1/tokens`, a new one by `POST /api/v1/tokens`. The text of a
/// token is in the answer to the request that made it, and nowhere else.
public final class TokensService implements HttpService {
  private static final int MOST_TENANTS = 100;

  private static final Schema SCOPE = Schema.oneOf(Scope.values());

  private static final List<Property> KNOWN =
      List.of(
          Property.required("name", Schema.text(), "Whose it is, for people."),
          Property.required(
              "scopes", Schema.listOf(SCOPE, Scope.values().length), "What it allows."),
          Property.optional(
              "tenants",
              Schema.listOf(Schema.text(), MOST_TENANTS),
              "Whose workloads it sees; without it all."),
          Property.optional("expires", Schema.time(), "When it ends by itself."));

  private static final JsonShape<Token> TOKEN =
      TokensService.<Token>described(
              "Token", "A token without its text, which nobody keeps.", token -> token)
          .build();

  private static final JsonShape<List<Token>> ALL =
      JsonShape.<List<Token>>of("Tokens", "The tokens of a server.")
          .objects("tokens", TOKEN, "The tokens.", tokens -> tokens)
          .build();

  static final JsonShape<Tokens.Made> MADE =
      TokensService.<Tokens.Made>described(
              "TokenMade", "A new token and its text.", Tokens.Made::token)
          .text("token", "Its text, which is shown this once.", Tokens.Made::text)
          .build();

  /// What is told of all of them.
  public static final Operation LIST =
      Operation.of("listTokens", "The tokens that there are.")
          .answersJson(200, "The tokens.", ALL.schema());

  /// What is told of making one.
  public static final Operation MAKE =
      Operation.of("makeToken", "Makes a token.")
          .takesJson(Schema.ofObject("TokenRequest", "The token to make.", KNOWN))
          .answersJson(201, "The token.", MADE.schema())
          .refuses(400, "The body cannot be understood.")
          .refuses(415, "The body is not application/json.");

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
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(ALL, List.copyOf(tokens.all())));
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
    return HttpResponse.of(HttpStatus.CREATED, MediaType.JSON_UTF_8, JsonText.of(MADE, made));
  }

  private static <T> JsonShape.Builder<T> described(
      String name, String description, Function<T, Token> token) {
    return JsonShape.<T>of(name, description)
        .text("id", "By which it is named.", one -> token.apply(one).id())
        .text("name", "Whose it is.", one -> token.apply(one).name())
        .texts(
            "scopes",
            SCOPE,
            "What it allows.",
            one -> token.apply(one).grant().scopes().stream().map(Scope::label).sorted().toList())
        .perhapsTexts(
            "tenants",
            Schema.text(),
            "Whose workloads it sees; all where it is missing.",
            one -> token.apply(one).grant().tenants().map(of -> of.stream().sorted().toList()))
        .time("created", "When it was made.", one -> token.apply(one).createdAt())
        .perhapsTime("expires", "When it ends by itself.", one -> token.apply(one).expiresAt())
        .perhapsTime(
            "used", "When it was last shown, to the minute.", one -> token.apply(one).usedAt());
  }
}
