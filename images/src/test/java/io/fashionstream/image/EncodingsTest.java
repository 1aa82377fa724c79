package io.fashionstream.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingsTest {
    static Iterable<Encoding> encodings() {
        return Encodings.all();
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void eachEncodingGetsItsAnswer(Encoding encoding) {
        Decoded decoded = Decoding.DECODER.decode(Decoding.event(encoding.bytes(), encoding.contentType()));

        if (encoding.reason().isEmpty()) {
            assertThat(decoded).isInstanceOf(Decoded.Image.class);
        } else {
            assertThat(decoded).isInstanceOf(Decoded.Rejected.class);
            var rejection = ((Decoded.Rejected) decoded).rejection();
            assertThat(rejection.reason()).isEqualTo(encoding.reason().get());
            assertThat(rejection.detail()).contains("expected", encoding.detail());
            assertThat(rejection.detail()).doesNotContain("Exception", "java.", "0x");
        }
    }

    @Test
    void theyAreManyAndEachIsThereOnce() {
        assertThat(Encodings.all())
                .hasSizeGreaterThanOrEqualTo(50)
                .extracting(Encoding::name)
                .doesNotHaveDuplicates();
    }
}
