package io.fashionstream.rules;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PackageRulesTest {
    private static final String ROOT = "io.fashionstream.rules.sample";

    private final PackageRules rules = new PackageRules(ROOT, new ClassFileImporter().importPackages(ROOT));

    @Test
    void aPackageMayUseOneOfALowerRow() {
        assertThatCode(() -> rules.layers("upper", "lower")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower|upper", "upper, lower"})
    void aPackageMayUseNeitherOneOfAHigherRowNorOneOfItsOwn(String rows) {
        assertThatThrownBy(() -> rules.layers(rows.split("\\|", -1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("User")
                .hasMessageContaining("Used");
    }

    @Test
    void aPackageThatIsInNoRowIsNamed() {
        assertThatThrownBy(() -> rules.layers("upper"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("io.fashionstream.rules.sample.lower.Used");
    }

    @Test
    void aLibraryIsForTheNamedPackagesOnlyAndOneOfThemMustUseIt() {
        assertThatCode(() -> rules.only(List.of("lower"), "java.math..")).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.only(List.of("upper"), "java.math..")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> rules.only(List.of("lower"), "java.sql.."))
                .hasMessage("expected a class of [lower] to use [java.sql..], found none");
        assertThatThrownBy(() -> rules.noneOf(List.of("lower"), "java.math..")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> rules.nothingKnows("java.math..")).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shiftLeft", "add", "shift(Left|Right)"})
    void aMethodThatMayNotBeCalledMayNotBeReferredToEither(String names) {
        assertThatThrownBy(() -> rules.noneCalls(List.of("lower"), names))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Used.java");
    }

    @Test
    void aMethodThatIsNotCalledOrCalledElsewhereBreaksNoRule() {
        assertThatCode(() -> rules.noneCalls(List.of("lower"), "shiftRight|sub.*"))
                .doesNotThrowAnyException();
        assertThatCode(() -> rules.noneCalls(List.of("upper"), "shiftLeft|add")).doesNotThrowAnyException();
    }

    @Test
    void rulesThatSeeNoClassesAreRefused() {
        assertThatThrownBy(() -> PackageRules.of("io.fashionstream.nowhere", 1))
                .hasMessage("expected at least 1 classes below io.fashionstream.nowhere, found 0");
    }
}
