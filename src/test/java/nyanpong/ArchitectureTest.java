package nyanpong;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The design's arrows between packages, and what each package must leave to another. A package may be yet to come. */
class ArchitectureTest {
    /** Who may use whom; a package without arrows is a leaf. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "cli",
                    List.of(
                            "app",
                            "config",
                            "ping",
                            "blast",
                            "demo",
                            "art",
                            "canvas",
                            "sys",
                            "capture",
                            "json",
                            "live",
                            "dashboard")),
            Map.entry(
                    "app",
                    List.of(
                            "config",
                            "programme",
                            "engine",
                            "echo",
                            "art",
                            "canvas",
                            "score",
                            "wire",
                            "sys",
                            "capture",
                            "live",
                            "json",
                            "metrics",
                            "http",
                            "jfr")),
            Map.entry("programme", List.of("canvas", "echo", "score", "wire")),
            Map.entry("echo", List.of("wire", "score")),
            Map.entry("canvas", List.of("art", "score")),
            Map.entry("engine", List.of("sys", "wire", "score")),
            Map.entry("ping", List.of("sys", "wire")),
            Map.entry("blast", List.of("engine", "sys", "wire")),
            Map.entry("demo", List.of("sys")),
            Map.entry("wire", List.of()),
            Map.entry("art", List.of()),
            Map.entry("score", List.of()),
            Map.entry("sys", List.of()),
            Map.entry("capture", List.of()),
            Map.entry("live", List.of("json")),
            Map.entry("dashboard", List.of("live", "sys")),
            Map.entry("json", List.of()),
            Map.entry("metrics", List.of("http")),
            Map.entry("http", List.of()),
            Map.entry("jfr", List.of()),
            Map.entry("config", List.of()));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nyanpong");

    @Test
    void packagesUseOnlyWhatTheArrowsAllow() {
        var layers = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String name : ARROWS.keySet()) {
            layers = layers.layer(name).definedBy(in(name));
        }
        for (Map.Entry<String, List<String>> arrow : ARROWS.entrySet()) {
            var layer = layers.whereLayer(arrow.getKey());
            layers = arrow.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        layers.check(OURS);
    }

    /** A package the table above does not know would escape it. */
    @Test
    void everyPackageHasItsPlace() {
        Stream<String> known = ARROWS.keySet().stream().map(ArchitectureTest::in);
        check(classes()
                .should()
                .resideInAnyPackage(Stream.concat(Stream.of("nyanpong"), known).toArray(String[]::new)));
    }

    /** Or none of them could be understood alone. */
    @Test
    void theRoomsOfAppFormNoCycle() {
        slices().matching("nyanpong.app.(*)..").should().beFreeOfCycles().check(OURS);
    }

    /** The command line reports failed system calls; making them is for others. */
    @Test
    void theCommandLineKnowsSysByItsErrorsOnly() {
        check(noClasses()
                .that()
                .resideInAPackage(in("cli"))
                .should()
                .dependOnClassesThat(resideInAPackage(in("sys")).and(not(simpleNameStartingWith("Errno")))));
    }

    @Test
    void onlyTheDashboardNamesJLine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("dashboard"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline.."));
    }

    @Test
    void onlySysLinksNativeFunctions() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("sys"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.foreign\\.Linker(\\$.*)?")
                .because("one package to read for everything that can crash the JVM"));
    }

    @Test
    void thePacketPathMakesNoSlices() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("echo"), in("wire"))
                .should()
                .accessTargetWhere(target(MemorySegment.class, "asSlice"))
                .because("a slice is a new object for every packet"));
    }

    @Test
    void onlyTheMainClassesExit() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("nyanpong.Launcher")
                .and()
                .doNotHaveFullyQualifiedName("nyanpong.cli.Main")
                .should()
                .accessTargetWhere(target(System.class, "exit").or(target(Runtime.class, "exit")))
                .because("a command that exits cannot be tested, and skips its callers' clean-up"));
    }

    @Test
    void onlyConfigAndJsonNameJackson() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(in("config"), in("json"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.."));
    }

    @Test
    void onlyMetricsNamesPrometheus() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(in("metrics"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prometheus.."));
    }

    @Test
    void thePacketPathDoesNotLog() {
        check(noClasses()
                .that()
                .resideInAnyPackage(in("sys"), in("wire"), in("echo"), in("score"), in("engine"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.slf4j..")));
    }

    private static String in(String name) {
        return "nyanpong." + name + "..";
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> target(Class<?> owner, String name) {
        return describe(
                owner.getSimpleName() + "." + name,
                access -> access.getTarget().getName().equals(name)
                        && access.getTargetOwner().isAssignableTo(owner));
    }
}
