package dev.flatline.server.ingest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.netty.util.AttributeKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The bytes that bodies of telemetry may take while they come in and wait, of all requests
/// together. A body that finds no room is read to its end and forgotten, so that its sender hears
/// the answer. Safe for several threads.
public final class IngestRoom {
  private static final AttributeKey<AtomicBoolean> WITHOUT =
      AttributeKey.valueOf(IngestRoom.class, "WITHOUT");

  /// What a piece of a body takes beside its bytes: who sends them one by one fills the heap by
  /// that.
  private static final int BYTES_OF_PIECE = 256;

  private final long mostBytes;
  private final AtomicLong taken = new AtomicLong();

  /// @param mostBytes what they may take together
  public IngestRoom(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /// Counts the body of each request to a service, which has to ask [#isWithout] once it came.
  public HttpService around(HttpService service) {
    return new Counting(service);
  }

  /// Whether the body of this request found no room, so that it is not whole.
  static boolean isWithout(ServiceRequestContext context) {
    AtomicBoolean without = context.attr(WITHOUT);
    return without != null && without.get();
  }

  /// How much is taken.
  long taken() {
    return taken.get();
  }

  private final class Counting extends SimpleDecoratingHttpService {
    Counting(HttpService service) {
      super(service);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
      AtomicBoolean without = new AtomicBoolean();
      AtomicLong own = new AtomicLong();
      context.setAttr(WITHOUT, without);
      CompletableFuture<?> unused =
          context.log().whenComplete().thenRun(() -> taken.addAndGet(-own.getAndSet(0)));
      Publisher<HttpObject> counted =
          subscriber -> request.subscribe(new Counter(subscriber, own, without));
      return unwrap().serve(context, HttpRequest.of(request.headers(), counted));
    }
  }

  /// Counts what comes as it comes: what maps a stream of Armeria's is asked only once all is
  /// there.
  private final class Counter implements Subscriber<HttpObject> {
    private final Subscriber<? super HttpObject> whole;
    private final AtomicLong own;
    private final AtomicBoolean without;

    Counter(Subscriber<? super HttpObject> whole, AtomicLong own, AtomicBoolean without) {
      this.whole = whole;
      this.own = own;
      this.without = without;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      whole.onSubscribe(subscription);
    }

    @Override
    public void onNext(HttpObject object) {
      whole.onNext(object instanceof HttpData data ? counted(data) : object);
    }

    private HttpData counted(HttpData data) {
      int bytes = data.length() + BYTES_OF_PIECE;
      if (!without.get() && taken.addAndGet(bytes) <= mostBytes) {
        own.addAndGet(bytes);
        return data;
      }
      if (!without.getAndSet(true)) {
        taken.addAndGet(-bytes);
      }
      data.close();
      return HttpData.empty().withEndOfStream(data.isEndOfStream());
    }

    @Override
    public void onError(Throwable failure) {
      whole.onError(failure);
    }

    @Override
    public void onComplete() {
      whole.onComplete();
    }
  }
}
