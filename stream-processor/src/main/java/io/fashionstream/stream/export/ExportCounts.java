package io.fashionstream.stream.export;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the images of an export. Each is counted once among those that follow {@code images}.
 *
 * @param images image events in the range of time
 * @param exported written as files
 * @param withoutTruth of which the chosen sources say nothing
 * @param unknownClass whose truth is none of the classes
 * @param leftOut left out because two sources say different things
 * @param rejected that no picture can be read from, as the stream rejects them too
 * @param repeated events that were sent again
 * @param byReference whose pictures lie elsewhere
 * @param conflicting exported images of which another source says something else
 * @param bySource exported images by the source of their truth
 * @param byClass exported images by class
 */
public record ExportCounts(
        int images,
        int exported,
        int withoutTruth,
        int unknownClass,
        int leftOut,
        int rejected,
        int repeated,
        int byReference,
        int conflicting,
        Map<String, Integer> bySource,
        Map<String, Integer> byClass) {
    public ExportCounts {
        bySource = new TreeMap<>(bySource);
        byClass = new TreeMap<>(byClass);
    }
}
