package io.fashionstream.stream.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = AddressRules.allowing("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::1.1.1.1"
            })
    void addressesOfTheInternetAreAllowed(String address) throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.19.0.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2001::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void privateLoopbackLinkLocalAndMulticastAddressesAreNotHoweverTheyAreWritten(String address)
            throws UnknownHostException {
        assertThat(rules.allow(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void theOperatorMayAllowNetworksOfTheirOwn() throws UnknownHostException {
        AddressRules own = AddressRules.allowing("10.20.0.0/16,fd00:1::/32,::1");

        assertThat(own.allow(InetAddress.getByName("10.20.255.1"))).isTrue();
        assertThat(own.allow(InetAddress.getByName("10.21.0.1"))).isFalse();
        assertThat(own.allow(InetAddress.getByName("fd00:1::5"))).isTrue();
        assertThat(own.allow(InetAddress.getByName("fd00:2::5"))).isFalse();
        assertThat(own.allow(InetAddress.getByName("0:0:0:0:0:0:0:1"))).isTrue();
        assertThat(own.allow(InetAddress.getByName("1.1.1.1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/8,",
                "10.0.0.0/8 ",
                "intranet.example/8",
                "a:b",
                "300.1.1.1"
            })
    void whatIsNoNetworkIsRefusedAndNeverLookedUp(String networks) {
        assertThatThrownBy(() -> AddressRules.allowing(networks)).isInstanceOf(IllegalArgumentException.class);
    }
}
