package dev.flatline.server.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Tells of a connection that is not made because of the certificate that a client shows.
///
/// On the event loop of its connection.
public final class RefusedHandshakes extends ChannelInboundHandlerAdapter {
  private final BiConsumer<String, InetAddress> told;

  private RefusedHandshakes(BiConsumer<String, InetAddress> told) {
    this.told = told;
  }

  /// Watches a connection that begins.
  ///
  /// @param told why, and from where it comes; must not wait for anything
  public static void watch(ChannelPipeline pipeline, BiConsumer<String, InetAddress> told) {
    Channel channel = pipeline.channel();
    // Behind the handler of TLS, which is there once the connection is set up.
    channel.eventLoop().execute(() -> pipeline.addLast(new RefusedHandshakes(told)));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent end) {
      RefusedCertificateException refusal = refusal(end.cause());
      if (refusal != null && context.channel().remoteAddress() instanceof InetSocketAddress from) {
        told.accept(
            "shows a certificate that is refused: " + refusal.getMessage(), from.getAddress());
      }
      context.pipeline().remove(this);
    }
    context.fireUserEventTriggered(event);
  }

  private static @Nullable RefusedCertificateException refusal(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof RefusedCertificateException refusal) {
        return refusal;
      }
    }
    return null;
  }
}
