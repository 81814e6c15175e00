package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.report.ReportAssets;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.http.RequestWorkloads;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What every page of the console has around its content. A page runs no script and takes no style
/// but those of its own server, and talks to nobody else.
///
/// @param tab which of the console's parts it belongs to
/// @param title what it is about
/// @param version of Flatline
record ConsolePage(Tab tab, String title, String version) {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /// htmx evaluates nothing, injects no style, and asks nobody but this server.
  private static final String HTMX =
      "{\"allowEval\":false,\"includeIndicatorStyles\":false,\"selfRequestsOnly\":true,"
          + "\"historyCacheSize\":0}";

  /// The parts of the console.
  enum Tab {
    /// A page that is none of them.
    NONE("", ""),
    FINDINGS("Findings", "/findings"),
    FLEET("Fleet", "/fleet"),
    COVERAGE("Coverage", "/coverage"),
    HEALTH("Health", "/health");

    private final String label;
    private final String address;

    Tab(String label, String address) {
      this.label = label;
      this.address = address;
    }
  }

  /// The page with this content.
  HttpResponse of(Element main) {
    return of(HttpStatus.OK, main);
  }

  HttpResponse of(HttpStatus status, Element main) {
    ResponseHeaders headers =
        ResponseHeaders.builder(status)
            .contentType(MediaType.HTML_UTF_8)
            .set("Cache-Control", "no-store")
            .set("Content-Security-Policy", POLICY)
            .set("Referrer-Policy", "same-origin")
            .set("X-Content-Type-Options", "nosniff")
            .set("X-Frame-Options", "DENY")
            .build();
    return HttpResponse.of(headers, HttpData.ofUtf8(around(main)));
  }

  private String around(Element main) {
    Element body =
        body()
            .add(Element.of("a", "skip").with("href", "#content").text("Skip to the content"))
            .line()
            .add(ReportAssets.patterns())
            .line()
            .add(navigation())
            .line()
            .addAll(stale())
            .add(main.with("id", "content"))
            .line()
            .add(Element.of("footer").text("Flatline " + version + ". All times are UTC."));
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html").with("lang", "en").line().add(head()).line().add(body).writeTo(page);
    return page.append('\n').toString();
  }

  /// Pages for those whom nobody knows yet are told of nothing.
  private Element body() {
    Element body = Element.of("body", "console");
    return tab == Tab.NONE ? body : body.with("hx-ext", "sse").with("sse-connect", "/events");
  }

  /// Where a page says that it does not renew itself any more.
  private List<Element> stale() {
    return tab == Tab.NONE ? List.of() : List.of(Element.of("p", "stale").with("role", "status"));
  }

  private Element head() {
    Element head =
        Element.of("head")
            .add(Element.of("meta").with("charset", "utf-8"))
            .add(meta("viewport", "width=device-width, initial-scale=1"))
            .add(meta("color-scheme", "light dark"))
            .add(meta("htmx-config", HTMX))
            .line()
            .add(Element.of("title").text(title + " · Flatline"));
    for (ConsoleAssets.Asset asset : ConsoleAssets.all()) {
      head.line().add(asset.element());
    }
    return head.line();
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  /// Who sees the workloads of some sees nothing of the server itself.
  private static Set<Tab> tabs() {
    EnumSet<Tab> tabs = EnumSet.complementOf(EnumSet.of(Tab.NONE));
    if (!RequestWorkloads.ofWholeServer()) {
      tabs.remove(Tab.HEALTH);
    }
    return tabs;
  }

  private Element navigation() {
    Element list = Element.of("ul");
    for (Tab one : tabs()) {
      Element link = Element.of("a").with("href", one.address).text(one.label);
      list.add(Element.of("li").add(one == tab ? link.with("aria-current", "page") : link));
    }
    return Element.of("header", "masthead")
        .add(Element.of("a", "brand").with("href", "/findings").text("Flatline"))
        .add(Element.of("nav").with("aria-label", "Parts of the console").add(list))
        .addAll(RequestActor.nameHere().stream().map(ConsolePage::leaving).toList());
  }

  private static Element leaving(String name) {
    return Element.of("form", "leaving")
        .with("action", "/logout")
        .with("method", "post")
        .add(Element.of("bdi").text(name))
        .add(Controls.submit("Log out"));
  }

  /// The beginning of a page's content: what it is about.
  static Element heading(String title) {
    return Element.of("div", "top").add(Element.of("h1").text(title));
  }
}
