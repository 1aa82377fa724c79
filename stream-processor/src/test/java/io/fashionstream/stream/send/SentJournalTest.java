package io.fashionstream.stream.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentJournalTest {
    private final List<String> heard = new ArrayList<>();
    private final Publisher.Listener listener = new Publisher.Listener() {
        @Override
        public void stored(Picture picture, String eventId, String position) {
            heard.add(position);
        }

        @Override
        public void refused(Picture picture, Exception reason) {
            heard.add(String.valueOf(reason.getMessage()));
        }
    };

    @TempDir
    private Path folder;

    private Path file;
    private List<Picture> pictures;

    @BeforeEach
    void prepare() throws IOException {
        file = folder.resolve("journal");
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.write(folder.resolve(name), new byte[1]);
        }
        pictures = PictureFiles.find(List.of(folder), new Declaration.FoldersAreProducts(Optional.empty()));
    }

    @Test
    void whatTheBrokerHasIsNotedAndWhatItRefusedIsNot() throws IOException {
        try (SentJournal journal = new SentJournal(file, listener)) {
            assertThat(journal.holds(id(0))).isFalse();
            journal.stored(pictures.get(0), id(0), "topic/0/7");
            journal.refused(pictures.get(1), new IOException("gone"));
        }

        try (SentJournal journal = new SentJournal(file, listener)) {
            assertThat(journal.holds(id(0))).isTrue();
            assertThat(journal.holds(id(1))).isFalse();
        }
        assertThat(heard).containsExactly("topic/0/7", "gone");
    }

    @Test
    void aLineThatWasNotWrittenToItsEndCountsAsNotSent() throws IOException {
        Files.writeString(file, id(0) + "\n" + id(1).substring(0, 9));

        try (SentJournal journal = new SentJournal(file, listener)) {
            assertThat(journal.holds(id(0))).isTrue();
            assertThat(journal.holds(id(1))).isFalse();
            journal.stored(pictures.get(2), id(2), "topic/0/8");
        }

        try (SentJournal journal = new SentJournal(file, listener)) {
            assertThat(journal.holds(id(2))).isTrue();
        }
    }

    @Test
    void anEventIdTellsSourcesAndPicturesApartAndStaysTheSame() {
        assertThat(id(0)).isEqualTo(id(0)).isNotEqualTo(id(1));
        assertThat(SentJournal.eventId("/other", pictures.get(0))).isNotEqualTo(id(0));
    }

    private String id(int picture) {
        return SentJournal.eventId("/test", pictures.get(picture));
    }
}
