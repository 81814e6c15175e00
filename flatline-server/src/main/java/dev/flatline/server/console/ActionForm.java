package dev.flatline.server.console;

import dev.flatline.core.finding.Action;
import dev.flatline.formats.html.Element;
import java.util.List;

/// What people can do with findings: part of a form that is sent to [#ADDRESS].
final class ActionForm {
  static final String ADDRESS = "/findings/act";

  /// As long as a quarter: whoever suppresses for longer means a policy.
  static final int MOST_DAYS = 90;

  private static final int USUAL_DAYS = 7;

  private static final List<Option> OPTIONS =
      List.of(
          new Option(Action.Kind.ACKNOWLEDGE, "acknowledge: I look at it"),
          new Option(Action.Kind.SUPPRESS, "suppress: it is expected for now"),
          new Option(Action.Kind.CLOSE, "close: it is dealt with"),
          new Option(Action.Kind.REOPEN, "reopen: it is news again"),
          new Option(Action.Kind.COMMENT, "comment"));

  private ActionForm() {}

  private record Option(Action.Kind kind, String label) {}

  /// The form, around what chooses the findings.
  ///
  /// @param back where to go on to
  static Element around(Element chosen, String back) {
    return Element.of("form")
        .with("action", ADDRESS)
        .with("method", "post")
        .add(chosen)
        .line()
        .add(Element.of("input").with("type", "hidden").with("name", "to").with("value", back))
        .add(
            Element.of("fieldset", "act")
                .add(Element.of("legend").text("What you do"))
                .add(Controls.labelled("Action", kinds()))
                .add(
                    Controls.labelled(
                        "Reason (suppress, close and comment need one)",
                        Element.of("input")
                            .with("type", "text")
                            .with("name", "reason")
                            .with("maxlength", Action.LONGEST_REASON)))
                .add(
                    Controls.labelled(
                        "Days to suppress",
                        Element.of("input")
                            .with("type", "number")
                            .with("name", "days")
                            .with("min", 1)
                            .with("max", MOST_DAYS)
                            .with("value", USUAL_DAYS)))
                .add(Controls.submit("Do it")));
  }

  private static Element kinds() {
    Element select = Element.of("select").with("name", "action");
    for (Option option : OPTIONS) {
      select.add(Controls.option(option.kind.label(), option.label, ""));
    }
    return select;
  }
}
