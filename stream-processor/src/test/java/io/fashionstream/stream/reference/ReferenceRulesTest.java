package io.fashionstream.stream.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRulesTest {
    private final ReferenceRules rules = new ReferenceRules(AllowedPrefix.listOf(
            "https://good.example/shop/,http://cdn.good.example:8080/,file:/srv/pictures/,http://[2001:4860::8]/"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example/shop/a.png",
                "HTTPS://Good.EXAMPLE:443/shop/a%20b/c.png?signature=x/../y%2fz",
                "https://good.example/shop/a..b/...c/.hidden",
                "https://good.example/shop/100%25.png",
                "https://good.example/shop/%C3%BC.png",
                "http://cdn.good.example:8080/a.png",
                "http://[2001:4860::8]/a.png",
                "file:/srv/pictures/a.png",
                "file:///srv/pictures/deep/a%20b.png"
            })
    void whatLiesBelowAPrefixIsAllowed(String location) throws ForbiddenReference {
        assertThat(rules.allowed(location)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example.evil.com/shop/a.png",
                "https://good.example@evil.com/shop/a.png",
                "https://user@good.example/shop/a.png",
                "https://user:secret@good.example/shop/a.png",
                "https://good.example:443@evil.com/shop/",
                "https://good.example#@evil.com/shop/a.png",
                "https://good.example\\@evil.com/shop/a.png",
                "https://evil.com/https://good.example/shop/a.png",
                "https://good.example./shop/a.png",
                "https://evil.good.example/shop/a.png",
                "https://good.example:8443/shop/a.png",
                "https://good.example:0/shop/a.png",
                "https://good.example:99999/shop/a.png",
                "http://good.example/shop/a.png",
                "https://good.example/shopping/a.png",
                "https://good.example/shop",
                "https://good.example/shop/",
                "https://good.example/SHOP/a.png",
                "https://good.example/a.png",
                "//good.example/shop/a.png",
                "good.example/shop/a.png",
                "https:good.example/shop/a.png",
                "https:///good.example/shop/a.png",
                "ftp://good.example/shop/a.png",
                "jar:https://good.example/shop/a.jar!/a.png",
                "javascript:alert(1)",
                "data:image/png;base64,AAAA",
                "https://good.example/shop/../secret.png",
                "https://good.example/shop/./../secret.png",
                "https://good.example/shop/..",
                "https://good.example/shop/%2e%2e/secret.png",
                "https://good.example/shop/.%2E/secret.png",
                "https://good.example/shop/..%2fsecret.png",
                "https://good.example/shop/..%2Fsecret.png",
                "https://good.example/shop/..%5csecret.png",
                "https://good.example/shop/%252e%252e%252fsecret.png",
                "https://good.example/shop/..;/secret.png",
                "https://good.example/shop/..%3bx/secret.png",
                "https://good.example/shop/a%00.png",
                "https://good.example/shop/a%0d%0aHost:%20evil/b",
                "https://good.example/shop/a.png#x",
                "https://good.example/shop/a b.png",
                "https://good.example/shop/a\r\nHost: evil",
                "https://good.example/shop/\u202egnp.png",
                "https://g\u043e\u043ed.example/shop/a.png",
                "https://good%2eexample/shop/a.png",
                "http://2130706433/a.png",
                "http://0x7f000001/a.png",
                "http://0177.0.0.1/a.png",
                "http://127.1/a.png",
                "http://[::ffff:127.0.0.1]/a.png",
                "http://[fe80::1%25eth0]/a.png",
                "file:/srv/pictures/../../etc/passwd",
                "file:/srv/pictures/%2e%2e/secret",
                "file:/srv/pictures/..%2fsecret",
                "file:/srv/pictures-of-others/a.png",
                "file://host/srv/pictures/a.png",
                "file:srv/pictures/a.png",
                "file:/etc/passwd",
                "file:/srv/pictures/a.png?x",
                "https://",
                "%",
                "a.png"
            })
    void everythingElseIsForbidden(String location) {
        assertThatThrownBy(() -> rules.allowed(location))
                .isInstanceOf(ForbiddenReference.class)
                .hasMessageContaining("expected");
    }

    @Test
    void whatIsForbiddenIsNamedWithoutItsQueryWhichMayHoldASecret() {
        assertThatThrownBy(() -> rules.allowed("https://evil.com/a.png?token=secret"))
                .hasMessageContaining("https://evil.com/a.png")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "b.png, https://good.example/shop/a/b.png",
        "/shop/b.png, https://good.example/shop/b.png",
        "../c/b.png?v=1, https://good.example/shop/c/b.png",
        "http://cdn.good.example:8080/b.png, http://cdn.good.example:8080/b.png"
    })
    void aRedirectWithinThePrefixesIsFollowed(String target, String expected) throws ForbiddenReference {
        assertThat(rules.redirected(rules.allowed("https://good.example/shop/a/a.png"), target))
                .hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.com/a.png",
                "//evil.com/shop/a.png",
                "/secret.png",
                "../../secret.png",
                "../../../../secret.png",
                "..%2f..%2fsecret.png",
                "https://user@good.example/shop/a.png",
                "http://good.example/shop/a.png",
                "file:/etc/passwd",
                "a b"
            })
    void aRedirectOutOfThePrefixesIsForbidden(String target) throws ForbiddenReference {
        Location from = rules.allowed("https://good.example/shop/a/");

        assertThatThrownBy(() -> rules.redirected(from, target)).isInstanceOf(ForbiddenReference.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example/shop", "good.example/", "https://good.example/a/../", "ftp://good.example/",
                "https://good.example/?x=/", "https://user@good.example/", "https://a/,", "file:pictures/"
            })
    void aPrefixThatIsNotAnAddressWithASlashAtTheEndIsRefused(String prefixes) {
        assertThatThrownBy(() -> AllowedPrefix.listOf(prefixes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPrefixesAreNone() {
        assertThat(AllowedPrefix.listOf("")).isEmpty();
    }
}
