package io.fashionstream.stream.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.fashionstream.stream.ops.PassedOver.Event;
import io.fashionstream.stream.ops.PassedOver.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class PassedOverTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PassedOver passedOver = new PassedOver(registry);

    @Test
    void allAreCountedAndTheLastTenOfAKindAreNamedNewestFirst() {
        for (int i = 0; i < 25; i++) {
            passedOver.add(Kind.DUPLICATE, new Event("product-images/0/" + i, "sku", "e" + i, null));
        }
        passedOver.add(Kind.UNREADABLE, new Event("ground-truth/1/7", null, null, "expected JSON, got \"x\""));

        assertThat(passedOver.seen()).hasSize(2);
        PassedOver.Seen duplicates = passedOver.seen().get(0);
        assertThat(duplicates.count()).isEqualTo(25);
        assertThat(duplicates.latest()).hasSize(10).extracting(Event::eventId).startsWith("e24", "e23");
        assertThat(registry.counter("fashion.stream.passed.over", "kind", "duplicate")
                        .count())
                .isEqualTo(25);
    }

    @Test
    void anEventSaysWhichRecordItIsAndWhatIsWrongWithIt() {
        assertThat(new Event("product-images/0/3", "sku", "e3", null))
                .hasToString("product-images/0/3 (event e3 of product sku)");
        assertThat(new Event("ground-truth/1/7", null, null, "expected JSON, got \"x\""))
                .hasToString("ground-truth/1/7: expected JSON, got \"x\"");
    }
}
