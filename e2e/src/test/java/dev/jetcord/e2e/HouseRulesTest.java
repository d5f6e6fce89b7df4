package dev.jetcord.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, over all that every module ships. */
@AnalyzeClasses(
        packages = "dev.jetcord",
        importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.DoNotIncludeWhatJmhWrites.class})
class HouseRulesTest {
    private static final DescribedPredicate<JavaClass> NULL_MARKED = DescribedPredicate.describe(
            "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class));

    /** The harness of a benchmark, which is made when it is compiled. */
    static final class DoNotIncludeWhatJmhWrites implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/jmh_generated/");
        }
    }

    /** Otherwise a rule below could hold because what it speaks of was not seen. */
    @ArchTest
    static void everyModuleIsInSight(JavaClasses all) {
        assertThat(all)
                .extracting(JavaClass::getPackageName)
                .contains(
                        "dev.jetcord.common.wire",
                        "dev.jetcord.database",
                        "dev.jetcord.postgres",
                        "dev.jetcord.bridge",
                        "dev.jetcord.command",
                        "dev.jetcord.event",
                        "dev.jetcord.eligibility",
                        "dev.jetcord.provision",
                        "dev.jetcord.sandbox",
                        "dev.jetcord.testkit",
                        "dev.jetcord.benchmarks",
                        "dev.jetcord.launcher");
    }

    /** The harness of the benchmarks measures the client itself, and tests play the bridge; neither ships. */
    @ArchTest
    static final ArchRule natsIsSpokenInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.jetcord.common.messaging..",
                    "dev.jetcord.bridge.publishing..",
                    "dev.jetcord.testing..",
                    "dev.jetcord.e2e..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.nats..");

    @ArchTest
    static final ArchRule discord4jStaysInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("dev.jetcord.common.discord..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("discord4j..");

    @ArchTest
    static final ArchRule openTelemetryStaysInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages("dev.jetcord.common.tracing..", "dev.jetcord.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule noServiceKnowsAnother = slices().matching("dev.jetcord.(bridge|command|event|eligibility)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule commonKnowsNothingButItself = noClasses()
            .that()
            .resideInAPackage("dev.jetcord.common..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.jetcord..").and(not(resideInAPackage("dev.jetcord.common.."))));

    @ArchTest
    static final ArchRule theSandboxKnowsNothingButItself = noClasses()
            .that()
            .resideInAPackage("dev.jetcord.sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.jetcord..").and(not(resideInAPackage("dev.jetcord.sandbox.."))));

    @ArchTest
    static final ArchRule theWireContractKnowsNoClient = classes()
            .that()
            .resideInAPackage("dev.jetcord.common.wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "dev.jetcord.common.wire..");

    /** The sandbox's page of Discord's figures stands beside its main class, and everything in it is held against them. */
    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(alwaysTrue(), name("dev.jetcord.sandbox.DiscordLimits"));

    @ArchTest
    static final ArchRule onlySlf4jLogs = noClasses().should(USE_JAVA_UTIL_LOGGING);

    /** The launcher talks to people, the health check to the container engine; the sandbox says its token once. */
    @ArchTest
    static final ArchRule servicesDoNotPrint = noClasses()
            .that()
            .resideOutsideOfPackages("dev.jetcord.launcher..", "dev.jetcord.e2e..")
            .and()
            .doNotHaveFullyQualifiedName("dev.jetcord.sandbox.Main")
            .and()
            .doNotHaveFullyQualifiedName("dev.jetcord.common.operations.HealthCheck")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule nullnessIsCheckedEverywhere = classes().should(be(NULL_MARKED));

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that().areStatic().should().beFinal();
}
