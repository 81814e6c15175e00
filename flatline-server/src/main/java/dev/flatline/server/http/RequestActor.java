package dev.flatline.server.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import io.netty.util.AttributeKey;
import java.util.Optional;

/// Who sends a request.
public final class RequestActor {
  private static final AttributeKey<Actor> KEY = AttributeKey.valueOf(RequestActor.class, "actor");

  /// Who nobody asked for a name: only this machine's own can be that.
  private static final String UNNAMED = "loopback";

  private RequestActor() {}

  /// Remembers who it is, once that is known.
  public static void set(ServiceRequestContext context, Actor actor) {
    context.setAttr(KEY, actor);
  }

  /// By which name the sender of the request on this thread has said who they are; empty where they
  /// have not.
  public static Optional<String> nameHere() {
    return Optional.ofNullable(ServiceRequestContext.currentOrNull())
        .map(context -> context.attr(KEY))
        .map(Actor::name)
        .filter(name -> !name.equals(UNNAMED));
  }

  /// Who it is.
  public static Actor of(ServiceRequestContext context) {
    Actor known = context.attr(KEY);
    return known == null ? new Actor(UNNAMED, context.clientAddress().getHostAddress()) : known;
  }
}
