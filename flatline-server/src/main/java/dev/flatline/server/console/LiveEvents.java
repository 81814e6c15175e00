package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.Problem;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Tells open pages that findings changed, as server-sent events: `GET /events`. However much
/// changes, a page is told at most once a second, and one that does not listen is told nothing more
/// until it does.
public final class LiveEvents implements HttpService, AutoCloseable {
  /// Pages that may be open at a time; each takes a connection.
  static final int MOST_PAGES = 200;

  private static final long RETRY_SECONDS = 30;

  /// Proxies close what is silent for a minute.
  private static final int TICKS_PER_SIGN_OF_LIFE = 20;

  private static final HttpData CHANGED = HttpData.ofUtf8("event: findings\ndata: changed\n\n");
  private static final HttpData SIGN_OF_LIFE = HttpData.ofUtf8(": alive\n\n");

  private final Set<Page> pages = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean changed = new AtomicBoolean();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("events").factory());
  private int ticks;

  /// Begins to tell.
  public LiveEvents() {
    ScheduledFuture<?> unused = ticker.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /// One open page; what it was sent last may not have reached it yet.
  private static final class Page {
    private final HttpResponseWriter out;
    private volatile boolean ready = true;
    private volatile boolean missed;

    Page(HttpResponseWriter out) {
      this.out = out;
    }

    void send(HttpData data) {
      if (!ready) {
        missed |= data.equals(CHANGED);
        return;
      }
      ready = false;
      if (out.tryWrite(data)) {
        CompletableFuture<?> unused = out.whenConsumed().thenRun(() -> ready = true);
      }
    }

    boolean takeMissed() {
      boolean had = missed && ready;
      missed &= !had;
      return had;
    }
  }

  /// Something changed.
  public void changed() {
    changed.set(true);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (pages.size() >= MOST_PAGES) {
      return Problem.tryAgain(
          HttpStatus.SERVICE_UNAVAILABLE,
          RETRY_SECONDS,
          MOST_PAGES + " pages are open already; this one does not renew itself");
    }
    context.clearRequestTimeout();
    HttpResponseWriter out = HttpResponse.streaming();
    out.write(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.EVENT_STREAM)
            .set("Cache-Control", "no-store")
            .build());
    Page page = new Page(out);
    pages.add(page);
    CompletableFuture<?> unused =
        out.whenComplete().whenComplete((done, failure) -> pages.remove(page));
    page.send(SIGN_OF_LIFE);
    return out;
  }

  /// Ends the conversations, so that the server need not wait for them.
  @Override
  public void close() {
    ticker.shutdownNow();
    pages.forEach(page -> page.out.close());
  }

  private void tick() {
    boolean signOfLife = ++ticks % TICKS_PER_SIGN_OF_LIFE == 0;
    boolean news = changed.getAndSet(false);
    for (Page page : pages) {
      if (news || page.takeMissed()) {
        page.send(CHANGED);
      } else if (signOfLife) {
        page.send(SIGN_OF_LIFE);
      }
    }
  }
}
