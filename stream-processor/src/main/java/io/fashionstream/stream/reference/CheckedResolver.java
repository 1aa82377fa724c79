package io.fashionstream.stream.reference;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Gives the client, which connects to the very addresses that it is given, only those that are allowed. A name that is
 * looked up once for a check and a second time for the connection could lead elsewhere the second time. Safe for use by
 * several threads.
 */
final class CheckedResolver implements SocketAddressResolver {
    private final SocketAddressResolver names;
    private final AddressRules rules;

    CheckedResolver(SocketAddressResolver names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        names.resolve(host, port, context, Promise.from(found -> settle(host, found, promise), promise::failed));
    }

    private void settle(String host, List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
        List<InetSocketAddress> allowed = new ArrayList<>(found.size());
        for (InetSocketAddress address : found) {
            if (!address.isUnresolved() && rules.allow(address.getAddress())) {
                allowed.add(address);
            }
        }
        if (allowed.isEmpty()) {
            promise.failed(new ForbiddenReference(
                    "expected a public address, or one in dataref.networks, got " + host + ", which is "
                            + found.stream()
                                    .map(each -> String.valueOf(each.getAddress()))
                                    .toList()));
        } else {
            promise.succeeded(allowed);
        }
    }
}
