package io.fashionstream.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The layers of the stream processor, from the command line down; docs/architecture.md draws them. */
final class LayersTest {
    private static final String ROOT = "io.fashionstream.stream";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theRulesSeeTheStreamProcessor() {
        assertThat(CLASSES.size()).isGreaterThan(100);
    }

    @Test
    void eachLayerUsesOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("commands")
                .definedBy(ROOT + ".command..")
                .layer("library")
                .definedBy(ROOT)
                .layer("settings")
                .definedBy(ROOT + ".settings..")
                .layer("intake")
                .definedBy(ROOT + ".intake..")
                .layer("parts of the flow")
                .definedBy(
                        ROOT + ".model..",
                        ROOT + ".classify..",
                        ROOT + ".batch..",
                        ROOT + ".duplicate..",
                        ROOT + ".accuracy..",
                        ROOT + ".ops..",
                        ROOT + ".state..",
                        ROOT + ".watch..",
                        ROOT + ".replay..",
                        ROOT + ".send..")
                .whereLayer("commands")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("library")
                .mayOnlyBeAccessedByLayers("commands")
                .whereLayer("settings")
                .mayOnlyBeAccessedByLayers("commands", "library")
                .whereLayer("intake")
                .mayOnlyBeAccessedByLayers("library", "settings")
                .whereLayer("parts of the flow")
                .mayOnlyBeAccessedByLayers("commands", "library", "settings", "intake")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
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
                .resideOutsideOfPackage(ROOT + ".command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }
}
