package dev.flatline.server;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.encoding.DecodingService;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.message.Sender;
import dev.flatline.server.api.ActService;
import dev.flatline.server.api.ActionsService;
import dev.flatline.server.api.AuditService;
import dev.flatline.server.api.FindingDocuments;
import dev.flatline.server.api.FindingService;
import dev.flatline.server.api.FindingsService;
import dev.flatline.server.api.HealthService;
import dev.flatline.server.api.MetricsService;
import dev.flatline.server.api.SinksService;
import dev.flatline.server.api.SourcesService;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.console.ConsoleAssets;
import dev.flatline.server.console.CoveragePage;
import dev.flatline.server.console.FindingPage;
import dev.flatline.server.console.FindingsPage;
import dev.flatline.server.console.FleetPage;
import dev.flatline.server.console.FleetView;
import dev.flatline.server.console.HealthPage;
import dev.flatline.server.console.LiveEvents;
import dev.flatline.server.console.WorkloadPage;
import dev.flatline.server.http.FailureAnswers;
import dev.flatline.server.http.SameSite;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.OtlpGrpcService;
import dev.flatline.server.ingest.OtlpService;
import dev.flatline.server.ingest.PushedSeries;
import dev.flatline.server.ingest.RemoteWriteService;
import dev.flatline.server.ingest.TelemetryCsvService;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.outbox.Senders;
import dev.flatline.server.outbox.SinkRoute;
import dev.flatline.server.poll.Polls;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.Outbox;
import dev.flatline.server.store.Retention;
import dev.flatline.server.store.SqlActionStore;
import dev.flatline.server.store.SqlAuditLog;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.server.store.StoreException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running server.
public final class FlatlineServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlatlineServer.class);

  /// Samples that may wait: 60 to 100 MB of heap, and a fifth of a second of judging.
  static final long QUEUE_SAMPLES = 200_000;

  /// The most bytes of a request, also after it was decompressed.
  static final long MOST_BYTES = 16L << 20;

  /// How often the state is written: what a crash loses has to be sent again.
  static final Duration SNAPSHOT_EVERY = Duration.ofMinutes(5);

  /// What is kept for a year may stay an hour longer.
  private static final Duration RETENTION_EVERY = Duration.ofHours(1);

  /// Connections at a time; a Prometheus has up to 200 shards.
  private static final int MOST_CONNECTIONS = 1_000;

  private static final Clock CLOCK = Clock.systemUTC();

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final Database database;
  private final AuditLog audit;
  private final SampleQueue queue;
  private final Judgement judgement;
  private final PushedSeries pushed;
  private final LiveEvents events;
  private final Polls polls;
  private final ScheduledExecutorService ticker;
  private final ScheduledExecutorService keeper;
  private final Retention retention;
  private final Couriers couriers;
  private final Server http;

  private FlatlineServer(ServerSettings settings, DataFolder folder, Database database) {
    List<SinkRoute> routes = routes(settings);
    Outbox outbox =
        new Outbox(database, routes.stream().map(SinkRoute::subscription).toList(), CLOCK);
    FindingStore store = new SqlFindingStore(database, outbox);
    this.audit = new SqlAuditLog(database);
    this.folder = folder;
    this.database = database;
    this.queue = new SampleQueue(QUEUE_SAMPLES);
    this.events = new LiveEvents();
    this.pushed = new PushedSeries(queue, CLOCK, settings.engine().lateness());
    this.judgement =
        Judgement.start(
            new Judgement.Settings(
                settings.engine(), settings.policy(), CLOCK, SNAPSHOT_EVERY, events::changed),
            queue,
            store,
            new SnapshotFolder(folder.path()));
    this.polls = Polls.start(settings.config().poll(), judgement, queue, CLOCK);
    this.ticker =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("push").factory());
    this.keeper =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("retention").factory());
    this.retention = new Retention(database, settings.config().retention());
    this.couriers = Couriers.start(routes, outbox, CLOCK);
    this.http = http(settings, store);
  }

  private static List<SinkRoute> routes(ServerSettings settings) {
    Sender sender = Senders.here(settings.version());
    return settings.config().sinks().stream().map(sink -> SinkRoute.of(sink, sender)).toList();
  }

  /// Takes the data folder, goes on from its newest snapshot, and listens.
  ///
  /// @throws dev.flatline.server.store.StoreException where the folder, what is in it, or the
  ///     database cannot be used
  /// @throws dev.flatline.server.judge.SnapshotException where the snapshot cannot be used
  /// @throws CompletionException where the address cannot be listened at
  public static FlatlineServer start(ServerSettings settings) {
    DataFolder folder = DataFolder.take(settings.dataFolder());
    try {
      return start(settings, folder);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static FlatlineServer start(ServerSettings settings, DataFolder folder) {
    Database database =
        settings
            .config()
            .store()
            .map(Database::postgresql)
            .orElseGet(() -> Database.embedded(folder));
    try {
      return start(settings, folder, database);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static FlatlineServer start(
      ServerSettings settings, DataFolder folder, Database database) {
    FlatlineServer server = new FlatlineServer(settings, folder, database);
    try {
      server.http.start().join();
      server.audit.write(entry("server.start", settings.version() + " listens at " + server.uri()));
    } catch (RuntimeException e) {
      server.http.stop().join();
      server.polls.close();
      server.stopJudging();
      throw e;
    }
    ScheduledFuture<?> unused =
        server.ticker.scheduleWithFixedDelay(server::advance, 1, 1, TimeUnit.SECONDS);
    ScheduledFuture<?> unusedToo =
        server.keeper.scheduleWithFixedDelay(
            server::removeWhatIsOld, 1, RETENTION_EVERY.toMinutes(), TimeUnit.MINUTES);
    return server;
  }

  /// Where it listens.
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.activeLocalPort());
  }

  /// Where samples wait to be judged, for sources in the same process.
  public SampleQueue queue() {
    return queue;
  }

  /// Takes no more requests, judges what waits, writes the state, and gives the folder back.
  @Override
  public void close() {
    events.close();
    http.stop().join();
    polls.close();
    stopJudging();
    tellOfTheEnd();
    database.close();
    folder.close();
  }

  /// The end goes on where it cannot be told of.
  private void tellOfTheEnd() {
    try {
      audit.write(entry("server.stop", ""));
    } catch (StoreException e) {
      LOG.warn("the audit log does not tell of this end: {}", e.getMessage());
    }
  }

  private static AuditEntry entry(String what, String detail) {
    return AuditEntry.done(CLOCK.instant(), SqlAuditLog.SERVER, what, "", detail);
  }

  /// A failure that left here would end the ticking in silence.
  private void advance() {
    try {
      pushed.advance();
    } catch (RuntimeException e) {
      LOG.error("no samples could be made of the series that are pushed", e);
    }
  }

  private void removeWhatIsOld() {
    try {
      retention.apply(CLOCK.instant());
    } catch (RuntimeException e) {
      LOG.warn("what was kept long enough stays for now: {}", e.getMessage());
    }
  }

  private void stopJudging() {
    ticker.close();
    keeper.close();
    advance();
    judgement.close();
    couriers.close();
  }

  private Server http(ServerSettings settings, FindingStore store) {
    IngestCounts counts = new IngestCounts();
    ServerBuilder builder =
        Server.builder()
            .http(settings.listen())
            .maxNumConnections(MOST_CONNECTIONS)
            .maxRequestLength(MOST_BYTES)
            .requestTimeout(REQUEST_TIMEOUT)
            .disableServerHeader()
            .decorator(SameSite::new)
            .errorHandler(new FailureAnswers());
    builder
        .route()
        .post("/api/v1/telemetry")
        .build(new TelemetryCsvService(queue, counts).decorate(DecodingService.newDecorator()));
    addConsole(builder, settings, store, counts);
    builder.route().post("/api/v1/write").build(new RemoteWriteService(pushed));
    builder
        .route()
        .post("/v1/metrics")
        .build(new OtlpService(pushed).decorate(DecodingService.newDecorator()));
    addFindings(builder, store);
    builder
        .route()
        .post(OtlpGrpcService.PATH)
        .build(new OtlpGrpcService(pushed, Math.toIntExact(MOST_BYTES)));
    builder.route().get("/api/v1/sinks").build(new SinksService(couriers));
    builder
        .route()
        .get("/metrics")
        .build(new MetricsService(judgement, queue, counts, pushed, polls, couriers));
    builder.route().get("/health/sources").build(new SourcesService(polls));
    builder.route().get("/health/live").build(new HealthService(() -> true, ""));
    builder
        .route()
        .get("/health/ready")
        .build(new HealthService(judgement::isWell, "nothing is judged or kept; the log says why"));
    return builder.build();
  }

  private void addConsole(
      ServerBuilder builder, ServerSettings settings, FindingStore store, IngestCounts counts) {
    String version = settings.version();
    FleetView fleet = new FleetView(judgement);
    builder
        .route()
        .get("/")
        .build((context, request) -> HttpResponse.ofRedirect(HttpStatus.FOUND, "/findings"));
    builder.route().get("/assets/{name}").build(new ConsoleAssets());
    builder.route().get("/events").build(events);
    builder.route().get("/findings").build(new FindingsPage(store, CLOCK, version));
    builder.route().get("/findings/{id}").build(new FindingPage(store, version));
    builder.route().get("/fleet").build(new FleetPage(fleet, store, settings.policy(), version));
    builder
        .route()
        .get("/workload")
        .build(new WorkloadPage(fleet, store, settings.policy(), version));
    builder.route().get("/coverage").build(new CoveragePage(judgement, fleet, version));
    builder
        .route()
        .get("/health")
        .build(new HealthPage(judgement, queue, counts, pushed, polls, couriers, CLOCK, version));
  }

  private void addFindings(ServerBuilder builder, FindingStore store) {
    ActionStore actions = new SqlActionStore(database);
    FindingDocuments findings = new FindingDocuments(store, actions, CLOCK);
    builder.route().get("/api/v1/findings").build(new FindingsService(findings));
    builder.route().get("/api/v1/findings/{id}").build(new FindingService(findings));
    builder.route().get("/api/v1/findings/{id}/actions").build(new ActionsService(store, actions));
    builder
        .route()
        .post("/api/v1/findings/actions")
        .maxRequestLength(ActService.MOST_BYTES)
        .build(new ActService(actions, CLOCK));
    builder.route().get("/api/v1/audit").build(new AuditService(audit));
  }
}
