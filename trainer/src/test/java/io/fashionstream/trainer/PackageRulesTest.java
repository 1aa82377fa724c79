package io.fashionstream.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom within the trainer. */
final class PackageRulesTest {
    private static final String ROOT = "io.fashionstream.trainer";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** Plain values that the whole trainer speaks of; they themselves import no sibling. */
    private static final DescribedPredicate<JavaClass> VOCABULARY =
            JavaClass.Predicates.resideInAnyPackage(ROOT + ".data", ROOT + ".evaluation");

    @Test
    void theRulesSeeTheTrainer() {
        assertThat(CLASSES.size()).isGreaterThan(25);
    }

    @Test
    void siblingPackagesDoNotImportEachOther() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(DescribedPredicate.alwaysTrue(), VOCABULARY)
                .ignoreDependency(
                        JavaClass.Predicates.resideInAPackage(ROOT + ".report"), DescribedPredicate.alwaysTrue())
                .check(CLASSES);
    }

    @Test
    void theVocabularyImportsNothingElseOfTheTrainer() {
        imports("data");
        imports("evaluation", "data");
    }

    private static void imports(String importer, String... allowed) {
        DescribedPredicate<JavaClass> known = JavaClass.Predicates.resideInAPackage(ROOT + "." + importer);
        for (String name : allowed) {
            known = known.or(JavaClass.Predicates.resideInAPackage(ROOT + "." + name));
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + importer)
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage(ROOT + "..").and(DescribedPredicate.not(known)))
                .check(CLASSES);
    }

    @Test
    void onlyTheRootPackageComposes() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(CLASSES);
    }

    @Test
    void theNetworkLibraryStaysOutOfDataEvaluationAndReports() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".data..", ROOT + ".evaluation..", ROOT + ".report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                .check(CLASSES);
    }

    @Test
    void onlyTheExportKnowsTheServingRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".export..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void onlyCommandsKnowTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
