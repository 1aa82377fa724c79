package io.fashionstream.stream.export;

import static io.fashionstream.check.Check.require;

import io.fashionstream.event.Classes;
import io.fashionstream.stream.accuracy.TruthPrecedence;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to be exported.
 *
 * @param from images whose records are of this time or later
 * @param to images whose records are of before this time
 * @param sources whose word counts
 * @param precedence whether the catalogue's own word comes last or first
 * @param classes the classes; a truth that is none of them counts as none
 * @param testShare share of the products whose images go to a test part; 0 for no parts
 * @param leaveOutConflicts whether images of which two sources say different things are left out
 */
public record ExportPlan(
        Instant from,
        Instant to,
        Set<TruthSource> sources,
        TruthPrecedence precedence,
        Classes classes,
        double testShare,
        boolean leaveOutConflicts) {
    public ExportPlan {
        require(from.isBefore(to), "--from must be before --to, got %s and %s", from, to);
        require(!sources.isEmpty(), "--sources must name one of %s at least", TruthSource.keys());
        require(testShare >= 0 && testShare < 1, "--test-share must be at least 0 and under 1, got %s", testShare);
        sources = EnumSet.copyOf(sources);
    }
}
