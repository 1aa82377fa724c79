package io.fashionstream.stream.accuracy;

import io.fashionstream.event.ModelHealth.Position;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * How far one task has read its partition of each input, what it read since its last report, and the clock of its
 * events. It is kept in a state store, so that it is committed together with the rest of the state. Confined to one
 * thread.
 */
final class PartitionProgress {
    static final Serde<PartitionProgress> SERDE =
            StateBytes.serde((progress, out) -> progress.write(out), PartitionProgress::read);

    private final SortedMap<String, Long> nextOffsets = new TreeMap<>();
    private IntakeCounts intake = new IntakeCounts();
    private long clock;
    private boolean moved;

    /** Notes that the event at {@code offset} was dealt with. */
    void passed(String topic, long offset) {
        nextOffsets.put(topic, offset + 1);
        moved = true;
    }

    /** Lets the clock show at least {@code time}, in epoch milliseconds. */
    void tickTo(long time) {
        clock = Math.max(clock, time);
    }

    /** The latest time that the events have shown, in epoch milliseconds; 0 before the first. */
    long clock() {
        return clock;
    }

    void count(IntakeCounts.Kind kind, long times) {
        intake.add(kind, times);
    }

    /** Whether anything was read since the last report. */
    boolean moved() {
        return moved;
    }

    List<Position> positions(int partition) {
        return nextOffsets.entrySet().stream()
                .map(next -> new Position(next.getKey(), partition, next.getValue()))
                .toList();
    }

    /** Hands over what was counted since the last report. */
    IntakeCounts report() {
        IntakeCounts reported = intake;
        intake = new IntakeCounts();
        moved = false;
        return reported;
    }

    private void write(DataOutputStream out) throws IOException {
        out.writeLong(clock);
        out.writeBoolean(moved);
        intake.write(out);
        out.writeByte(nextOffsets.size());
        for (Map.Entry<String, Long> next : nextOffsets.entrySet()) {
            out.writeUTF(next.getKey());
            out.writeLong(next.getValue());
        }
        intake.writeLater(out);
    }

    private static PartitionProgress read(StateBytes.Input in) throws IOException {
        PartitionProgress progress = new PartitionProgress();
        progress.clock = in.readLong();
        progress.moved = in.readBoolean();
        progress.intake = IntakeCounts.read(in);
        int topics = in.readByte();
        for (int i = 0; i < topics; i++) {
            progress.nextOffsets.put(in.readUTF(), in.readLong());
        }
        progress.intake.readLater(in);
        return progress;
    }
}
