package dev.flatline.formats.report;

import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.List;

/// What every page has around its content. A page asks for nothing: a content security policy
/// allows its own style sheet and its own script, by their hashes, and nothing else.
///
/// @param title what the page is about
/// @param version of Flatline
/// @param generatedAt when the page was made
record PageFrame(String title, String version, Instant generatedAt) {
  /// The page, to be written in UTF-8.
  String around(List<Element> content) {
    Element body = Element.of("body");
    content.forEach(part -> body.add(part).line());
    body.add(Element.of("footer").text(footer()))
        .line()
        .add(Element.verbatim("script", ReportAssets.SCRIPT));
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html").with("lang", "en").line().add(head()).line().add(body).line().writeTo(page);
    return page.append('\n').toString();
  }

  private Element head() {
    return Element.of("head")
        .add(Element.of("meta").with("charset", "utf-8"))
        .line()
        .add(
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy()))
        .line()
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("referrer", "no-referrer"))
        .add(meta("color-scheme", "light dark"))
        .add(meta("generator", "Flatline " + version))
        .line()
        .add(Element.of("title").text("Flatline: " + title))
        .line()
        .add(Element.verbatim("style", ReportAssets.STYLE));
  }

  private static String policy() {
    return "default-src 'none'; style-src "
        + ReportAssets.STYLE.policySource()
        + "; script-src "
        + ReportAssets.SCRIPT.policySource()
        + "; base-uri 'none'; form-action 'none'";
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  private String footer() {
    return "Made by Flatline "
        + version
        + " at "
        + TimeText.second(generatedAt)
        + " UTC. This file needs no network and asks for nothing.";
  }
}
