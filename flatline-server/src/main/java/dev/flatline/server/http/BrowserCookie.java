package dev.flatline.server.http;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.CookieBuilder;
import com.linecorp.armeria.common.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/// A cookie that only its own server is to have. Scripts cannot read it, other sites cannot have it
/// sent with what changes something, and over TLS it goes nowhere else.
///
/// @param plainName its name without the prefix of a secure one
/// @param secure whether the console is reached by TLS
public record BrowserCookie(String plainName, boolean secure) {

  private String name() {
    // The prefix makes browsers refuse it unless it is secure, of this host alone, and of all
    // paths.
    return secure ? "__Host-" + plainName : plainName;
  }

  /// What it holds in this request.
  public Optional<String> value(HttpRequest request) {
    return request.headers().cookies().stream()
        .filter(cookie -> cookie.name().equals(name()))
        .map(Cookie::value)
        .findFirst();
  }

  /// One that holds this for so long.
  public Cookie holding(String value, Duration age) {
    return cookie(value).maxAge(age.toSeconds()).build();
  }

  /// One that takes it away.
  public Cookie gone() {
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
