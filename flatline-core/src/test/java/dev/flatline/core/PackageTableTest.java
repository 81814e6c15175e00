package dev.flatline.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Holds the design's table of core packages: which package may import which.
class PackageTableTest {
  private static final String ROOT = "dev.flatline.core";

  private static final Set<String> DETECTORS_IMPORT =
      Set.of("detect", "telemetry", "numeric", "window", "feature", "policy", "evidence");

  /// The table, row by row. A package that has no row must not exist.
  private static final Map<String, Set<String>> TABLE =
      Map.ofEntries(
          Map.entry("", Set.of()),
          Map.entry("state", Set.of()),
          Map.entry("telemetry", Set.of("state")),
          Map.entry("numeric", Set.of("state")),
          Map.entry("window", Set.of("state", "telemetry", "numeric")),
          Map.entry("feature", Set.of("state", "telemetry", "numeric", "window")),
          Map.entry("policy", Set.of("telemetry")),
          Map.entry("evidence", Set.of("telemetry", "feature")),
          Map.entry(
              "detect", Set.of("telemetry", "numeric", "window", "feature", "policy", "evidence")),
          Map.entry("detect.compute", DETECTORS_IMPORT),
          Map.entry("detect.network", DETECTORS_IMPORT),
          Map.entry("detect.runtime", DETECTORS_IMPORT),
          Map.entry("detect.control", DETECTORS_IMPORT),
          Map.entry("detect.spend", DETECTORS_IMPORT),
          Map.entry("finding", Set.of("telemetry", "evidence")),
          Map.entry("correlate", Set.of("state", "evidence", "finding", "policy", "telemetry")),
          Map.entry(
              "engine",
              Set.of(
                  "state",
                  "telemetry",
                  "numeric",
                  "window",
                  "feature",
                  "policy",
                  "evidence",
                  "detect",
                  "detect.compute",
                  "detect.network",
                  "detect.runtime",
                  "detect.control",
                  "detect.spend",
                  "finding",
                  "correlate")));

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packages_importOnlyWhatTheirRowNames() {
    classes().should(importOnlyTheirRow()).check(CORE);
  }

  @Test
  void packages_areFreeOfCycles() {
    slices().matching("dev.flatline.(**)").should().beFreeOfCycles().check(CORE);
  }

  private static ArchCondition<JavaClass> importOnlyTheirRow() {
    return new ArchCondition<>("import only what the row of their package names") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        Set<String> row = TABLE.get(nameInTable(javaClass));
        if (row == null) {
          String message = javaClass.getPackageName() + " has no row in the design's table";
          events.add(SimpleConditionEvent.violated(javaClass, message));
          return;
        }
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
          if (!allows(row, dependency)) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean allows(Set<String> row, Dependency dependency) {
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    return !target.getPackageName().startsWith(ROOT)
        || target.getPackageName().equals(dependency.getOriginClass().getPackageName())
        || row.contains(nameInTable(target));
  }

  private static String nameInTable(JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
  }
}
