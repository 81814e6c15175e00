package dev.flatline.server.api;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.server.openapi.Property;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The parameters in an address. Each accessor answers what was given, or says what is allowed.
///
/// @param given as they came; empty ones are not given
record Parameters(QueryParams given) {

  /// @throws IllegalArgumentException naming the first that is none of these
  static Parameters of(QueryParams given, List<Property> known) {
    Set<String> names =
        known.stream().map(Property::name).collect(Collectors.toCollection(TreeSet::new));
    for (String name : given.names()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "unknown parameter \"%s\"; allowed are %s".formatted(name, String.join(", ", names)));
      }
    }
    return new Parameters(given);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).filter(text -> !text.isEmpty());
  }

  /// How many at most; a number of the caller's where none is given.
  int limit(int usual) {
    return number("limit").map(limit -> Math.clamp(limit, 0, Integer.MAX_VALUE)).orElse(usual);
  }

  Optional<Long> number(String name) {
    return text(name).map(text -> number(name, text));
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": \"" + text + "\" is not a number", e);
    }
  }

  Optional<Instant> time(String name) {
    return text(name).map(text -> time(name, text));
  }

  /// The time of a text.
  ///
  /// @throws IllegalArgumentException where it is none
  static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + ": \"" + text + "\" is not a time such as 2026-11-21T20:00:00Z", e);
    }
  }

  <T extends Enum<T>> Optional<T> constant(String name, T[] allowed) {
    return text(name).map(text -> constant(name, text, allowed));
  }

  private static <T extends Enum<T>> T constant(String name, String text, T[] allowed) {
    return Arrays.stream(allowed)
        .filter(one -> one.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is not one of %s".formatted(name, text, names(allowed))));
  }

  private static <T extends Enum<T>> String names(T[] allowed) {
    return Arrays.stream(allowed)
        .map(one -> one.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
