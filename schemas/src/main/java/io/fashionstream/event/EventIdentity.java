package io.fashionstream.event;

import static io.fashionstream.check.Check.require;

/**
 * What a publisher calls an event: CloudEvents says that events of one {@code source} with one {@code id} are the same
 * event, sent again. Both are compared as text, character by character.
 */
public record EventIdentity(String source, String id) {
    public EventIdentity {
        require(!source.isEmpty(), "source must not be empty");
        require(!id.isEmpty(), "id must not be empty");
    }
}
