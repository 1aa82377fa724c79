package io.fashionstream.stream.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.ModelAlias;
import io.fashionstream.event.ModelManifest;
import io.fashionstream.event.ModelRelease;
import io.fashionstream.event.ProductClass;
import io.fashionstream.stream.testing.TestModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleasedClassesTest {
    private static final Category HAT = new Category("HAT");
    private static final Category GLOVES = new Category("GLOVES");

    private final List<ModelRelease> released = new ArrayList<>();
    private int readings;
    private final ReleasedClasses classes = new ReleasedClasses(() -> {
        readings++;
        return List.copyOf(released);
    });

    @Test
    void aClassIsCalledAsItsModelCallsItOnceThatIsReleased() {
        assertThat(classes.name("before", HAT)).isEqualTo("Hat");

        released.add(release("a", "Chapeau d'\u00e9t\u00e9", "Gants"));
        assertThat(classes.name("a", HAT)).isEqualTo("Chapeau d'\u00e9t\u00e9");
        assertThat(classes.name("before", HAT)).isEqualTo("Hat");
        assertThat(classes.of("a"))
                .hasValueSatisfying(each -> assertThat(each.categories()).containsExactly(HAT, GLOVES));
        assertThat(classes.name("a", Category.ANKLE_BOOT)).isEqualTo("Ankle boot");
    }

    @Test
    void releasesAreReadOnceForEachModelHoweverManyLabelsThereAre() {
        released.add(release("a", "Hat", "Gloves"));
        for (int i = 0; i < 10; i++) {
            classes.name("a", HAT);
            classes.name("b", HAT);
        }

        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aNameCannotLeaveItsPlaceOnTheTerminal() {
        released.add(release("a", "hat\033[2J", "Gloves"));

        assertThat(classes.name("a", HAT)).isEqualTo("hat<U+001B>[2J");
    }

    static ModelRelease release(String modelId, String hat, String gloves) {
        ModelManifest manifest = TestModels.manifest("hats");
        ModelManifest.Signature signature = manifest.signature();
        Classes classes = new Classes(List.of(new ProductClass(HAT, hat), new ProductClass(GLOVES, gloves)));
        return new ModelRelease(
                ModelAlias.CHAMPION,
                modelId,
                null,
                null,
                Instant.EPOCH,
                null,
                manifest.withSignature(new ModelManifest.Signature(
                        signature.network(), signature.createdTime(), classes, signature.input())));
    }
}
