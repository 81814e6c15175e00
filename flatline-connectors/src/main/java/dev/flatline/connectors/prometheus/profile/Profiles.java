package dev.flatline.connectors.prometheus.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// The profiles that come with Flatline, and those that users write.
public final class Profiles {
  /// The word for "all that apply".
  public static final String AUTO = "auto";

  private static final String FOLDER = "/dev/flatline/connectors/prometheus/profiles/";

  /// One name a line: the profiles there are, in the order in which they are tried.
  private static final String INDEX = "index.txt";

  private static final List<String> NAMES =
      resource(INDEX).lines().filter(line -> !line.isBlank()).toList();

  private Profiles() {}

  /// The names of the profiles that come with Flatline.
  public static List<String> names() {
    return NAMES;
  }

  /// All profiles that come with Flatline.
  public static List<Profile> bundled() {
    return NAMES.stream().map(Profiles::bundled).toList();
  }

  /// The profile of a name, or of a file where the choice is a path ending in `.yaml` or `.yml`.
  ///
  /// @throws SourceException where there is no such profile or its file cannot be used
  public static Profile chosen(String choice) {
    if (choice.endsWith(".yaml") || choice.endsWith(".yml")) {
      return fromFile(Path.of(choice));
    }
    if (!NAMES.contains(choice)) {
      throw new SourceException(
          Reason.SETTINGS,
          "there is no profile \""
              + choice
              + "\"; there are "
              + AUTO
              + ", "
              + String.join(", ", NAMES)
              + ", or the path of a .yaml file");
    }
    return bundled(choice);
  }

  /// A user's own profile.
  ///
  /// @throws SourceException where the file cannot be used
  public static Profile fromFile(Path file) {
    try {
      return ProfileReader.read(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new SourceException(Reason.NOT_FOUND, "there is no profile " + file, e);
    } catch (MalformedInputException e) {
      throw new SourceException(Reason.MALFORMED, "the profile " + file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new SourceException(Reason.NOT_FOUND, "cannot read the profile " + file, e);
    }
  }

  private static Profile bundled(String name) {
    String file = name + ".yaml";
    return ProfileReader.read(file, resource(file));
  }

  private static String resource(String file) {
    try (InputStream in = Profiles.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + FOLDER + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
