package io.fashionstream.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pebbletemplates.pebble.error.PebbleException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageTest {
    @Test
    void aTemplateThatAsksForAValueThatIsNotThereFails() {
        Map<String, Object> tooFew = Map.of("modelId", "4f2c9a", "throughput", List.of());

        assertThatThrownBy(() -> Page.render("evaluation", tooFew))
                .isInstanceOf(PebbleException.class)
                .hasMessageContaining("evaluation:");
    }

    @Test
    void aChartsTextCannotEndTheScriptThatHoldsIt() {
        Chart chart = new Chart("", Map.of("name", "</script>"));

        assertThat(chart.json()).isEqualTo("{\"name\":\"\\u003c/script>\"}");
    }

    @Test
    void figuresAreWrittenTheSameWhateverTheLocale() {
        assertThat(Figures.ratio(0.95123)).isEqualTo("0.9512");
        assertThat(Figures.percent(0.95123)).isEqualTo("95.12\u00a0%");
        assertThat(Figures.share(0.95123)).isEqualTo("95.1\u00a0%");
        assertThat(Figures.count(13_017_770)).isEqualTo("13,017,770");
    }
}
