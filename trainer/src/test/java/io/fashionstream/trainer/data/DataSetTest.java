package io.fashionstream.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.dataset.DataSetException;
import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.StreamedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void anImageKeepsItsClassWhenTheClassesAreNumberedAsAModelHasThem() {
        DataSet data = new DataSet(folder, Sample.training(), Sample.test(), Map.of());
        List<Category> reversed = new ArrayList<>(data.classes().categories());
        Collections.reverse(reversed);
        Classes model = Classes.ofCodes(reversed);

        DataSet numbered = data.numberedAs(model);

        assertThat(numbered.classes()).isEqualTo(model);
        for (int i = 0; i < data.test().size(); i++) {
            assertThat(numbered.test().category(i)).isEqualTo(data.test().category(i));
            assertThat(numbered.test().label(i)).isEqualTo(9 - data.test().label(i));
        }
    }

    @Test
    void aModelOfOtherClassesIsRefused() {
        DataSet data = new DataSet(folder, Sample.training(), Sample.test(), Map.of());
        Classes fewer = Classes.ofCodes(data.classes().categories().subList(0, 9));

        assertThatThrownBy(() -> data.numberedAs(fewer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("expected images of the model's classes", folder.toString());
    }

    @Test
    void whatWasExportedSaysFromWhichPartOfTheStream() throws IOException {
        Files.writeString(folder.resolve("provenance.json"), """
                {"formatVersion": 1, "files": [{"path": "BAG/1.png"}], "streamedData": {"clusterId": "c",
                 "to": "2026-11-27T00:00:00Z", "offsets": {"product-images/0": {"from": 3, "to": 9}}, "images": {"review": 6}}}
                """);

        assertThat(ExportedData.of(folder))
                .contains(new StreamedData(
                        "c",
                        null,
                        Instant.parse("2026-11-27T00:00:00Z"),
                        Map.of("product-images/0", new StreamedData.Offsets(3, 9)),
                        Map.of("review", 6)));
        assertThat(ExportedData.of(folder.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void anExportThatWasNotFinishedIsNoDataSet() throws IOException {
        Files.writeString(folder.resolve("provenance.json.part"), "{");

        assertThatThrownBy(() -> ExportedData.of(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("expected a whole data set, found that its export was not finished");
    }
}
