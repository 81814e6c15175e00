package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import java.util.regex.Pattern;

/// Where a form says to go on to: a page of this server, whatever else it says.
final class LocalAddress {
  private static final String USUAL = "/findings";

  /// What browsers read as another server's name begins with `//`, or with `/\`.
  private static final Pattern LOCAL = Pattern.compile("/([^/\\\\\\p{Cntrl}]\\P{Cntrl}*)?");

  private LocalAddress() {}

  static String of(String wanted) {
    return LOCAL.matcher(wanted).matches() ? wanted : USUAL;
  }

  static HttpResponse redirect(String wanted) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SEE_OTHER).set("Location", of(wanted)).build());
  }
}
