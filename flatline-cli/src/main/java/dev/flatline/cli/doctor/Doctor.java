package dev.flatline.cli.doctor;

import dev.flatline.connectors.Secret;
import dev.flatline.connectors.net.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Makes all checks, one after the other, none longer than its limit.
///
/// @param checks in the order in which they are told
public record Doctor(List<Check> checks) {

  /// What to look at.
  ///
  /// @param config the configuration file
  /// @param data the data folder, where that is not the configuration's
  /// @param server a server that may run, where that is not the configuration's
  /// @param token to show to that server
  /// @param tls whom to trust there
  public record Patient(
      Optional<Path> config,
      Optional<Path> data,
      Optional<URI> server,
      Optional<Secret> token,
      TlsSettings tls) {}

  /// Copies the list.
  public Doctor {
    checks = List.copyOf(checks);
  }

  /// One for a server.
  public static Doctor of(Patient patient) {
    Configuration configuration = Configuration.read(patient.config());
    Path data =
        patient.data().or(() -> configuration.value().data()).orElse(Path.of("flatline-data"));
    return new Doctor(
        List.of(
            JavaCheck.ofThisProcess(),
            new ConfigurationCheck(configuration),
            new DataFolderCheck(data),
            new StoreCheck(configuration.value().store()),
            new CertificateCheck(configuration.value().tls()),
            new SecretFilesCheck(configuration.value(), data),
            new SourceCheck(configuration.value().poll()),
            new ClockCheck(configuration.value().poll()),
            new SinkCheck(configuration.value().sinks()),
            new ProviderCheck(configuration.value().oidc()),
            new ServerCheck(patient, configuration.value())));
  }

  /// Makes all checks, and tells of each as soon as it is made.
  ///
  /// @return the worst outcome; what nobody looked at is no worse than what is well
  public Outcome look(Consumer<CheckResult> told) throws InterruptedException {
    Outcome worst = Outcome.OK;
    for (Check check : checks) {
      for (CheckResult result : look(check)) {
        told.accept(result);
        boolean worse = result.outcome().compareTo(worst) > 0;
        worst = worse && result.outcome() != Outcome.SKIPPED ? result.outcome() : worst;
      }
    }
    return worst;
  }

  private static List<CheckResult> look(Check check) throws InterruptedException {
    FutureTask<List<CheckResult>> task = new FutureTask<>(check::look);
    Thread thread = Thread.ofPlatform().daemon().name("doctor-" + check.name()).start(task);
    try {
      return task.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return List.of(
          CheckResult.problem(
              check.name(),
              "no answer within " + check.limit().toSeconds() + " s",
              "see whether a disk or a network hangs"));
    } catch (ExecutionException e) {
      return List.of(
          CheckResult.problem(
              check.name(),
              "it could not be looked at: " + e.getCause(),
              "report it: this is a fault of Flatline's"));
    }
  }
}
