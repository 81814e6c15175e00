package dev.flatline.server;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
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
import dev.flatline.server.api.SeriesService;
import dev.flatline.server.api.SinksService;
import dev.flatline.server.api.SourcesService;
import dev.flatline.server.api.TimelineService;
import dev.flatline.server.api.TokenService;
import dev.flatline.server.api.TokensService;
import dev.flatline.server.api.WarningsService;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.canary.CanaryStatus;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.console.ActOnFindings;
import dev.flatline.server.console.ConsoleAssets;
import dev.flatline.server.console.CoveragePage;
import dev.flatline.server.console.ExpectedChange;
import dev.flatline.server.console.ExpectedChanges;
import dev.flatline.server.console.ExpectedFile;
import dev.flatline.server.console.ExpectedPage;
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
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.http.FailureAnswers;
import dev.flatline.server.http.HeaderTime;
import dev.flatline.server.http.KnownHost;
import dev.flatline.server.http.SameSite;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.IngestRoom;
import dev.flatline.server.ingest.OtlpGrpcService;
import dev.flatline.server.ingest.OtlpService;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.ingest.RemoteWriteService;
import dev.flatline.server.ingest.TelemetryCsvService;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.oidc.OidcLogin;
import dev.flatline.server.openapi.Described;
import dev.flatline.server.openapi.OpenApiService;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.recent.Recent;
import dev.flatline.server.store.StoreException;
import dev.flatline.server.tls.RefusedHandshakes;
import dev.flatline.server.tls.ServerTls;
import dev.flatline.server.warning.Warnings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Every address of a server, each with what its sender has to be allowed.
///
/// @param settings what the server was told
/// @param judgement knows what was judged
/// @param fleet what is known of all workloads
/// @param recent knows what workloads did
/// @param queue holds what waits
/// @param pushed makes samples of series
/// @param senders that were heard
/// @param polls know what was asked for
/// @param couriers know what sinks were told
/// @param events tell pages what changed
/// @param warnings of the server itself
/// @param access lets requests through
/// @param canary knows whether the detector sees; nothing where nobody tries
/// @param clock the server's own
record ServerRoutes(
    ServerSettings settings,
    Judgement judgement,
    FleetView fleet,
    Recent recent,
    SampleQueue queue,
    PushedSeries pushed,
    HeardSenders senders,
    Polls polls,
    Couriers couriers,
    LiveEvents events,
    Warnings warnings,
    Access access,
    Supplier<Optional<CanaryStatus>> canary,
    Clock clock) {
  /// The most bytes of a request as it comes, and of CSV and OTLP also after it was decompressed.
  /// What remote write has when unpacked is limited by
  /// [dev.flatline.formats.series.SeriesLimits].
  static final long MOST_BYTES = 16L << 20;

  /// Of the heap, bodies of telemetry that come in and wait may take one part in so many: of 800 MB
  /// 160 requests of half a megabyte, as Prometheus sends them when its queues are longest.
  private static final long HEAP_OF_BODIES = 10;

  /// A connection of HTTP/2 has no need of more at once (RFC 9113, 6.5.2: at least 100).
  private static final int MOST_STREAMS = 100;

  /// A name, scopes and tenants.
  private static final long MOST_ADMIN_BYTES = 64L << 10;

  /// Connections at a time; a Prometheus has up to 200 shards.
  static final int MOST_CONNECTIONS = 1_000;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /// As long as Armeria keeps a connection on which nothing is asked; Apache's mod_reqtimeout waits
  /// for a head for 20 s.
  private static final Duration HEADER_TIME = Duration.ofSeconds(15);

  /// The server, which does not listen yet.
  Server server(Optional<ServerTls> tls, ServerStores stores) {
    ServerBuilder builder =
        Server.builder()
            .maxNumConnections(MOST_CONNECTIONS)
            .maxRequestLength(MOST_BYTES)
            .http2MaxStreamsPerConnection(MOST_STREAMS)
            .requestTimeout(REQUEST_TIMEOUT)
            .disableServerHeader()
            .decorator(service -> new SameSite(service, access.refusals()))
            .errorHandler(new FailureAnswers(StoreException.class));
    HeaderTime.limit(
        builder,
        HEADER_TIME,
        pipeline ->
            tls.ifPresent(
                one -> RefusedHandshakes.watch(pipeline, access.refusals()::refusedConnection)));
    if (!settings.config().access().proxies().isEmpty()) {
      new TrustedProxies(settings.config().access().proxies()).applyTo(builder);
    }
    if (!settings.asksEverybody()) {
      builder.decorator(service -> new KnownHost(service, access.refusals()));
    }
    tls.ifPresentOrElse(
        one -> builder.https(settings.listen()).tlsProvider(one.provider(), one.config()),
        () -> builder.http(settings.listen()));
    IngestCounts counts = new IngestCounts();
    addIngest(builder, counts);
    addFindings(builder, stores);
    GuardMetrics guard = new GuardMetrics(access.refusals()::count, tls.map(one -> one::ends));
    addOwnState(builder, counts, guard, stores.audit());
    addConsole(builder, stores, counts);
    return builder.build();
  }

  private void addIngest(ServerBuilder builder, IngestCounts counts) {
    IngestRoom room = new IngestRoom(Runtime.getRuntime().maxMemory() / HEAP_OF_BODIES);
    post(
        builder,
        "/api/v1/telemetry",
        room.around(new TelemetryCsvService(queue, counts, senders))
            .decorate(DecodingService.newDecorator()),
        TelemetryCsvService.OPERATION);
    post(
        builder,
        "/api/v1/write",
        room.around(new RemoteWriteService(pushed, senders)),
        RemoteWriteService.OPERATION);
    post(
        builder,
        "/v1/metrics",
        room.around(new OtlpService(pushed, senders)).decorate(DecodingService.newDecorator()),
        OtlpService.OPERATION);
    builder
        .route()
        .post(OtlpGrpcService.PATH)
        .decorator(access.guard().asksFor(Scope.INGEST))
        .build(room.around(new OtlpGrpcService(pushed, senders, Math.toIntExact(MOST_BYTES))));
  }

  private void addFindings(ServerBuilder builder, ServerStores stores) {
    FindingStore store = stores.findings();
    ActionStore actions = stores.actions();
    FindingDocuments findings = new FindingDocuments(store, actions, clock);
    readOfTenants(
        builder, "/api/v1/findings", new FindingsService(findings), FindingsService.OPERATION);
    readOfTenants(
        builder, "/api/v1/findings/{id}", new FindingService(findings), FindingService.OPERATION);
    readOfTenants(
        builder,
        "/api/v1/findings/{id}/series",
        new SeriesService(store, stores.series()),
        SeriesService.OPERATION);
    readOfTenants(
        builder,
        "/api/v1/findings/{id}/actions",
        new ActionsService(store, actions),
        ActionsService.OPERATION);
    readOfTenants(
        builder,
        "/api/v1/findings/{id}/timeline",
        new TimelineService(stores.timelines()),
        TimelineService.OPERATION);
    builder
        .route()
        .post("/api/v1/findings/actions")
        .maxRequestLength(ActService.MOST_BYTES)
        .build(
            new Described(
                new ActService(actions, events::changed, clock)
                    .decorate(access.guard().asksTenantsFor(Scope.OPERATE)),
                ActService.OPERATION,
                Optional.of(Scope.OPERATE.label())));
  }

  private void addOwnState(
      ServerBuilder builder, IngestCounts counts, GuardMetrics guard, AuditLog audit) {
    read(builder, "/api/v1/sinks", new SinksService(couriers), SinksService.OPERATION);
    read(
        builder,
        "/metrics",
        new MetricsService(
            judgement, recent, queue, counts, pushed, senders, polls, couriers, guard, warnings,
            canary),
        MetricsService.OPERATION);
    read(builder, "/api/v1/warnings", new WarningsService(warnings), WarningsService.OPERATION);
    read(
        builder,
        "/health/sources",
        new SourcesService(polls, senders, clock),
        SourcesService.OPERATION);
    open(builder, "/health/live", new HealthService(() -> true, ""), HealthService.LIVE);
    open(
        builder,
        "/health/ready",
        new HealthService(judgement::isWell, "nothing is judged or kept; the log says why"),
        HealthService.READY);
    read(
        builder,
        "/api/v1/openapi.json",
        new OpenApiService(settings.version(), settings.asksEverybody()),
        OpenApiService.OPERATION);
    addTokens(builder);
    admin(
        builder, HttpMethod.GET, "/api/v1/audit", new AuditService(audit), AuditService.OPERATION);
  }

  private void addTokens(ServerBuilder builder) {
    TokensService tokens = new TokensService(access.tokens(), settings.config().tenants());
    admin(builder, HttpMethod.GET, "/api/v1/tokens", tokens, TokensService.LIST);
    admin(builder, HttpMethod.POST, "/api/v1/tokens", tokens, TokensService.MAKE);
    TokenService token = new TokenService(access.tokens());
    admin(builder, HttpMethod.DELETE, "/api/v1/tokens/{id}", token, TokenService.REVOKE);
    admin(builder, HttpMethod.POST, "/api/v1/tokens/{id}/replacement", token, TokenService.REPLACE);
  }

  private void addConsole(ServerBuilder builder, ServerStores stores, IngestCounts counts) {
    builder
        .route()
        .get("/")
        .build((context, request) -> HttpResponse.ofRedirect(HttpStatus.FOUND, "/findings"));
    builder.route().get("/assets/{name}").build(new ConsoleAssets());
    builder
        .route()
        .get("/events")
        .build(events.decorate(access.guard().asksTenantsFor(Scope.READ)));
    addLogins(builder);
    addFindingPages(builder, stores);
    addFleetPages(builder, stores.findings());
    page(
        builder,
        "/health",
        new HealthPage(
            judgement,
            queue,
            counts,
            pushed,
            polls,
            couriers,
            warnings,
            canary,
            clock,
            settings.version()));
  }

  private void addLogins(ServerBuilder builder) {
    String version = settings.version();
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
  }

  private void addFindingPages(ServerBuilder builder, ServerStores stores) {
    String version = settings.version();
    FindingStore store = stores.findings();
    ActionStore actions = stores.actions();
    pageOfTenants(builder, "/findings", new FindingsPage(store, actions, warnings, clock, version));
    pageOfTenants(
        builder,
        "/findings/{id}",
        new FindingPage(store, stores.series(), stores.timelines(), version));
    builder
        .route()
        .post("/findings/act")
        .maxRequestLength(ActOnFindings.MOST_BYTES)
        .build(
            new ActOnFindings(actions, events, clock, version)
                .decorate(access.guard().asksTenantsFor(Scope.OPERATE)));
    addExpected(builder, store);
  }

  private void addFleetPages(ServerBuilder builder, FindingStore store) {
    String version = settings.version();
    pageOfTenants(builder, "/fleet", new FleetPage(fleet, store, settings.policy(), version));
    pageOfTenants(builder, "/workload", new WorkloadPage(fleet, store, settings.policy(), version));
    pageOfTenants(
        builder, "/coverage", new CoveragePage(judgement, fleet, senders, clock, version));
  }

  /// The policy is everybody's: who is of a tenant does not see it.
  private void addExpected(ServerBuilder builder, FindingStore store) {
    String version = settings.version();
    ExpectedChanges changes = new ExpectedChanges(settings.config().policy(), clock);
    page(builder, "/findings/{id}/expected", new ExpectedPage(store, changes, version));
    page(
        builder,
        "/findings/{id}/expected/policy.patch",
        new ExpectedFile(store, changes, ExpectedChange::patch));
    page(
        builder,
        "/findings/{id}/expected/policy.yaml",
        new ExpectedFile(store, changes, ExpectedChange::after));
  }

  private void read(ServerBuilder builder, String path, HttpService service, Operation operation) {
    builder.route().get(path).build(guarded(service, Scope.READ, operation));
  }

  private void readOfTenants(
      ServerBuilder builder, String path, HttpService service, Operation operation) {
    HttpService guarded = service.decorate(access.guard().asksTenantsFor(Scope.READ));
    builder
        .route()
        .get(path)
        .build(new Described(guarded, operation, Optional.of(Scope.READ.label())));
  }

  private void post(ServerBuilder builder, String path, HttpService service, Operation operation) {
    builder.route().post(path).build(guarded(service, Scope.INGEST, operation));
  }

  private void open(ServerBuilder builder, String path, HttpService service, Operation operation) {
    builder.route().get(path).build(new Described(service, operation, Optional.empty()));
  }

  private void admin(
      ServerBuilder builder,
      HttpMethod method,
      String path,
      HttpService service,
      Operation operation) {
    builder
        .route()
        .methods(method)
        .path(path)
        .maxRequestLength(MOST_ADMIN_BYTES)
        .build(guarded(service, Scope.ADMIN, operation));
  }

  private HttpService guarded(HttpService service, Scope scope, Operation operation) {
    return new Described(
        service.decorate(access.guard().asksFor(scope)), operation, Optional.of(scope.label()));
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
