package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import dev.flatline.formats.text.VisibleText;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Refuses requests that call this machine by a name that is not its own. A page of another site
/// could let its name point here (DNS rebinding), and then read what nobody is asked for who they
/// are.
public final class KnownHost extends SimpleDecoratingHttpService {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>[a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  private static final int LONGEST_TOLD_CODE_POINTS = 100;

  private final RefusalLog refusals;

  /// Guards a service.
  ///
  /// @param refusals are told of what is refused
  public KnownHost(HttpService guarded, RefusalLog refusals) {
    super(guarded);
    this.refusals = refusals;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
    String called = String.valueOf(request.authority());
    return isOwn(called.toLowerCase(Locale.ROOT))
        ? unwrap().serve(context, request)
        : refusals.refuse(
            context,
            request,
            HttpStatus.MISDIRECTED_REQUEST,
            "calls this server " + VisibleText.shortened(called, LONGEST_TOLD_CODE_POINTS),
            "call this server localhost or 127.0.0.1, or let it ask who everybody is"
                + " (access: {required: true})");
  }

  /// A name is asked of nobody: it is `localhost`, or none of this machine's.
  private static boolean isOwn(String authority) {
    Matcher called = AUTHORITY.matcher(authority);
    if (!called.matches()) {
      return false;
    }
    String host = called.group("host");
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
    return address == null ? host.equals("localhost") : address.isLoopbackAddress();
  }
}
