package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Closes a connection whose client takes too long to say what it wants: one that says nothing, or
/// the head of a request byte by byte, would else keep its place for ever, and a thousand of them
/// all places. How long a request may take once its head is there is the server's request timeout.
///
/// On the event loop of its connection.
public final class HeaderTime extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<HeaderTime> KEY =
      AttributeKey.valueOf(HeaderTime.class, "of a connection");

  private final long mostMillis;
  private int underWay;
  private @Nullable Future<?> end;

  private HeaderTime(Duration most) {
    this.mostMillis = most.toMillis();
  }

  /// Limits it for all connections of a server.
  ///
  /// @param most from a connection's beginning, or its first byte while no request is under way,
  ///     until the head of a request is there
  /// @param others what else every new connection gets: a server takes one customizer
  public static void limit(ServerBuilder server, Duration most, Consumer<ChannelPipeline> others) {
    server.childChannelPipelineCustomizer(
        pipeline -> {
          pipeline.addFirst(new HeaderTime(most));
          others.accept(pipeline);
        });
    server.decorator(Noticing::new);
  }

  /// Tells a connection of its requests.
  private static final class Noticing extends SimpleDecoratingHttpService {
    Noticing(HttpService service) {
      super(service);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
      Channel channel = context.log().partial().channel();
      HeaderTime connection = channel == null ? null : channel.attr(KEY).get();
      if (channel != null && connection != null) {
        channel.eventLoop().execute(connection::began);
        CompletableFuture<Void> unused =
            context
                .log()
                .whenComplete()
                .thenAccept(log -> channel.eventLoop().execute(connection::ended));
      }
      return unwrap().serve(context, request);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.channel().attr(KEY).set(this);
    await(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    await(context);
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  private void await(ChannelHandlerContext context) {
    if (underWay == 0 && end == null) {
      end =
          context
              .executor()
              .schedule(() -> close(context.channel()), mostMillis, TimeUnit.MILLISECONDS);
    }
  }

  private static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  private void began() {
    underWay++;
    stop();
  }

  private void ended() {
    underWay--;
  }

  private void stop() {
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }
}
