package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

import java.net.URI;

/**
 * What a publisher calls an event: CloudEvents says that events of one {@code source} with one {@code id} are the same
 * event, sent again.
 */
public record EventIdentity(URI source, String id) {
    public EventIdentity {
        require(!id.isEmpty(), "id must not be empty");
    }
}
