package io.fashionstream.stream.reference;

import java.util.List;

/**
 * Whether and how images by reference are fetched.
 *
 * @param prefixes below which they may lie; none: nothing is fetched
 */
public record ReferenceSettings(List<AllowedPrefix> prefixes, AddressRules addresses, FetchLimits limits) {
    public ReferenceSettings {
        prefixes = List.copyOf(prefixes);
    }

    public boolean isOn() {
        return !prefixes.isEmpty();
    }
}
