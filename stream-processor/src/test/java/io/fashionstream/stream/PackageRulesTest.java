package io.fashionstream.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom within the stream processor. */
final class PackageRulesTest {
    private static final String ROOT = "io.fashionstream.stream";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theRulesSeeTheStreamProcessor() {
        assertThat(CLASSES.size()).isGreaterThan(100);
    }

    @Test
    void siblingPackagesDoNotImportEachOther() {
        slices().matching(ROOT + ".(*)..").should().notDependOnEachOther().check(CLASSES);
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
    void onlyClassificationKnowsTheServingRuntime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".classify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.onnxruntime..")
                .check(CLASSES);
    }

    @Test
    void classifyingDoesNotKnowKafka() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".classify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheTrainer() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fashionstream.trainer..", "org.deeplearning4j..", "org.nd4j..")
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
