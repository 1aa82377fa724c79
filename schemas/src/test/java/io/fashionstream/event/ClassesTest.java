package io.fashionstream.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassesTest {
    private static final Classes DIGITS = Classes.ofCodes(
            IntStream.range(0, 10).mapToObj(i -> new Category("" + (9 - i))).toList());
    private static final Classes SHOP = new Classes(Stream.of("Men's shoes", "Caf\u00e9 tables", "Top")
            .map(ProductClass::named)
            .toList());

    @ParameterizedTest
    @CsvSource({
        "ANKLE_BOOT, ANKLE_BOOT",
        "Ankle boots, ANKLE_BOOT",
        "ankle-boot, ANKLE_BOOT",
        "' 9 ', ANKLE_BOOT",
        "0, T_SHIRT_TOP",
        "T-Shirts/Tops, T_SHIRT_TOP",
        "t shirt, T_SHIRT_TOP",
        "T-shirts and tops, T_SHIRT_TOP",
        "tops, T_SHIRT_TOP",
        "Dresses, DRESS"
    })
    void spellingsOfFashionMnistAreFound(String written, String code) {
        assertThat(found(Classes.FASHION_MNIST, written)).contains(new Category(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hat", "10", "-1", "-9", "+9", "9.", "(9)", "09", "9.5", "boot", "", " ", "null"})
    void whatIsNoneOfTheClassesIsNotFound(String written) {
        assertThat(found(Classes.FASHION_MNIST, written)).isEmpty();
    }

    @Test
    void aNumberThatIsACodeIsNoPosition() {
        assertThat(found(DIGITS, "9")).contains(new Category("9"));
        assertThat(DIGITS.indexOf(new Category("9"))).isZero();
        assertThat(found(SHOP, "2")).contains(new Category("TOP"));
    }

    @Test
    void codesFollowFromNames() {
        assertThat(SHOP.categories())
                .containsExactly(new Category("MEN_S_SHOES"), new Category("CAFE_TABLES"), new Category("TOP"));
        assertThat(found(SHOP, "men\u2019s shoes")).contains(new Category("MEN_S_SHOES"));
        assertThat(found(SHOP, "caf\u00e9 table")).isEmpty();
        assertThat(found(SHOP, "tops")).contains(new Category("TOP"));
        assertThat(SHOP.name(new Category("CAFE_TABLES"))).isEqualTo("Caf\u00e9 tables");
        assertThat(SHOP.name(Category.ANKLE_BOOT)).isEqualTo("Ankle boot");
    }

    @Test
    void classesThatCouldBeMistakenForOneAnotherAreRefused() {
        assertThatThrownBy(() -> Classes.ofCodes(List.of(Category.BAG, Category.BAG)))
                .hasMessageContaining("BAG");
        assertThatThrownBy(() -> Classes.ofCodes(List.of(Category.BAG, new Category("ALL"))))
                .hasMessageContaining("ALL");
        assertThatThrownBy(() -> Classes.ofCodes(List.of(Category.BAG))).hasMessageContaining("2 to 250");
        assertThatThrownBy(() -> new Category("bag")).hasMessageContaining("\"bag\"");
        assertThatThrownBy(() -> ProductClass.named("???")).hasMessageContaining("\"???\"");
    }

    private static Optional<Category> found(Classes classes, String written) {
        return Category.written(written).flatMap(classes::find);
    }
}
