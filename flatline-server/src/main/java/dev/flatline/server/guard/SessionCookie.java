package dev.flatline.server.guard;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.CookieBuilder;
import com.linecorp.armeria.common.HttpRequest;
import java.util.Optional;

/// The cookie that holds the key of a session. Scripts cannot read it, other sites cannot have it
/// sent with what changes something, and over TLS it goes nowhere else.
///
/// @param secure whether the console is reached by TLS
record SessionCookie(boolean secure) {

  private String name() {
    // The prefix makes browsers refuse it unless it is secure, of this host alone, and of all
    // paths.
    return secure ? "__Host-flatline" : "flatline";
  }

  Optional<String> key(HttpRequest request) {
    return request.headers().cookies().stream()
        .filter(cookie -> cookie.name().equals(name()))
        .map(Cookie::value)
        .findFirst();
  }

  Cookie holding(String key) {
    return cookie(key).maxAge(Sessions.LONGEST.toSeconds()).build();
  }

  Cookie gone() {
    return cookie("").maxAge(0).build();
  }

  private CookieBuilder cookie(String value) {
    return Cookie.secureBuilder(name(), value)
        .secure(secure)
        .httpOnly(true)
        .sameSite("Lax")
        .path("/");
  }
}
