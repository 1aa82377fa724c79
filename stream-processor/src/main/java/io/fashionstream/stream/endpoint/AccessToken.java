package io.fashionstream.stream.endpoint;

import static io.fashionstream.check.Check.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/** The secret that lets clients in. Only its digest is kept, and no message ever repeats it. */
public final class AccessToken {
    private static final int LONGEST_FILE = 4_096;
    /** What RFC 6750 allows in a bearer token; at least 16, so that it cannot be tried out. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{16,1024}=*");

    private final byte[] digest;

    /** @throws IllegalArgumentException if {@code token} is not 16 to 1024 of A-Z a-z 0-9 . _ ~ + / - */
    public AccessToken(String token) {
        require(FORM.matcher(token).matches(), "expected a token of 16 to 1024 of A-Z a-z 0-9 . _ ~ + / -");
        this.digest = digest(token);
    }

    /**
     * The token that stands alone in {@code file}, with or without a line's end.
     *
     * @throws IllegalArgumentException if there is no such file, or something else stands in it
     */
    public static AccessToken in(Path file) {
        require(Files.isRegularFile(file), "label.token.file: expected a file with a token, found none at %s", file);
        try {
            require(Files.size(file) <= LONGEST_FILE, "label.token.file: expected one token in %s, got more", file);
            return new AccessToken(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("label.token.file: " + file + " cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("label.token.file: " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether {@code offered} is the token; takes equally long whatever it is. */
    public boolean is(String offered) {
        return MessageDigest.isEqual(digest, digest(offered));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
