package io.jenkins.plugins.codecraft;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import hudson.FilePath;
import hudson.remoting.Callable;

/** Who may know whom. A room knows the rooms under it; under the line nobody knows Jenkins. */
@AnalyzeClasses(packages = "io.jenkins.plugins.codecraft", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.jenkins.plugins.codecraft.";

    @ArchTest
    static final ArchRule what_is_below_the_line_knows_nothing_of_jenkins = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + "operation..", ROOT + "storage..", ROOT + "logs..", ROOT + "aws..", ROOT + "words..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "hudson..",
                    "jenkins..",
                    "org.jenkinsci..",
                    "org.kohsuke..",
                    "com.cloudbees..",
                    "net.sf.json..",
                    "jakarta.servlet..");

    @ArchTest
    static final ArchRule a_room_knows_only_the_rooms_under_it = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("features")
            .definedBy(ROOT + "train..", ROOT + "deploy..", ROOT + "invoke..")
            .layer("report")
            .definedBy(ROOT + "report..")
            .layer("jenkins")
            .definedBy(ROOT + "jenkins..")
            .layer("operation")
            .definedBy(ROOT + "operation..")
            .layer("storage")
            .definedBy(ROOT + "storage..")
            .layer("logs")
            .definedBy(ROOT + "logs..")
            .layer("aws")
            .definedBy(ROOT + "aws..")
            .layer("words")
            .definedBy(ROOT + "words..")
            .whereLayer("features")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("features")
            .whereLayer("jenkins")
            .mayOnlyBeAccessedByLayers("features", "report")
            .whereLayer("operation")
            .mayOnlyBeAccessedByLayers("features", "report", "jenkins")
            .whereLayer("storage")
            .mayOnlyBeAccessedByLayers("features", "report", "jenkins", "operation")
            .whereLayer("logs")
            .mayOnlyBeAccessedByLayers("features", "report", "jenkins", "operation", "storage")
            .whereLayer("aws")
            .mayOnlyBeAccessedByLayers("features", "report", "jenkins", "operation", "storage", "logs")
            .whereLayer("words")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule one_feature_knows_no_other_but_a_deploy_may_invoke = slices().matching(
                    ROOT + "(train|deploy|invoke)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage(ROOT + "deploy.."), resideInAPackage(ROOT + "invoke.."));

    @ArchTest
    static final ArchRule what_runs_on_an_agent_needs_nothing_of_the_aws_sdk = noClasses()
            .that(assignableTo(FilePath.FileCallable.class)
                    .or(assignableTo(Callable.class))
                    .or(resideInAPackage(ROOT + "storage.agent..")))
            .should()
            .transitivelyDependOnClassesThat(resideInAPackage("software.amazon.."));

    @ArchTest
    static final ArchRule nothing_is_remembered_in_static_fields =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().that().areTopLevelClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Impl)$");

    @ArchTest
    static final ArchRule nothing_is_printed_past_the_build_console = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule nobody_waits_by_sleeping = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule every_class_has_a_room = classes()
            .that()
            .doNotHaveSimpleName("package-info")
            .should()
            .resideInAnyPackage(
                    ROOT + "train..",
                    ROOT + "deploy..",
                    ROOT + "invoke..",
                    ROOT + "report..",
                    ROOT + "jenkins..",
                    ROOT + "operation..",
                    ROOT + "storage..",
                    ROOT + "logs..",
                    ROOT + "aws..",
                    ROOT + "words..");
}
