package dev.flatline.formats.html;

import dev.flatline.formats.text.VisibleText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An element of HTML or SVG, written as it grows. Safe by construction: every text and every
/// attribute is escaped, what is invisible is made visible, and there is no way to write an event
/// handler, an inline style or an address of another server. Names of elements and attributes are
/// the program's own, never input.
public final class Element {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
  private static final Set<String> VOID = Set.of("br", "col", "hr", "input", "link", "meta", "wbr");
  private static final Set<String> REFUSED = Set.of("style", "srcdoc", "srcset");

  /// Attributes that hold an address: of the page itself (`#…`), or of its own server (`/…`).
  private static final Set<String> ADDRESSES =
      Set.of("href", "src", "action", "formaction", "hx-get", "hx-post", "sse-connect");

  /// What browsers read as the name of another server: `//`, and `/\` alike.
  private static final Pattern LOCAL = Pattern.compile("#.*|/([^/\\\\].*)?", Pattern.DOTALL);

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Element(String name) {
    this.name = name;
  }

  /// An element without attributes or content.
  public static Element of(String name) {
    requireName(name);
    return new Element(name);
  }

  /// An element of one class.
  public static Element of(String name, String cssClass) {
    return of(name).with("class", cssClass);
  }

  /// A `style` or `script` element around a text that is part of the program.
  public static Element verbatim(String name, PageResource resource) {
    Element element = of(name);
    element.content.append(resource.text());
    return element;
  }

  /// The same with an attribute.
  ///
  /// @throws IllegalArgumentException where it could act, or leads elsewhere
  public Element with(String attribute, String value) {
    requireName(attribute);
    if (attribute.startsWith("on")
        || attribute.startsWith("hx-on")
        || REFUSED.contains(attribute)) {
      throw new IllegalArgumentException("attribute " + attribute);
    }
    if (ADDRESSES.contains(attribute) && !LOCAL.matcher(value).matches()) {
      throw new IllegalArgumentException("address of another server: " + value);
    }
    write(attribute, VisibleText.of(value));
    return this;
  }

  /// An attribute of several lines, none of which can pass for two.
  public Element withLines(String attribute, List<String> lines) {
    requireName(attribute);
    write(attribute, lines.stream().map(VisibleText::of).collect(Collectors.joining("\n")));
    return this;
  }

  /// The same with an attribute that is a number.
  public Element with(String attribute, long value) {
    return with(attribute, Long.toString(value));
  }

  /// Adds a text.
  public Element text(String text) {
    escape(VisibleText.of(text), content);
    return this;
  }

  /// Adds a child, as it is now.
  public Element add(Element child) {
    child.writeTo(content);
    return this;
  }

  /// Adds children, as they are now.
  public Element addAll(List<Element> children) {
    children.forEach(this::add);
    return this;
  }

  /// A line end, where a text of megabytes would otherwise be one line.
  public Element line() {
    content.append('\n');
    return this;
  }

  /// Writes it as HTML.
  public void writeTo(StringBuilder out) {
    out.append('<').append(name).append(attributes).append('>');
    if (!VOID.contains(name)) {
      out.append(content).append("</").append(name).append('>');
    }
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    writeTo(out);
    return out.toString();
  }

  private void write(String attribute, String visible) {
    attributes.append(' ').append(attribute).append("=\"");
    escape(visible, attributes);
    attributes.append('"');
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name " + name);
    }
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
