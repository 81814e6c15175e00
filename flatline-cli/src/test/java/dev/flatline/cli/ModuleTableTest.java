package dev.flatline.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Holds the design's table of modules. It lives here because the command line sees all of them but
/// the benchmarks, on which nothing can depend.
class ModuleTableTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.flatline");

  @Test
  void core_dependsOnNoOtherModule() {
    dependsOnlyOn("core");
  }

  @Test
  void formats_dependsOnCoreAndOneLibraryPerFormat() {
    classes()
        .that()
        .resideInAPackage("dev.flatline.formats..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.flatline.formats..",
            "dev.flatline.core..",
            "java..",
            "org.jspecify.annotations",
            "tools.jackson..",
            "com.fasterxml.jackson.annotation",
            "de.siegmar.fastcsv..",
            "org.snakeyaml.engine..",
            "com.google.protobuf",
            "org.xerial.snappy",
            "")
        .check(ALL);
  }

  @Test
  void formats_opensNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.flatline.formats..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.nio.file..", "java.nio.channels..", "java.net.http..", "java.sql..")
        .check(ALL);
  }

  @Test
  void connectors_dependsOnCoreAndFormats() {
    dependsOnlyOn("connectors", "core", "formats");
  }

  @Test
  void server_dependsOnCoreFormatsAndConnectors() {
    dependsOnlyOn("server", "core", "formats", "connectors");
  }

  @Test
  void testkit_dependsOnCore() {
    dependsOnlyOn("testkit", "core");
  }

  @Test
  void cli_dependsOnEverythingButTestkitAndBench() {
    dependsOnlyOn("cli", "core", "formats", "connectors", "server");
  }

  @Test
  void packages_areFreeOfCycles() {
    slices().matching("dev.flatline.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void packages_areNullMarked() {
    assertThat(ALL.getPackage("dev.flatline").getSubpackagesInTree())
        .filteredOn(javaPackage -> !javaPackage.getClasses().isEmpty())
        .isNotEmpty()
        .allSatisfy(ModuleTableTest::assertNullMarked);
  }

  private static void assertNullMarked(JavaPackage javaPackage) {
    assertThat(javaPackage.isAnnotatedWith(NullMarked.class)).as(javaPackage.getName()).isTrue();
  }

  /// Checks that a module imports, of our own modules, only itself and those named.
  private static void dependsOnlyOn(String module, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = "dev.flatline." + module + "..";
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = "dev.flatline." + others[i] + "..";
    }
    classes()
        .that()
        .resideInAPackage("dev.flatline." + module + "..")
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage("dev.flatline..").or(resideInAnyPackage(allowed)))
        .check(ALL);
  }
}
