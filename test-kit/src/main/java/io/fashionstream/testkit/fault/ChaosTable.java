package io.fashionstream.testkit.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often each fault was caused. */
public final class ChaosTable {
    private final Map<Fault, Integer> timesByFault = new EnumMap<>(Fault.class);

    void add(Fault fault) {
        timesByFault.merge(fault, 1, Integer::sum);
    }

    /** The table for a person to read. */
    public List<String> lines(FaultRun run) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("fault                          times");
        timesByFault.forEach(
                (fault, times) -> lines.add(String.format(Locale.ROOT, "%-30s %5d", fault.words(), times)));
        lines.add(String.format(
                Locale.ROOT,
                "%,d answers; longest silence %.1f s",
                run.answers(),
                run.longestSilence().toMillis() / 1000.0));
        lines.add("");
        return lines;
    }
}
