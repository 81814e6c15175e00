package dev.flatline.server.console;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Actor;
import dev.flatline.formats.html.Element;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.http.RequestActor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Does what a form of the console says with the findings that were chosen: `POST /findings/act`.
public final class ActOnFindings implements HttpService {
  /// A page of findings and the longest reason.
  public static final long MOST_BYTES = 256 << 10;

  private final ActionStore actions;
  private final LiveEvents events;
  private final Clock clock;
  private final String version;

  /// @param actions where it is kept what people did
  /// @param events tell other pages of it
  /// @param version of Flatline
  public ActOnFindings(ActionStore actions, LiveEvents events, Clock clock, String version) {
    this.actions = actions;
    this.events = events;
    this.clock = clock;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Actor by = RequestActor.of(context);
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> act(whole, by), context.blockingTaskExecutor()));
  }

  private HttpResponse act(AggregatedHttpRequest request, Actor by) {
    QueryParams form = QueryParams.fromQueryString(request.contentUtf8());
    List<String> ids = form.getAll("id");
    if (ids.isEmpty()) {
      return refused("choose one finding at least");
    }
    Set<String> unknown;
    try {
      unknown = actions.act(ids, action(form, by));
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
    if (!unknown.isEmpty()) {
      return refused("nothing was done: some of these findings are gone");
    }
    events.changed();
    return LocalAddress.redirect(form.get("to", ""));
  }

  private Action action(QueryParams form, Actor by) {
    Instant now = clock.instant();
    Action.Kind kind = Action.Kind.of(form.get("action", ""));
    Optional<Instant> until =
        kind == Action.Kind.SUPPRESS
            ? Optional.of(now.plus(Days.parse(form.get("days", ""), ActionForm.MOST_DAYS)))
            : Optional.empty();
    return new Action(kind, by, now, form.get("reason", ""), until);
  }

  private HttpResponse refused(String why) {
    return new ConsolePage(Tab.FINDINGS, "Nothing was done", version)
        .of(
            HttpStatus.BAD_REQUEST,
            Element.of("main")
                .add(Element.of("h1").text("Nothing was done"))
                .add(Element.of("p", "alarm").with("role", "alert").text(why))
                .add(
                    Element.of("p", "next")
                        .add(Element.of("a").with("href", "/findings").text("All findings"))));
  }
}
