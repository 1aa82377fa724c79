package io.fashionstream.stream.reference;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An address of https, http or file that means the same to everybody who reads it: written by the letter of the standard,
 * in ASCII, without user, fragment or dot segments, and with nothing encoded that separates parts of a path. Servers and
 * proxies disagree about the others, which is how a list of allowed prefixes is got around.
 *
 * @param scheme in lower case
 * @param host in lower case; empty for a file
 * @param port never the scheme's default by another spelling; 0 for a file
 * @param path still encoded; begins with a slash
 */
record Location(String scheme, String host, int port, String path, URI uri) {
    private static final String FILE = "file";
    private static final List<String> SCHEMES = List.of("https", "http", FILE);
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a stranger's text.
     *
     * @throws ForbiddenReference if it is anything else
     */
    static Location of(String text) throws ForbiddenReference {
        requirePlain(text);
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new ForbiddenReference("expected an address of https, http or file, got one that is none");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getRawPath() == null) {
            throw new ForbiddenReference("expected an address of https, http or file, got another form");
        }
        if (uri.getRawFragment() != null) {
            throw new ForbiddenReference("expected an address without a fragment, got one with #");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        EncodedPath.require(path);
        return scheme.equals(FILE) ? file(uri, path) : http(uri, scheme, path);
    }

    private static void requirePlain(String text) throws ForbiddenReference {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter <= ' ' || letter > '~' || letter == '\\') {
                throw new ForbiddenReference(
                        "expected an address in printable ASCII without blanks and backslashes, got another at character "
                                + (i + 1));
            }
        }
    }

    private static Location file(URI uri, String path) throws ForbiddenReference {
        if (uri.getRawAuthority() != null || uri.getRawQuery() != null) {
            throw new ForbiddenReference("expected file: and a path alone, got a host or a query beside it");
        }
        return new Location(FILE, "", 0, path, uri);
    }

    private static Location http(URI uri, String scheme, String path) throws ForbiddenReference {
        if (uri.getRawUserInfo() != null) {
            throw new ForbiddenReference("expected an address without a user, got one with @");
        }
        String host = host(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (port < 1 || port > HIGHEST_PORT) {
            throw new ForbiddenReference("expected a port of 1 to " + HIGHEST_PORT + ", got " + port);
        }
        return new Location(scheme, host, port, path, uri);
    }

    private static String host(URI uri) throws ForbiddenReference {
        @Nullable String host = uri.getHost();
        if (host == null || host.endsWith(".") || host.indexOf('%') >= 0) {
            throw new ForbiddenReference("expected a host name or address in its usual form, got another");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    boolean isFile() {
        return scheme.equals(FILE);
    }

    /** The file; only for {@link #isFile}. */
    Path file() {
        return Path.of(URI.create("file:" + path));
    }

    /** The address without its query, which may hold a secret. */
    @Override
    public String toString() {
        return isFile() ? FILE + ":" + path : scheme + "://" + uri.getRawAuthority() + path;
    }
}
