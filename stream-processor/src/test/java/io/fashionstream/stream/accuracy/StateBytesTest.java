package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

final class StateBytesTest {
    private final Serde<Long> numbers = StateBytes.serde((value, out) -> out.writeLong(value), in -> in.readLong());

    @Test
    void aValueIsItsVersionAndItsFieldsAndNothingElse() {
        byte[] bytes = numbers.serializer().serialize("", 258L);

        assertThat(bytes).containsExactly(2, 0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(numbers.deserializer().deserialize("", bytes)).isEqualTo(258L);
    }

    @Test
    void aValueOfAnotherVersionIsRefusedAndNotMisread() {
        byte[] later = numbers.serializer().serialize("", 258L);
        later[0] = 3;

        assertThatThrownBy(() -> numbers.deserializer().deserialize("", later))
                .hasRootCauseMessage("expected version 1 or 2, found 3");
    }
}
