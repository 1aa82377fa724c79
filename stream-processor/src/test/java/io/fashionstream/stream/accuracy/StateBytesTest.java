package io.fashionstream.stream.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fashionstream.event.Category;
import io.fashionstream.event.Classes;
import io.fashionstream.event.InputBins;
import io.fashionstream.event.InputMeasure;
import io.fashionstream.event.ModelAlias;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

final class StateBytesTest {
    private final Serde<Long> numbers = StateBytes.serde((value, out) -> out.writeLong(value), in -> in.readLong());

    @Test
    void aValueIsItsVersionAndItsFieldsAndNothingElse() {
        byte[] bytes = numbers.serializer().serialize("", 258L);

        assertThat(bytes).containsExactly(3, 0, 0, 0, 0, 0, 0, 1, 2);
        assertThat(numbers.deserializer().deserialize("", bytes)).isEqualTo(258L);
    }

    @Test
    void aValueOfAnotherVersionIsRefusedAndNotMisread() {
        byte[] later = numbers.serializer().serialize("", 258L);
        later[0] = 4;

        assertThatThrownBy(() -> numbers.deserializer().deserialize("", later))
                .hasRootCauseMessage("expected version 1 to 3, found 4");
    }

    /** In the first version a category was its place in Fashion-MNIST, and counts had no list of classes. */
    @Test
    void labelsThatAnEarlierReleaseCountedAreRead() {
        byte[] first = bytes(out -> {
            out.writeByte(1);
            out.writeLong(1_700_000_000_000L);
            out.writeByte(8);
            out.writeInt(1_000_000);
            out.writeByte(-1);
            out.writeBoolean(true);
            out.writeLong(1_700_000_000_001L);
            out.writeByte(9);
        });

        assertThat(CountedLabel.SERDE.deserializer().deserialize("", first)).isEqualTo(bagThatIsABoot());
    }

    @Test
    void countsOfAnEarlierReleaseAreRead() {
        byte[] first = bytes(out -> {
            out.writeByte(1);
            out.writeShort(5);
            writeCell(out, 8, 1); // labelled as the ninth class
            writeCell(out, 10 + 9 * 10 + 8, 1); // truth is the tenth
            writeCell(out, 110 + 14, 1); // in the last of 15 bins of confidence,
            writeCell(out, 110 + 30 + 14, 1_000_000); // with this sum of it,
            writeCell(out, 110 + 45 + 2, 1_000_000); // as over all labels
        });

        OutcomeCounts counts = new OutcomeCounts();
        counts.addLabel(bagThatIsABoot(), false, false);
        counts.addTruth(Category.ANKLE_BOOT, bagThatIsABoot(), 1);
        assertThat(OutcomeCounts.SERDE.deserializer().deserialize("", first)).isEqualTo(counts);
    }

    /** Earlier releases read them as their own, and pass over what stands behind. */
    @Test
    void aStepOfACanaryStandsBehindWhatAnEarlierReleaseReads() {
        CountedLabel plain = bagThatIsABoot();
        CountedLabel named = new CountedLabel(
                plain.classifiedMillis(),
                plain.classes(),
                plain.predicted(),
                plain.confidenceMillionths(),
                plain.declared(),
                plain.said(),
                7);

        byte[] before = CountedLabel.SERDE.serializer().serialize("", plain);
        byte[] now = CountedLabel.SERDE.serializer().serialize("", named);

        assertThat(now).startsWith(before).hasSize(before.length + Long.BYTES);
        assertThat(CountedLabel.SERDE.deserializer().deserialize("", now)).isEqualTo(named);
    }

    @Test
    void reportsNameTheStepsOfTheirBucketsBehindWhatAnEarlierReleaseReads() {
        OutcomeCounts counts = new OutcomeCounts();
        counts.addLabel(bagThatIsABoot(), false, false);
        ModelKey model = new ModelKey(ModelAlias.CHAMPION, "ab".repeat(32));
        PartialCounts plain = partial(new PartialCounts.Bucket(model, 10, counts, CountedLabel.NO_STEP));
        PartialCounts named = partial(
                new PartialCounts.Bucket(model, 10, counts, CountedLabel.NO_STEP),
                new PartialCounts.Bucket(model, 10, counts, 7));

        byte[] before = PartialCounts.SERDE.serializer().serialize("", plain);
        assertThat(PartialCounts.SERDE.deserializer().deserialize("", before).buckets())
                .isEqualTo(plain.buckets());
        assertThat(PartialCounts.SERDE
                        .deserializer()
                        .deserialize("", PartialCounts.SERDE.serializer().serialize("", named))
                        .buckets())
                .isEqualTo(named.buckets());
    }

    private static PartialCounts partial(PartialCounts.Bucket... buckets) {
        return new PartialCounts(List.of(), new IntakeCounts(), List.of(buckets));
    }

    /** In the second version nothing was known of inputs, and the cells of the classes began 40 earlier. */
    @Test
    void countsOfTheReleaseBeforeInputsAreRead() {
        byte[] second = bytes(out -> {
            out.writeByte(2);
            out.writeShort(-1); // the classes of Fashion-MNIST
            out.writeShort(6);
            writeCell(out, 14, 1);
            writeCell(out, 30 + 14, 1_000_000);
            writeCell(out, 45 + 2, 1_000_000);
            writeCell(out, 48 + 6, 1); // from a batch of 33 to 64
            writeCell(out, 60 + 8, 1);
            writeCell(out, 60 + 10 + 9 * 10 + 8, 1);
        });

        OutcomeCounts counts = new OutcomeCounts();
        counts.addLabel(bagThatIsABoot(), false, false);
        counts.addTruth(Category.ANKLE_BOOT, bagThatIsABoot(), 1);
        counts.addBatch(64);
        assertThat(OutcomeCounts.SERDE.deserializer().deserialize("", second)).isEqualTo(counts);
    }

    @Test
    void countsOfInputsComeBack() {
        OutcomeCounts counts = new OutcomeCounts();
        counts.addInputs(new InputBins(0, 9, 4, 5));
        counts.addLabel(bagThatIsABoot(), false, false);

        OutcomeCounts read = OutcomeCounts.SERDE
                .deserializer()
                .deserialize("", OutcomeCounts.SERDE.serializer().serialize("", counts));

        assertThat(read).isEqualTo(counts);
        assertThat(read.inputs(InputMeasure.INK)).containsExactly(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L);
        assertThat(read.labelled(Category.BAG)).isEqualTo(1);
    }

    private static CountedLabel bagThatIsABoot() {
        return new CountedLabel(
                1_700_000_000_000L,
                Classes.FASHION_MNIST.categories(),
                Category.BAG,
                1_000_000,
                null,
                new KnownTruth(1_700_000_000_001L, Category.ANKLE_BOOT),
                CountedLabel.NO_STEP);
    }

    private static void writeCell(DataOutputStream out, int cell, long count) throws IOException {
        out.writeShort(cell);
        out.writeLong(count);
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }
}
