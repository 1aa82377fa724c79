package io.fashionstream.testkit.catalogue;

/** Told of every image that is published. */
public interface PublicationListener {
    /** {@code image} is about to be sent with {@code eventId}; called by the publishing thread. */
    void sending(CatalogueImage image, String eventId);

    /** The event of {@code eventId} is about to be sent once more, unchanged; called by whoever asked for that. */
    default void sendingAgain(String eventId) {}

    /** The broker stored the event of {@code eventId}; called by the producer's own thread. */
    void stored(String eventId, int partition, long offset);
}
