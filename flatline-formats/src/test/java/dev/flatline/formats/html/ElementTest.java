package dev.flatline.formats.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTest {
  @Test
  void text_markup_isEscaped() {
    assertThat(Element.of("p").text("<b>\"a\" & 'b' ]]></b>"))
        .hasToString("<p>&lt;b&gt;&quot;a&quot; &amp; &#39;b&#39; ]]&gt;&lt;/b&gt;</p>");
  }

  @Test
  void text_invisibleCharacters_areWrittenOut() {
    assertThat(Element.of("p").text("a\u202Eb\u0000"))
        .hasToString("<p>a&lt;U+202E&gt;b&lt;U+0000&gt;</p>");
  }

  @Test
  void with_hostileValue_staysInsideOfItsQuotes() {
    assertThat(Element.of("p").with("title", "\" onclick='x'>\n"))
        .hasToString("<p title=\"&quot; onclick=&#39;x&#39;&gt;&lt;U+000A&gt;\"></p>");
  }

  @Test
  void withLines_lineEndInALine_isNoLineEnd() {
    assertThat(Element.of("p").withLines("data-names", List.of("a\nb", "c")))
        .hasToString("<p data-names=\"a&lt;U+000A&gt;b\nc\"></p>");
  }

  @Test
  void add_children_keepsTheirOrder() {
    Element list = Element.of("ul", "plain").add(Element.of("li").text("1")).text("-");

    assertThat(list.addAll(List.of(Element.of("br"), Element.of("li"))))
        .hasToString("<ul class=\"plain\"><li>1</li>-<br><li></li></ul>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "onclick",
        "hx-on:click",
        "hx-on-load",
        "style",
        "srcdoc",
        "srcset",
        "a b",
        "a\"",
        ""
      })
  void with_attributeThatCouldAct_isRefused(String attribute) {
    assertThatIllegalArgumentException().isThrownBy(() -> Element.of("p").with(attribute, "1"));
  }

  @ParameterizedTest
  @CsvSource({
    "href, https://example.com/",
    "href, javascript:alert(1)",
    "href, //example.com",
    "href, /\\example.com",
    "href, ''",
    "src, data:text/javascript",
    "action, https://example.com/",
    "hx-post, //example.com"
  })
  void with_addressOfAnotherServer_isRefused(String attribute, String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> Element.of("a").with(attribute, address));
  }

  @ParameterizedTest
  @ValueSource(strings = {"#here", "/", "/findings?severity=high", "/workloads/a%2F%2Fb"})
  void with_addressOfThisServer_isWritten(String address) {
    assertThat(Element.of("a").with("href", address))
        .hasToString("<a href=\"" + address + "\"></a>");
  }

  @Test
  void of_badName_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Element.of("p onclick"));
  }
}
