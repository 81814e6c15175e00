package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Refuses what a page of another site has a browser send: whoever sits at this machine may visit
/// any page, and that page can reach this server. Programs send neither header.
public final class SameSite extends SimpleDecoratingHttpService {
  private static final Set<HttpMethod> CHANGES_NOTHING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /// What a browser says of requests of its own page, and of those of its user.
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final RefusalLog refusals;

  /// Guards a service.
  ///
  /// @param refusals are told of what is refused
  public SameSite(HttpService guarded, RefusalLog refusals) {
    super(guarded);
    this.refusals = refusals;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    return CHANGES_NOTHING.contains(request.method()) || isOwn(request.headers())
        ? unwrap().serve(context, request)
        : refusals.refuse(
            context,
            request,
            HttpStatus.FORBIDDEN,
            "is sent by a page of another site",
            "a page of another site may change nothing here");
  }

  private static boolean isOwn(RequestHeaders headers) {
    String site = headers.get("sec-fetch-site");
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    return (site == null || OWN.contains(site))
        && (origin == null || isOf(origin, String.valueOf(headers.authority())));
  }

  /// A page without an origin of its own says `null`, which is nobody's authority.
  private static boolean isOf(String origin, String authority) {
    try {
      String sender = URI.create(origin).getRawAuthority();
      return sender != null
          && sender.toLowerCase(Locale.ROOT).equals(authority.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
