package io.fashionstream.testkit.catalogue;

import io.fashionstream.testkit.ledger.Ledger;
import io.fashionstream.testkit.ledger.Publication;
import io.fashionstream.testkit.ledger.SourcePosition;

/** Enters what a catalogue publishes into a ledger. */
public record LedgerEntries(Ledger ledger) implements PublicationListener {
    @Override
    public void sending(CatalogueImage image, String eventId) {
        ledger.published(new Publication(eventId, image.imageId(), image.productId(), image.category(), image.flaw()));
    }

    @Override
    public void sendingAgain(String eventId) {
        ledger.publishedAgain(eventId);
    }

    @Override
    public void stored(String eventId, int partition, long offset) {
        ledger.stored(eventId, new SourcePosition(partition, offset));
    }
}
