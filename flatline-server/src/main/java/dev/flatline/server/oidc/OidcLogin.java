package dev.flatline.server.oidc;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.QueryParams;
import dev.flatline.formats.text.VisibleText;
import dev.flatline.server.config.OidcConfig;
import dev.flatline.server.guard.Caller;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.http.BrowserCookie;
import dev.flatline.server.oidc.OidcException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Lets people log in by a provider: sends their browser there, and learns who came back.
public final class OidcLogin {
  /// A password, a second factor, and looking for the phone.
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(10);

  private static final int MOST_GROUPS_TOLD = 20;
  private static final int LONGEST_GROUP_CODE_POINTS = 60;

  private final OidcConfig config;
  private final OidcProvider provider;
  private final BrowserCookie cookie;

  /// @param clock by which is remembered what the provider says
  public OidcLogin(OidcConfig config, InstantSource clock) {
    this.config = config;
    this.provider = new OidcProvider(config, clock);
    this.cookie = new BrowserCookie("flatline-login", config.isSecure());
  }

  /// Asks the provider of a configuration all that logins need, for whoever wants to know whether
  /// they will work.
  ///
  /// @throws OidcException where they will not
  public static void check(OidcConfig config) throws OidcException {
    new OidcProvider(config, InstantSource.system()).check();
  }

  /// A browser on its way to the provider.
  ///
  /// @param to where it is sent
  /// @param cookie that it brings back
  public record Begun(URI to, Cookie cookie) {}

  /// Somebody who came back.
  ///
  /// @param caller who it is, and what they may do
  /// @param detail what the audit log is told
  /// @param wanted the page to go on to
  public record Done(Caller caller, String detail, String wanted) {}

  /// By which people call the provider.
  public String name() {
    return config.name();
  }

  /// How long a session may last.
  public Duration longest() {
    return config.longest();
  }

  /// Begins a login. Asks the provider.
  ///
  /// @param wanted the page to go on to
  /// @throws OidcException where the provider cannot be asked
  public Begun begin(String wanted) throws OidcException {
    LoginAttempt attempt = LoginAttempt.begin(wanted);
    return new Begun(provider.address(attempt), cookie.holding(attempt.text(), LONGEST_ATTEMPT));
  }

  /// Takes the attempt back from the browser: it is over, however it ends.
  public Cookie forget() {
    return cookie.gone();
  }

  /// Ends a login. Asks the provider.
  ///
  /// @param request of the browser that came back
  /// @param parameters that the provider gave it
  /// @throws OidcException where nobody is logged in
  public Done end(HttpRequest request, QueryParams parameters) throws OidcException {
    LoginAttempt attempt =
        cookie
            .value(request)
            .flatMap(LoginAttempt::parse)
            .orElseThrow(
                () ->
                    new OidcException(
                        Reason.NOT_BEGUN,
                        "the login was not begun in this browser, or longer than ten minutes ago"));
    CallbackAnswer answer = CallbackAnswer.read(parameters, attempt, config);
    requireIssuer(answer);
    Person person = provider.person(answer.code(), attempt);
    Caller caller = new Caller(person.name() + " (" + config.name() + ")", grants(person));
    return new Done(caller, told(person, caller.grants()), attempt.wanted());
  }

  /// Another provider's answer must not be taken for this one's (RFC 9207).
  private void requireIssuer(CallbackAnswer answer) throws OidcException {
    boolean ours =
        answer.issuer().isPresent()
            ? answer.issuer().get().equals(config.issuer().toString())
            : !provider.saysIssuer();
    if (!ours) {
      throw new OidcException(Reason.REFUSED, "what came back is another provider's answer");
    }
  }

  private List<Grant> grants(Person person) throws OidcException {
    Set<String> groups = person.groups().orElse(Set.of());
    List<Grant> grants =
        config.groups().stream()
            .filter(group -> groups.contains(group.name()))
            .map(OidcConfig.Group::grant)
            .toList();
    if (grants.isEmpty()) {
      throw new OidcException(Reason.NO_GROUP, missing(person));
    }
    return grants;
  }

  private String missing(Person person) {
    if (person.groups().isEmpty()) {
      return config.name()
          + " says nothing of "
          + person.name()
          + "'s groups: its ID tokens lack the claim "
          + config.claims().groups();
    }
    List<String> some =
        new TreeSet<>(person.groups().get())
            .stream()
                .limit(MOST_GROUPS_TOLD)
                .map(group -> VisibleText.shortened(group, LONGEST_GROUP_CODE_POINTS))
                .toList();
    return person.name()
        + (some.isEmpty() ? " is in no group" : " is in " + String.join(", ", some))
        + "; none of the groups that may log in here is among them";
  }

  private static String told(Person person, List<Grant> grants) {
    return "subject " + person.subject() + "; may " + String.join("; ", texts(grants));
  }

  private static List<String> texts(List<Grant> grants) {
    return grants.stream().map(Grant::toString).distinct().toList();
  }
}
