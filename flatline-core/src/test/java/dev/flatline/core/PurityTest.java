package dev.flatline.core;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Core judges and does nothing else: time and bytes come in as arguments, and the same input gives
/// the same answer.
class PurityTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.flatline.core");

  @Test
  void core_dependsOnlyOnJavaBaseJSpecifyAndHipparchus() {
    Set<String> javaBase = Object.class.getModule().getPackages();
    DescribedPredicate<JavaClass> inJavaBase =
        describe("in java.base", type -> javaBase.contains(packageOf(type)));
    classes()
        .should()
        .onlyDependOnClassesThat(
            inJavaBase
                .or(describe("primitive", type -> type.getBaseComponentType().isPrimitive()))
                .or(resideInAnyPackage("dev.flatline.core..", "org.jspecify.annotations"))
                .or(resideInAnyPackage("org.hipparchus..")))
        .check(CORE);
  }

  @Test
  void core_hasNoFileSocketThreadOrLogger() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.io", "java.nio.file..", "java.nio.channels..", "java.net..")
                .or(resideInAnyPackage("java.util.concurrent..", "java.util.logging.."))
                .or(type(Thread.class))
                .or(type(ThreadLocal.class))
                .or(type(Runtime.class))
                .or(type(ProcessBuilder.class))
                .or(type(ProcessHandle.class))
                .or(type(System.Logger.class)))
        .check(CORE);
  }

  @Test
  void core_usesNothingOfSystemButArraycopy() {
    noClasses().should().accessTargetWhere(access(PurityTest::readsTheSystem)).check(CORE);
  }

  @Test
  void core_hasNoClock() {
    noClasses().should().accessTargetWhere(access(PurityTest::readsTheClock)).check(CORE);
  }

  @Test
  void core_hasNoUnseededRandomness() {
    noClasses().should().accessTargetWhere(access(PurityTest::drawsUnseeded)).check(CORE);
  }

  private static boolean readsTheSystem(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && !access.getTarget().getName().equals("arraycopy");
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    return owner.isEquivalentTo(java.time.Clock.class)
        || owner.isEquivalentTo(java.util.Date.class)
        || owner.isAssignableTo(java.util.Calendar.class)
        || (owner.getPackageName().startsWith("java.time")
            && Set.of("now", "systemDefault").contains(access.getTarget().getName()));
  }

  private static boolean drawsUnseeded(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    String member = access.getTarget().getFullName();
    return member.equals("java.lang.Math.random()")
        || member.equals("java.util.UUID.randomUUID()")
        || owner.isEquivalentTo(java.security.SecureRandom.class)
        || (owner.isEquivalentTo(Random.class) && member.endsWith("<init>()"));
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      java.util.function.Predicate<JavaAccess<?>> predicate) {
    return describe("impure access", predicate);
  }

  private static String packageOf(JavaClass type) {
    return type.getBaseComponentType().getPackageName();
  }
}
