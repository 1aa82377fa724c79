package io.fashionstream.stream.http;

/** The HTTP port cannot be bound; the message names the address and the settings that choose it. */
public final class AddressUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AddressUnavailable(String host, int port, Throwable cause) {
        super("cannot listen on http.host=" + host + " http.port=" + port + ": " + cause.getMessage(), cause);
    }
}
