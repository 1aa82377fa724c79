package io.fashionstream.event.serde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fashionstream.event.Category;
import io.fashionstream.event.ClassShares;
import io.fashionstream.event.Precision;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Reads the fields of one JSON object in an order that is known beforehand, and refuses what a schema would. For one
 * thread; every method throws {@link Unexpected} where the text goes on in another way.
 */
final class JsonFields implements AutoCloseable {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private static final int SHA256_DIGITS = 64;
    private static final List<Precision> PRECISIONS = List.of(Precision.values());

    private final JsonParser parser;

    /** Whether the parser stands at what comes next, because it was looked at already. */
    private boolean ahead;

    /** Opens the object that {@code json} holds. */
    JsonFields(byte[] json) throws IOException {
        parser = JSON.createParser(json);
        expect(parser.nextToken() == JsonToken.START_OBJECT);
    }

    /** Not in the expected form. Has no stack trace: another reader is asked then, and says why. */
    static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Unexpected() {
            super("not in the form that is read without a schema", null, false, false);
        }
    }

    /** A text of at least one character. */
    String text(SerializableString name) throws IOException {
        move(name);
        String text = parser.nextTextValue();
        if (text == null || text.isEmpty()) {
            throw new Unexpected();
        }
        return text;
    }

    /** A number in [0, 1]. */
    double share(SerializableString name) throws IOException {
        move(name);
        return share();
    }

    private double share() throws IOException {
        expect(parser.nextToken().isNumeric());
        double share = parser.getDoubleValue();
        expect(share >= 0 && share <= 1);
        return share;
    }

    /** A whole number from 1 on. */
    int count(SerializableString name) throws IOException {
        move(name);
        int count = parser.nextIntValue(0);
        expect(count >= 1);
        return count;
    }

    /** A whole number from 0 on. */
    int index(SerializableString name) throws IOException {
        move(name);
        int index = parser.nextIntValue(-1);
        expect(index >= 0);
        return index;
    }

    /** A whole number of 64 bits, from 1 on. */
    long number(SerializableString name) throws IOException {
        long number = offset(name);
        expect(number >= 1);
        return number;
    }

    /** A whole number of 64 bits, from 0 on. */
    long offset(SerializableString name) throws IOException {
        move(name);
        long offset = parser.nextLongValue(-1);
        expect(offset >= 0);
        return offset;
    }

    boolean flag(SerializableString name) throws IOException {
        move(name);
        Boolean flag = parser.nextBooleanValue();
        if (flag == null) {
            throw new Unexpected();
        }
        return flag;
    }

    Category category(SerializableString name) throws IOException {
        return category(text(name));
    }

    private static Category category(String text) {
        expect(Category.isCode(text));
        return new Category(text);
    }

    /**
     * The rest of an object whose fields are categories, and their values numbers in [0, 1]; steps out of it.
     *
     * @param expected the categories that it most probably has, in order
     */
    ClassShares shares(List<Category> expected) throws IOException {
        double[] shares = new double[expected.size()];
        int read = 0;
        List<Category> found = expected;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (read == found.size() || !found.get(read).code().equals(name)) {
                found = new ArrayList<>(found.subList(0, read));
                found.add(category(name));
            }
            if (read == shares.length) {
                shares = Arrays.copyOf(shares, 2 * read + 2);
            }
            shares[read++] = share();
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT && read >= 2);
        expect(new HashSet<>(found.subList(0, read)).size() == read);
        return ClassShares.of(found.subList(0, read), Arrays.copyOf(shares, read));
    }

    Precision precision(SerializableString name) throws IOException {
        String text = text(name);
        for (Precision precision : PRECISIONS) {
            if (precision.wireName().equals(text)) {
                return precision;
            }
        }
        throw new Unexpected();
    }

    /** 64 lower-case hexadecimal digits. */
    String sha256(SerializableString name) throws IOException {
        String text = text(name);
        expect(text.length() == SHA256_DIGITS);
        for (int i = 0; i < SHA256_DIGITS; i++) {
            char digit = text.charAt(i);
            expect((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
        }
        return text;
    }

    /** An instant of the years 0 to 9999, as {@link Instant#toString} writes it. */
    Instant instant(SerializableString name) throws IOException {
        Instant instant = PlainInstant.read(text(name));
        if (instant == null) {
            throw new Unexpected();
        }
        return instant;
    }

    /** Steps into the object that is the value of {@code name}. */
    void open(SerializableString name) throws IOException {
        move(name);
        expect(parser.nextToken() == JsonToken.START_OBJECT);
    }

    /** Steps out of an object that has no further field. */
    void end() throws IOException {
        expect((ahead ? parser.currentToken() : parser.nextToken()) == JsonToken.END_OBJECT);
        ahead = false;
    }

    /** Steps out of the whole, after which nothing may stand. */
    void endOfAll() throws IOException {
        end();
        expect(parser.nextToken() == null);
    }

    /** Whether the next field is {@code name}. */
    boolean has(SerializableString name) throws IOException {
        if (ahead) {
            return parser.currentToken() == JsonToken.FIELD_NAME
                    && parser.currentName().equals(name.getValue());
        }
        ahead = true;
        return parser.nextFieldName(name);
    }

    private void move(SerializableString name) throws IOException {
        expect(has(name));
        ahead = false;
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new Unexpected();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
