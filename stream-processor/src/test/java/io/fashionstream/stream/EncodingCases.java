package io.fashionstream.stream;

import static io.fashionstream.stream.InputCase.labelled;
import static io.fashionstream.stream.InputCase.rejected;
import static io.fashionstream.stream.InputRecord.picture;

import io.fashionstream.event.Category;
import io.fashionstream.event.RejectionReason;
import io.fashionstream.image.Encoding;
import io.fashionstream.image.Encodings;
import io.fashionstream.stream.testing.TestModels;
import java.util.ArrayList;
import java.util.List;

/** Pictures: what their bytes are, whatever is declared. */
final class EncodingCases {
    private static final String RAW = "application/vnd.fashion-mnist";
    private static final byte[] COAT = TestModels.image(Category.COAT).toBytes();

    private EncodingCases() {}

    static List<InputCase> all() {
        List<InputCase> cases = new ArrayList<>(List.of(
                labelled("raw pixels", picture(RAW, COAT)).shows(Category.COAT),
                labelled("raw pixels, no type", picture("", COAT)).shows(Category.COAT),
                rejected("raw pixels, one over", picture(RAW, new byte[785]), RejectionReason.CORRUPT, "784", "785"),
                rejected("no bytes", picture(RAW, new byte[0]), RejectionReason.EMPTY, "bytes of an image")));
        for (Encoding encoding : Encodings.all()) {
            InputRecord record = picture(encoding.contentType(), encoding.bytes());
            cases.add(encoding.reason()
                    .map(reason -> rejected(encoding.name(), record, reason, encoding.detail()))
                    .orElseGet(() -> labelled(encoding.name(), record)));
        }
        return cases;
    }
}
