package io.fashionstream.trainer.network;

import java.util.List;
import java.util.stream.Collectors;

/** The networks there are. */
public final class NetworkDesigns {
    /** Every network, the default first. */
    public static final List<NetworkDesign> ALL =
            List.of(new CompactCnn(), new DocumentCnn(), new ResidualCnn(), new PairCnn());

    private NetworkDesigns() {}

    /**
     * The network of that name.
     *
     * @throws IllegalArgumentException for an unknown name; lists the known ones
     */
    public static NetworkDesign named(String name) {
        return ALL.stream()
                .filter(design -> design.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("network must be one of %s, got '%s'".formatted(names(), name)));
    }

    /** All names, separated by commas. */
    public static String names() {
        return ALL.stream().map(NetworkDesign::name).collect(Collectors.joining(", "));
    }
}
