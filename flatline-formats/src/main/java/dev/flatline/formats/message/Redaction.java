package dev.flatline.formats.message;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.text.VisibleText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Takes out of names, labels and sentences what looks like a secret: they come from whoever may
/// start a workload, and a message leaves the house. What cannot be seen is written out.
public final class Redaction {
  /// Stands where a secret was.
  public static final String HIDDEN = "***";

  /// Words by which people call secrets.
  private static final String NAMES =
      "(?:password|passwd|passphrase|secret|token|credential|api[_-]?key|access[_-]?key"
          + "|private[_-]?key)";

  private static final Pattern SECRET_NAME =
      Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /// A pattern and what stands for it.
  ///
  /// @param name what it looks for
  /// @param pattern no part of it can be repeated without a bound inside another that is
  /// @param with what stands there then
  record Rule(String name, Pattern pattern, String with) {}

  /// In this order: the whole key of a PEM file before words in it.
  static final List<Rule> RULES =
      List.of(
          rule(
              "private key",
              "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\\z)",
              HIDDEN),
          rule("password in a URL", "(?<=://)[^/\\s@:]{0,200}:[^/\\s@]{1,200}(?=@)", HIDDEN),
          rule(
              "URL of a Slack webhook",
              "(hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/)[\\w/-]+",
              "$1" + HIDDEN),
          rule(
              "authorization",
              "(\\bauthorization[\"']?\\s{0,5}[=:]\\s{0,5}[\"']?(?:\\w{1,20}\\s{1,5})?)[^\\s\"',;]+",
              "$1" + HIDDEN),
          rule("bearer token", "(\\bbearer\\s{1,5})[\\w.~+/=-]{8,}", "$1" + HIDDEN),
          rule(
              "value of a secret's name",
              "("
                  + NAMES
                  + "[\\w-]{0,20}[\"']?(?:\\s{0,5}[=:]\\s{0,5}|\\s{1,5}(?=[^\\s]{0,60}[0-9])))"
                  + "(?:\"[^\"]*\"|'[^']*'|[^\\s,;&\"']+)",
              "$1" + HIDDEN),
          rule("AWS access key", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", HIDDEN),
          rule("GitHub token", "\\b(?:gh[pousr]_|github_pat_)[A-Za-z0-9_]{20,}", HIDDEN),
          rule("GitLab token", "\\bglpat-[\\w-]{20,}", HIDDEN),
          rule("Slack token", "\\bxox[abeprs]-[A-Za-z0-9-]{10,}", HIDDEN),
          rule("JSON web token", "\\beyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*", HIDDEN),
          rule("signing secret of a webhook", "\\bwhsec_[A-Za-z0-9+/=]{8,}", HIDDEN));

  private Redaction() {}

  /// The text without secrets, and with everything visible.
  public static String of(String text) {
    String clean = text;
    for (Rule rule : RULES) {
      clean = rule.pattern.matcher(clean).replaceAll(rule.with);
    }
    return VisibleText.of(clean);
  }

  /// The same finding without secrets in its names, labels and sentences.
  public static Finding of(Finding finding) {
    return new Finding(
        finding.id(),
        new Workload(of(finding.workload().name()), labels(finding.workload().labels())),
        finding.severity(),
        finding.confidence(),
        finding.firstObserved(),
        finding.detectedAt(),
        finding.lastObserved(),
        finding.status(),
        finding.technique(),
        of(finding.summary()),
        finding.evidence().stream().map(Redaction::of).toList(),
        all(finding.context(), Redaction::of),
        all(finding.unknowns(), Redaction::of),
        all(finding.nextSteps(), Redaction::of),
        finding.cost());
  }

  private static Evidence of(Evidence evidence) {
    return new Evidence(
        evidence.detector(),
        evidence.aspect(),
        evidence.technique(),
        evidence.strengthDecibans(),
        evidence.from(),
        evidence.to(),
        of(evidence.summary()),
        evidence.values());
  }

  private static Map<String, String> labels(Map<String, String> labels) {
    Map<String, String> clean = new TreeMap<>();
    labels.forEach(
        (name, value) ->
            clean.put(of(name), SECRET_NAME.matcher(name).find() ? HIDDEN : of(value)));
    return clean;
  }

  private static List<String> all(List<String> texts, UnaryOperator<String> each) {
    return texts.stream().map(each).toList();
  }

  private static Rule rule(String name, String pattern, String with) {
    return new Rule(
        name, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), with);
  }
}
