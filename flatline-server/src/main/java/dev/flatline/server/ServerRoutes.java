package dev.flatline.server;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.DecodingService;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.server.api.ActService;
import dev.flatline.server.api.ActionsService;
import dev.flatline.server.api.AuditService;
import dev.flatline.server.api.FindingDocuments;
import dev.flatline.server.api.FindingService;
import dev.flatline.server.api.FindingsService;
import dev.flatline.server.api.GuardMetrics;
import dev.flatline.server.api.HealthService;
import dev.flatline.server.api.MetricsService;
import dev.flatline.server.api.SinksService;
import dev.flatline.server.api.SourcesService;
import dev.flatline.server.api.TokenService;
import dev.flatline.server.api.TokensService;
import dev.flatline.server.api.WarningsService;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.console.ActOnFindings;
import dev.flatline.server.console.ConsoleAssets;
import dev.flatline.server.console.CoveragePage;
import dev.flatline.server.console.FindingPage;
import dev.flatline.server.console.FindingsPage;
import dev.flatline.server.console.FleetPage;
import dev.flatline.server.console.FleetView;
import dev.flatline.server.console.HealthPage;
import dev.flatline.server.console.LiveEvents;
import dev.flatline.server.console.LoginPage;
import dev.flatline.server.console.LogoutService;
import dev.flatline.server.console.OidcBegin;
import dev.flatline.server.console.OidcEnd;
import dev.flatline.server.console.WorkloadPage;
import dev.flatline.server.guard.Access;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.http.FailureAnswers;
import dev.flatline.server.http.KnownHost;
import dev.flatline.server.http.SameSite;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.OtlpGrpcService;
import dev.flatline.server.ingest.OtlpService;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.ingest.RemoteWriteService;
import dev.flatline.server.ingest.TelemetryCsvService;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.oidc.OidcLogin;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.tls.ServerTls;
import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Every address of a server, each with what its sender has to be allowed.
///
/// @param settings what the server was told
/// @param judgement knows what was judged
/// @param queue holds what waits
/// @param pushed makes samples of series
/// @param polls know what was asked for
/// @param couriers know what sinks were told
/// @param events tell pages what changed
/// @param warnings of the server itself
/// @param access lets requests through
/// @param clock the server's own
record ServerRoutes(
    ServerSettings settings,
    Judgement judgement,
    SampleQueue queue,
    PushedSeries pushed,
    Polls polls,
    Couriers couriers,
    LiveEvents events,
    Warnings warnings,
    Access access,
    Clock clock) {
  /// The most bytes of a request, also after it was decompressed.
  static final long MOST_BYTES = 16L << 20;

  /// Connections at a time; a Prometheus has up to 200 shards.
  private static final int MOST_CONNECTIONS = 1_000;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /// The server, which does not listen yet.
  Server server(Optional<ServerTls> tls, FindingStore store, ActionStore actions, AuditLog audit) {
    ServerBuilder builder =
        Server.builder()
            .maxNumConnections(MOST_CONNECTIONS)
            .maxRequestLength(MOST_BYTES)
            .requestTimeout(REQUEST_TIMEOUT)
            .disableServerHeader()
            .decorator(SameSite::new)
            .errorHandler(new FailureAnswers());
    if (!settings.asksEverybody()) {
      builder.decorator(KnownHost::new);
    }
    tls.ifPresentOrElse(
        one -> builder.https(settings.listen()).tlsProvider(one.provider(), one.config()),
        () -> builder.http(settings.listen()));
    IngestCounts counts = new IngestCounts();
    addIngest(builder, counts);
    addFindings(builder, store, actions);
    GuardMetrics guard = new GuardMetrics(access.refusals()::count, tls.map(one -> one::ends));
    addOwnState(builder, counts, guard, audit);
    addConsole(builder, store, actions, counts);
    return builder.build();
  }

  private void addIngest(ServerBuilder builder, IngestCounts counts) {
    add(
        builder,
        Scope.INGEST,
        HttpMethod.POST,
        "/api/v1/telemetry",
        new TelemetryCsvService(queue, counts).decorate(DecodingService.newDecorator()));
    add(builder, Scope.INGEST, HttpMethod.POST, "/api/v1/write", new RemoteWriteService(pushed));
    add(
        builder,
        Scope.INGEST,
        HttpMethod.POST,
        "/v1/metrics",
        new OtlpService(pushed).decorate(DecodingService.newDecorator()));
    builder
        .route()
        .post(OtlpGrpcService.PATH)
        .decorator(access.guard().asksFor(Scope.INGEST))
        .build(new OtlpGrpcService(pushed, Math.toIntExact(MOST_BYTES)));
  }

  private void addFindings(ServerBuilder builder, FindingStore store, ActionStore actions) {
    FindingDocuments findings = new FindingDocuments(store, actions, clock);
    readOfTenants(builder, "/api/v1/findings", new FindingsService(findings));
    readOfTenants(builder, "/api/v1/findings/{id}", new FindingService(findings));
    readOfTenants(builder, "/api/v1/findings/{id}/actions", new ActionsService(store, actions));
    builder
        .route()
        .post("/api/v1/findings/actions")
        .maxRequestLength(ActService.MOST_BYTES)
        .decorator(access.guard().asksTenantsFor(Scope.OPERATE))
        .build(new ActService(actions, clock));
  }

  private void addOwnState(
      ServerBuilder builder, IngestCounts counts, GuardMetrics guard, AuditLog audit) {
    read(builder, "/api/v1/sinks", new SinksService(couriers));
    read(
        builder,
        "/metrics",
        new MetricsService(judgement, queue, counts, pushed, polls, couriers, guard, warnings));
    read(builder, "/api/v1/warnings", new WarningsService(warnings));
    read(builder, "/health/sources", new SourcesService(polls));
    builder.route().get("/health/live").build(new HealthService(() -> true, ""));
    builder
        .route()
        .get("/health/ready")
        .build(new HealthService(judgement::isWell, "nothing is judged or kept; the log says why"));
    add(builder, Scope.ADMIN, HttpMethod.GET, "/api/v1/audit", new AuditService(audit));
    TokensService tokens = new TokensService(access.tokens(), settings.config().tenants());
    add(builder, Scope.ADMIN, HttpMethod.GET, "/api/v1/tokens", tokens);
    add(builder, Scope.ADMIN, HttpMethod.POST, "/api/v1/tokens", tokens);
    TokenService token = new TokenService(access.tokens());
    add(builder, Scope.ADMIN, HttpMethod.DELETE, "/api/v1/tokens/{id}", token);
    add(builder, Scope.ADMIN, HttpMethod.POST, "/api/v1/tokens/{id}/replacement", token);
  }

  private void addConsole(
      ServerBuilder builder, FindingStore store, ActionStore actions, IngestCounts counts) {
    String version = settings.version();
    FleetView fleet = new FleetView(judgement);
    builder
        .route()
        .get("/")
        .build((context, request) -> HttpResponse.ofRedirect(HttpStatus.FOUND, "/findings"));
    builder.route().get("/assets/{name}").build(new ConsoleAssets());
    Optional<OidcLogin> provider = settings.config().oidc().map(oidc -> new OidcLogin(oidc, clock));
    provider.ifPresent(
        one -> {
          builder.route().get(OidcBegin.PATH).build(new OidcBegin(one, access.logins(), version));
          builder
              .route()
              .get(OidcConfig.CALLBACK)
              .build(new OidcEnd(one, access.logins(), version));
        });
    LoginPage login = new LoginPage(access.logins(), provider.map(OidcLogin::name), version);
    builder.route().get("/login").build(login);
    builder.route().post("/login").maxRequestLength(LoginPage.MOST_BYTES).build(login);
    builder.route().post("/logout").build(new LogoutService(access.logins()));
    readOfTenants(builder, "/events", events);
    pageOfTenants(builder, "/findings", new FindingsPage(store, actions, warnings, clock, version));
    pageOfTenants(builder, "/findings/{id}", new FindingPage(store, actions, version));
    builder
        .route()
        .post("/findings/act")
        .maxRequestLength(ActOnFindings.MOST_BYTES)
        .build(
            new ActOnFindings(actions, events, clock, version)
                .decorate(access.guard().asksTenantsFor(Scope.OPERATE)));
    pageOfTenants(builder, "/fleet", new FleetPage(fleet, store, settings.policy(), version));
    pageOfTenants(builder, "/workload", new WorkloadPage(fleet, store, settings.policy(), version));
    pageOfTenants(builder, "/coverage", new CoveragePage(judgement, fleet, version));
    page(
        builder,
        "/health",
        new HealthPage(
            judgement, queue, counts, pushed, polls, couriers, warnings, clock, version));
  }

  private void read(ServerBuilder builder, String path, HttpService service) {
    add(builder, Scope.READ, HttpMethod.GET, path, service);
  }

  private void readOfTenants(ServerBuilder builder, String path, HttpService service) {
    builder.route().get(path).build(service.decorate(access.guard().asksTenantsFor(Scope.READ)));
  }

  private void add(
      ServerBuilder builder, Scope scope, HttpMethod method, String path, HttpService service) {
    builder.service(
        Route.builder().methods(method).path(path).build(),
        service.decorate(access.guard().asksFor(scope)));
  }

  private void page(ServerBuilder builder, String path, HttpService service) {
    builder.route().get(path).build(service.decorate(access.guard().asksReaderFor(Scope.READ)));
  }

  private void pageOfTenants(ServerBuilder builder, String path, HttpService service) {
    builder
        .route()
        .get(path)
        .build(service.decorate(access.guard().asksReaderOfTenantsFor(Scope.READ)));
  }
}
