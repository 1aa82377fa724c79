package io.fashionstream.stream.reference;

import static io.fashionstream.check.Check.require;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Which IP addresses may be connected to: those of the public internet, and the networks that the operator names. Safe for
 * use by several threads.
 */
public final class AddressRules {
    /**
     * What the IANA's registries of special-purpose addresses do not call globally reachable, multicast, and tunnels that
     * lead to an IPv4 address of the publisher's choice.
     */
    private static final List<String> SPECIAL = List.of(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carriers' own
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and the metadata of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocols
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "::/96", // unspecified, loopback, IPv4-compatible
            "::ffff:0:0:0/96", // translated IPv4
            "64:ff9b:1::/48", // translation, local
            "100::/64", // discard
            "2001::/23", // protocols, Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20", // documentation
            "5f00::/16", // segment routing
            "fc00::/7", // private
            "fe80::/10", // link-local
            "fec0::/10", // site-local
            "ff00::/8"); // multicast

    private static final Pattern NETWORK =
            Pattern.compile("[0-9.]+(/\\d{1,2})?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/\\d{1,3})?");
    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private final InetAddressSet special = set(SPECIAL);
    private final InetAddressSet allowed;

    private AddressRules(InetAddressSet allowed) {
        this.allowed = allowed;
    }

    /**
     * Rules that also allow some special networks.
     *
     * @param networks such as {@code 10.20.0.0/16,fd00::/8}; empty for none
     * @throws IllegalArgumentException if one is no network
     */
    public static AddressRules allowing(String networks) {
        List<String> each = networks.isEmpty() ? List.of() : List.of(networks.split(",", -1));
        for (String network : each) {
            // Anything else might be taken for a name, and be looked up.
            require(NETWORK.matcher(network).matches(), "expected a network like 10.20.0.0/16, got %s", network);
        }
        return new AddressRules(set(each));
    }

    private static InetAddressSet set(List<String> networks) {
        InetAddressSet set = new InetAddressSet();
        set.addAll(networks);
        return set;
    }

    /** Whether a connection to {@code address} may be made. */
    boolean allow(InetAddress address) {
        if (allowed.test(address)) {
            return true;
        }
        return !special.test(address) && (!(address instanceof Inet6Address) || isTargetAllowed(address.getAddress()));
    }

    /** NAT64 gateways take 64:ff9b::/96 for the IPv4 address in the last four bytes. */
    private boolean isTargetAllowed(byte[] address) {
        if (!Arrays.equals(address, 0, TRANSLATED.length, TRANSLATED, 0, TRANSLATED.length)) {
            return true;
        }
        try {
            return allow(InetAddress.getByAddress(Arrays.copyOfRange(address, TRANSLATED.length, address.length)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
