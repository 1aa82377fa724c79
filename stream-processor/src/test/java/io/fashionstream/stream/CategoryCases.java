package io.fashionstream.stream;

import static io.fashionstream.stream.InputCase.labelled;
import static io.fashionstream.stream.InputRecord.binary;
import static io.fashionstream.stream.InputRecord.plain;
import static io.fashionstream.stream.InputRecord.structured;

import io.fashionstream.event.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Declared categories: how people write them, and what the label says. */
final class CategoryCases {
    private static final Map<Category, List<String>> WRITTEN = Map.of(
            Category.ANKLE_BOOT,
            List.of("ANKLE_BOOT", "Ankle boot", "ankle_boot", "Ankle boots", "ankle-boots", "AnkleBoot", " 9 ", "9"),
            Category.T_SHIRT_TOP,
            List.of("T-shirt/top", "T-Shirts/Tops", "t shirt", "tops", "TSHIRT_TOP", "0"),
            Category.DRESS,
            List.of("Dresses", "dress"),
            Category.TROUSER,
            List.of("Trousers", "1"),
            Category.SANDAL,
            List.of("sandals"),
            Category.BAG,
            List.of("bags", "Bag"));

    private static final List<String> UNKNOWN =
            List.of("Hat", "10", "-1", "09", "boot", "Ankle boot, black", "(none)", "null");

    private CategoryCases() {}

    static List<InputCase> all() {
        List<InputCase> cases = new ArrayList<>();
        WRITTEN.forEach((category, names) -> names.forEach(name ->
                cases.add(labelled("category \"" + name + "\"", binary("e1").with("ce_declaredcategory", name))
                        .declares(category))));
        UNKNOWN.forEach(name -> cases.add(
                labelled("unknown category \"" + name + "\"", binary("e1").with("ce_declaredcategory", name))
                        .declaresNothing()));
        cases.addAll(List.of(
                labelled("category empty", binary("e1").with("ce_declaredcategory", ""))
                        .declaresNothing(),
                labelled("category null", binary("e1").with("ce_declaredcategory", (byte[]) null))
                        .declaresNothing(),
                labelled("category in Latin-1", binary("e1").with("ce_declaredcategory", new byte[] {(byte) 0xfc}))
                        .declaresNothing(),
                labelled(
                                "two categories",
                                binary("e1").with("ce_declaredcategory", "Bag").with("ce-declaredcategory", "Coat"))
                        .declaresNothing(),
                labelled("category number in JSON", structured("e1", "\"declaredcategory\":9"))
                        .declares(Category.ANKLE_BOOT),
                labelled("category null in JSON", structured("e1", "\"declaredcategory\":null"))
                        .declaresNothing(),
                labelled("category that is a list in JSON", structured("e1", "\"declaredcategory\":[9]"))
                        .declaresNothing(),
                labelled("category name in JSON", structured("e1", "\"declaredcategory\":\"Ankle boots\""))
                        .declares(Category.ANKLE_BOOT),
                labelled("category of a plain record", plain().with("declaredcategory", "Ankle boot"))
                        .declares(Category.ANKLE_BOOT),
                labelled("unknown category of a plain record", plain().with("declaredcategory", "Hat"))
                        .declaresNothing()));
        return cases;
    }
}
